/** Passwords as argon2id hashes (RFC 9106), written as PHC strings, so that the cost can be raised one day. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '../../kernel/errors.ts'

/** OWASP's second choice of 2024: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32

/** Each hash holds its memory and a thread for tens of milliseconds: a flood waits in line, and a long line is refused. */
const RUNNING_MAX = 2
const WAITING_MAX = 32
const BUSY_RETRY_SECONDS = 5

const derive = promisify(argon2)
const waiting: (() => void)[] = []
let runningCount = 0

/** @returns `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, base64 without padding. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await inTurn(() => deriveTag(password, salt, TAG_BYTES, COST))
  return phc(salt, tag)
}

/** An unknown user's hash: as costly to check as a real one, and nothing fits it. */
const UNKNOWN_USER_HASH = phc(randomBytes(SALT_BYTES), randomBytes(TAG_BYTES))

/**
 * @param hash Undefined for an unknown user: takes as long, answers false.
 * @throws AppError `unavailable` when too many passwords are being checked.
 */
export async function isPasswordRight(password: string, hash: string | undefined): Promise<boolean> {
  const { salt, tag, cost } = parsePhc(hash ?? UNKNOWN_USER_HASH)
  const given = await inTurn(() => deriveTag(password, salt, tag.length, cost))
  return timingSafeEqual(given, tag)
}

function deriveTag(password: string, salt: Buffer, tagLength: number, cost: typeof COST): Promise<Buffer> {
  // Keyboards differ in how they compose accents (RFC 8265 §4.2).
  return derive('argon2id', { message: password.normalize('NFC'), nonce: salt, tagLength, ...cost })
}

function phc(salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

function parsePhc(text: string): { salt: Buffer; tag: Buffer; cost: typeof COST } {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text)
  if (!match) throw new TypeError('A stored password hash is not an argon2id PHC string')
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  return {
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  }
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (runningCount >= RUNNING_MAX) {
    if (waiting.length >= WAITING_MAX)
      throw new AppError('unavailable', 'Too many people are signing in. Try again in a few seconds.', {
        retryAfterSeconds: BUSY_RETRY_SECONDS
      })
    // Whoever finishes hands over its place, so the count stays.
    await new Promise<void>(resolve => waiting.push(resolve))
  } else {
    runningCount++
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else runningCount--
  }
}
