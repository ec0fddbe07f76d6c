/**
 * Signs requests to other servers, as PeerTube, Mastodon and most others read them: draft-cavage-http-signatures-12,
 * rsa-sha256, over the address, the host, the date, and the digest of what is sent.
 */
import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'

export interface RequestToSign {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  /** The very bytes that are sent; of a POST. */
  readonly body?: string | Buffer
  /** Where the public half is found: `{actor}#main-key`. */
  readonly keyId: string
  readonly privateKeyPem: string
  readonly now: Date
}

/** The headers to send along, that of the host included: it must arrive as it was signed. */
export function signHeaders({ url, method, body, keyId, privateKeyPem, now }: RequestToSign): Record<string, string> {
  const signed: Record<string, string> = {
    Host: url.host,
    Date: now.toUTCString(),
    ...(body !== undefined && { Digest: `SHA-256=${createHash('sha256').update(body).digest('base64')}` })
  }
  const target = `(request-target): ${method.toLowerCase()} ${url.pathname}${url.search}`
  const lines = [target, ...Object.entries(signed).map(([name, value]) => `${name.toLowerCase()}: ${value}`)]
  const names = lines.map(line => line.slice(0, line.indexOf(': ')))
  const signature = sign('sha256', Buffer.from(lines.join('\n')), privateKey(privateKeyPem)).toString('base64')
  return {
    ...signed,
    Signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${names.join(' ')}",signature="${signature}"`
  }
}

/** Reading a key costs about as much as signing with it. */
const KEYS_MAX = 500
const keys = new Map<string, KeyObject>()

function privateKey(pem: string): KeyObject {
  const known = keys.get(pem)
  if (known) return known
  const key = createPrivateKey(pem)
  const [oldest] = keys.keys()
  if (keys.size >= KEYS_MAX && oldest !== undefined) keys.delete(oldest)
  keys.set(pem, key)
  return key
}
