/** Time-based one-time passwords (RFC 6238), with the parameters every authenticator knows: SHA-1, 6 digits, 30 s. */
import { Secret, TOTP } from 'otpauth'

/** RFC 4226 section 4, R6. */
const SECRET_BYTES = 20
/** Steps that a clock may be early or late. */
const WINDOW = 1
const PERIOD_SECONDS = 30

/** Base32. */
export const newSecret = () => new Secret({ size: SECRET_BYTES }).base32

/** @returns The time step whose code this is; undefined when it is none of now. */
export function stepOf(secret: string, code: string, nowMs = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })
  const delta = totp.validate({ token: code, window: WINDOW, timestamp: nowMs })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / PERIOD_SECONDS) + delta
}

/** What an authenticator reads from a QR code. @param account Shown in it. */
export function uriOf(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  return new TOTP({ issuer, label: account, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS }).toString()
}
