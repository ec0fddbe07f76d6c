/** Tokens: 20 random bytes in hex, as PeerTube's. The database knows only their SHA-256. */
import { createHash, randomBytes } from 'node:crypto'

export const ACCESS_LIFETIME_SECONDS = 24 * 3600
export const REFRESH_LIFETIME_SECONDS = 14 * 24 * 3600
/** Of a sign-in through the pages, counted from the last visit. */
export const SESSION_LIFETIME_SECONDS = 14 * 24 * 3600

/** How a token travels. The kind is part of the hash: an access token in a cookie opens nothing, nor the reverse. */
export type TokenKind = 'access' | 'refresh' | 'session'

export function newToken(): string {
  return randomBytes(20).toString('hex')
}

export function hashToken(kind: TokenKind, token: string): Buffer {
  return createHash('sha256').update(`${kind}:${token}`).digest()
}
