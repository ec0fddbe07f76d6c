import type { FailureCode } from './contract.ts'

/** A failure with one of the contract's codes; its message is already in the contract's form, `code: detail`. */
export class TranscodeFailure extends Error {
  readonly code: FailureCode
  /** Whether the same job may succeed later without anybody changing the source. */
  readonly canRetry: boolean
  /** A process was ended by a signal that came from elsewhere: neither the file nor we have to do with it. */
  readonly wasInterrupted: boolean

  constructor(code: FailureCode, detail: string, { canRetry = false, wasInterrupted = false }: FailureTraits = {}) {
    super(`${code}: ${detail}`)
    this.name = 'TranscodeFailure'
    this.code = code
    this.canRetry = canRetry || wasInterrupted
    this.wasInterrupted = wasInterrupted
  }
}

export interface FailureTraits {
  readonly canRetry?: boolean
  readonly wasInterrupted?: boolean
}

/** Brings anything thrown into the contract's form. Unknown failures may be retried. */
export function asFailure(error: unknown): TranscodeFailure {
  if (error instanceof TranscodeFailure) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new TranscodeFailure('no-space', message, { canRetry: true })
  return new TranscodeFailure('internal', message ?? String(error), { canRetry: true })
}
