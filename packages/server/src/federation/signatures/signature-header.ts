/** The header of a request's signature, as draft-cavage-http-signatures-12 writes it. Pure. */
import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../../kernel/errors.ts'

export interface SignatureHeader {
  readonly keyId: string
  readonly algorithm: string
  /** What was signed, in its order. */
  readonly names: readonly string[]
  readonly signature: Buffer
  /** Seconds since 1970. */
  readonly created: number | undefined
  readonly expires: number | undefined
}

export const unverified = (reason: string, options?: ErrorOptions) => new AppError('unauthenticated', reason, options)

/** @throws AppError `unauthenticated` */
export function readSignatureHeader(headers: IncomingHttpHeaders): SignatureHeader {
  const parameters = readParameters(signatureIn(headers))
  const text = (name: string) => {
    const value = parameters.get(name)
    if (!value) throw unverified(`The signature does not tell its ${name}.`)
    return value
  }
  const seconds = (name: string) => {
    const value = parameters.get(name)
    if (value !== undefined && !/^\d{1,12}$/.test(value)) throw unverified(`The signature's ${name} is no time.`)
    return value === undefined ? undefined : Number(value)
  }
  const names = (parameters.get('headers') ?? 'date').toLowerCase().split(' ')
  if (new Set(names).size < names.length) throw unverified('The signature names a header twice.')
  return {
    keyId: text('keyId'),
    algorithm: (parameters.get('algorithm') ?? 'hs2019').toLowerCase(),
    names,
    signature: Buffer.from(text('signature'), 'base64'),
    created: seconds('created'),
    expires: seconds('expires')
  }
}

function signatureIn({ signature, authorization }: IncomingHttpHeaders): string {
  const [found] = [signature ?? []].flat()
  if (found !== undefined) return found
  const [, own] = /^Signature (.+)$/i.exec(authorization ?? '') ?? []
  // PeerTube's status; what cannot be verified is another matter.
  if (own === undefined) throw new AppError('forbidden', 'This request carries no signature.')
  return own
}

function readParameters(header: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  const parameter = /\s*([a-zA-Z]+)=(?:"([^"]*)"|(\d+))\s*(?:,|$)/y
  while (parameter.lastIndex < header.length) {
    const [, name, quoted, bare] = parameter.exec(header) ?? []
    if (name === undefined) throw unverified('The signature cannot be read.')
    if (parameters.has(name)) throw unverified(`The signature tells its ${name} twice.`)
    parameters.set(name, quoted ?? bare ?? '')
  }
  return parameters
}
