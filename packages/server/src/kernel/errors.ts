/**
 * The one error type the domain throws on purpose.
 *
 * Throw it when the caller can only give up; return a tagged value when the caller must choose.
 * Edges translate it once each: HTTP to a problem document (platform/http.ts). Any other thrown value is a bug
 * and is reported as `internal`.
 */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'unsupported'
  | 'out_of_range'
  | 'unprocessable'
  | 'too_many'
  | 'no_space'
  | 'not_implemented'
  | 'unavailable'

export interface AppErrorOptions extends ErrorOptions {
  /** PeerTube's machine-readable code (`invalid_grant`, `quota_reached`…), sent as `code` and in `type`. */
  readonly wireCode?: string
  /** The field at fault, in the request's own words. */
  readonly field?: string
  /** Further members of the answer. */
  readonly facts?: Readonly<Record<string, string>>
  /** For `too_many`. */
  readonly retryAfterSeconds?: number
}

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly wireCode: string | undefined
  readonly field: string | undefined
  readonly facts: Readonly<Record<string, string>> | undefined
  readonly retryAfterSeconds: number | undefined

  /** @param message Safe to show to an end user: no paths, SQL, tokens or remote bodies. */
  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.wireCode = options.wireCode
    this.field = options.field
    this.facts = options.facts
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}
