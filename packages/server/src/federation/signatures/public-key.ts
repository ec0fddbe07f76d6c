/** Public keys of others. Reading one costs more than checking a signature with it, so they are kept for a while. */
import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { keepRecent } from '../keep-recent.ts'
import { unverified } from './signature-header.ts'

/** Weaker ones can be forged; stronger ones cost whoever checks them. */
const RSA_BITS = { min: 1024, max: 8192 }
const HASHES: Readonly<Record<string, readonly string[]>> = {
  'rsa-sha256': ['sha256'],
  'rsa-sha512': ['sha512'],
  // It is left to the key, which says RSA and no more.
  hs2019: ['sha256', 'sha512']
}

const keys = keepRecent<KeyObject>(2000)

/** @throws AppError `unauthenticated` for an algorithm that is not taken. */
export function isSignedBy(
  pem: string,
  { algorithm, text, signature }: { algorithm: string; text: string; signature: Buffer }
): boolean {
  const key = publicKey(pem)
  if (!key) return false
  const bytes = Buffer.from(text)
  if (key.asymmetricKeyType === 'ed25519') return verify(null, bytes, key, signature)
  const hashes = Object.hasOwn(HASHES, algorithm) ? HASHES[algorithm]! : []
  if (hashes.length === 0) throw unverified(`Signatures of the kind ${algorithm.slice(0, 50)} are not taken.`)
  return hashes.some(hash => verify(hash, bytes, { key, padding: constants.RSA_PKCS1_PADDING }, signature))
}

/** Undefined for a key of no use. */
function publicKey(pem: string): KeyObject | undefined {
  const known = keys.get(pem)
  if (known) return known
  const key = parse(pem)
  if (key) keys.set(pem, key)
  return key
}

function parse(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem)
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
    const isStrong = key.asymmetricKeyType === 'rsa' && bits >= RSA_BITS.min && bits <= RSA_BITS.max
    return isStrong || key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}
