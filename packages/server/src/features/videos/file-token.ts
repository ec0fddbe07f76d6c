/** Tokens that open the files of one video for some hours, for players that can send no header. No state is kept. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { VideoAccess } from './video.ts'

const LIFETIME_MS = 4 * 3_600_000
/** Tokens made within the same time span are equal, so that addresses with a token in them can be cached for a while. */
const SPAN_MS = 600_000

/**
 * A token dies with the privacy and the passwords it was given for: who may watch no longer needs to be let in again.
 * A block ends it too, and while it lasts, only who may see blocked videos is given one.
 */
export type TokenSubject = Pick<VideoAccess, 'uuid' | 'privacy' | 'passwords' | 'isBlocked'>

/** @param secret The same on every server of one database (platform/server-secret.ts). */
export function makeFileToken(secret: Buffer, video: TokenSubject, now = Date.now()): { token: string; expires: Date } {
  const expires = new Date(Math.ceil(now / SPAN_MS) * SPAN_MS + LIFETIME_MS)
  const expiry = expires.getTime().toString(36)
  return { token: `${expiry}.${sign(secret, video, expiry)}`, expires }
}

export function isFileToken(secret: Buffer, video: TokenSubject, token: string, now = Date.now()): boolean {
  const [, expiry = '', signature = ''] = /^([0-9a-z]{6,10})\.([\w-]{43})$/.exec(token) ?? []
  if (!expiry || Number.parseInt(expiry, 36) < now) return false
  return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(secret, video, expiry)))
}

function sign(secret: Buffer, { uuid, privacy, passwords, isBlocked }: TokenSubject, expiry: string): string {
  const subject = JSON.stringify([isBlocked ? 'blocked file' : 'file', uuid, expiry, privacy, passwords.toSorted()])
  return createHmac('sha256', secret).update(subject).digest('base64url')
}
