/** Tokens that open one archive for some hours: who has the address needs no sign-in, as on PeerTube. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const LIFETIME_MS = 4 * 3_600_000

export function makeDownloadToken(secret: Buffer, fileName: string, now = Date.now()): string {
  const expiry = (now + LIFETIME_MS).toString(36)
  return `${expiry}.${sign(secret, fileName, expiry)}`
}

export function isDownloadToken(secret: Buffer, fileName: string, token: unknown, now = Date.now()): boolean {
  if (typeof token !== 'string') return false
  const [, expiry = '', signature = ''] = /^([0-9a-z]{6,10})\.([\w-]{43})$/.exec(token) ?? []
  if (!expiry || Number.parseInt(expiry, 36) < now) return false
  return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(secret, fileName, expiry)))
}

const sign = (secret: Buffer, fileName: string, expiry: string) =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['archive', fileName, expiry]))
    .digest('base64url')
