/** Signs what is said, so that others may pass it on: RsaSignature2017, which PeerTube and Mastodon ask of relayed activities. */
import { webcrypto } from 'node:crypto'
import { log } from '../../platform/log.ts'
import { loadContext } from './contexts.ts'

export interface BodyToSign {
  /** With its context. */
  readonly body: object
  /** The actor's own address names its key, as PeerTube does it. */
  readonly signerUrl: string
  readonly privateKeyPem: string
}

/** @returns The bytes to send: without a signature when the body has terms that its context does not explain. */
export async function signBody({ body, signerUrl, privateKeyPem }: BodyToSign): Promise<string> {
  const bare = JSON.stringify(body)
  try {
    const { signJsonLd } = await import('@fedify/fedify/sig')
    const key = await importKey(privateKeyPem)
    const signed = await signJsonLd(JSON.parse(bare), key, new URL(signerUrl), { contextLoader: loadContext })
    return JSON.stringify(asOthersWriteIt(signed as Signed))
  } catch (error) {
    // Whoever it is addressed to can trust the signature of the request; only passing it on will fail.
    log('federation').error('Activity {id} goes out without a signature in it: {error}', { ...idOf(body), error })
    return bare
  }
}

interface Signed {
  readonly signature: { readonly '@context'?: unknown }
}

/** A context inside would be fetched by whoever reads it as JSON-LD; verifiers put in the one they know. */
function asOthersWriteIt({ signature: { '@context': _context, ...signature }, ...body }: Signed): object {
  return { ...body, signature }
}

const idOf = (body: object) => ({ id: 'id' in body ? body.id : undefined })

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

type Key = Parameters<typeof import('@fedify/fedify/sig').signJsonLd>[1]

/** Fedify takes no key that cannot be read back. */
async function importKey(pem: string): Promise<Key> {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  return (await webcrypto.subtle.importKey('pkcs8', der, RSA, true, ['sign'])) as Key
}
