/**
 * Who sent a request: proved by a signature over its address, host, time and the digest of its body
 * (draft-cavage-http-signatures-12, as PeerTube, Mastodon and most others sign; RFC 9421 beside it).
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Site } from '../../kernel/site.ts'
import type { RemoteActor } from '../deps.ts'
import { isSignedBy } from './public-key.ts'
import { readSignatureHeader, type SignatureHeader, unverified } from './signature-header.ts'
import type { Signers } from './signers.ts'

export interface SignedRequest {
  readonly method: string
  /** Path and query, as they came. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  /** The bytes as they came. */
  readonly body: Buffer
}

export interface Proof {
  readonly keyId: string
  isBy(signer: RemoteActor): boolean | Promise<boolean>
}

export interface VerifyOptions {
  readonly site: Site
  readonly signers: Signers
  readonly now: Date
}

const SKEW_MS = 3_600_000

/**
 * @returns The actor whose key has signed.
 * @throws AppError `unauthenticated` with a plain reason; `unavailable` when the key cannot be had now; SignerGone.
 */
export async function verifyRequestSignature(request: SignedRequest, options: VerifyOptions): Promise<RemoteActor> {
  const proof = await readProof(request, options)
  const signer = await options.signers.find(proof.keyId)
  if (await proof.isBy(signer)) return signer
  // Keys change now and then, and what is stored here may be older.
  const renewed = await options.signers.renew(signer)
  if (renewed && (await proof.isBy(renewed))) return renewed
  throw unverified("The signature is not one of its signer's key over this request.")
}

async function readProof(request: SignedRequest, { site, now }: VerifyOptions): Promise<Proof> {
  if (request.headers['signature-input'] !== undefined) {
    const { readMessageSignature } = await import('./message-signature.ts')
    return readMessageSignature(request, site)
  }
  const header = readSignatureHeader(request.headers)
  assertComplete(header.names)
  assertHost(request.headers, site)
  assertFresh(header, request.headers, now)
  assertDigest(request.headers, request.body)
  const text = textToSign(header, request)
  return {
    keyId: header.keyId,
    isBy: ({ publicKeyPem }) => isSignedBy(publicKeyPem, { ...header, text })
  }
}

function assertComplete(names: readonly string[]): void {
  for (const name of ['(request-target)', 'host', 'digest'])
    if (!names.includes(name)) throw unverified(`The signature does not cover ${name}.`)
  if (!names.includes('date') && !names.includes('(created)'))
    throw unverified('The signature covers neither date nor (created).')
}

/** What was sent to another server is not brought here. */
function assertHost({ host }: IncomingHttpHeaders, site: Site): void {
  const { protocol } = new URL(site.origin)
  if (URL.parse(`${protocol}//${host}`)?.host !== site.host) throw unverified('This request is for another host.')
}

function assertFresh({ names, created, expires }: SignatureHeader, { date }: IncomingHttpHeaders, now: Date): void {
  const times = [
    ...(names.includes('date') ? [Date.parse(date ?? '')] : []),
    ...(names.includes('(created)') ? [(created ?? NaN) * 1000] : [])
  ]
  for (const time of times)
    if (!(Math.abs(now.getTime() - time) <= SKEW_MS))
      throw unverified('The signature is more than an hour away from the time here.')
  if (expires !== undefined && expires * 1000 < now.getTime()) throw unverified('The signature has expired.')
}

const DIGESTS: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' }

function assertDigest({ digest }: IncomingHttpHeaders, body: Buffer): void {
  const told = [digest ?? '']
    .flat()
    .join(',')
    .split(',')
    .map(one => /^\s*([\w-]+)=(.+?)\s*$/.exec(one))
  let checked = 0
  for (const [, name = '', value = ''] of told.flatMap(one => (one ? [one] : []))) {
    const hash = DIGESTS[name.toLowerCase()]
    if (!hash) continue
    const expected = createHash(hash).update(body).digest()
    const claimed = Buffer.from(value, 'base64')
    if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected))
      throw unverified('The digest is not that of the body.')
    checked += 1
  }
  if (checked === 0) throw unverified('The request tells no SHA-256 digest of its body.')
}

function textToSign({ names, created, expires }: SignatureHeader, { method, target, headers }: SignedRequest): string {
  const special: Record<string, string | undefined> = {
    '(request-target)': `${method.toLowerCase()} ${target}`,
    '(created)': created?.toString(),
    '(expires)': expires?.toString()
  }
  return names
    .map(name => {
      const value = name.startsWith('(') ? special[name] : headers[name]
      if (value === undefined) throw unverified(`The signature covers ${name.slice(0, 50)}, which is not there.`)
      return `${name}: ${[value].flat().join(', ')}`
    })
    .join('\n')
}
