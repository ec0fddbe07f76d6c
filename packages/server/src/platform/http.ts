/** HTTP helpers shared by every routes.ts, and the one place where errors become problem documents (RFC 9457). */
import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { AppError, type ErrorCode } from '../kernel/errors.ts'
import { log } from './log.ts'
import { isDatabaseAway } from './postgres.ts'

export const HTTP_STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported: 415,
  out_of_range: 416,
  unprocessable: 422,
  too_many: 429,
  no_space: 507,
  not_implemented: 501,
  unavailable: 503
}

const DOCS = 'https://docs.joinpeertube.org/api-rest-reference.html'

/** A request that broke its schema: carries every fault, so that a form can show each beside its field. */
export class InvalidRequest extends AppError {
  readonly faults: readonly { field: string; message: string; value: unknown; location: Location }[]

  constructor(error: z.ZodError, input: unknown, location: Location) {
    const faults = error.issues.map(issue => {
      const field = issue.path.map(String).join('.') || location
      // PeerTube shows the whole field, wherever inside it the fault is.
      const [key] = issue.path
      const value = key === undefined ? input : (input as Record<PropertyKey, unknown> | undefined)?.[key]
      return { field: field.split('.')[0] ?? field, message: issue.message, value, location }
    })
    super('invalid', `Incorrect request parameters: ${[...new Set(faults.map(fault => fault.field))].join(', ')}`, {
      cause: error
    })
    this.faults = faults
  }
}

type Location = 'body' | 'query' | 'params' | 'headers'

/** @throws InvalidRequest naming every offending field, as PeerTube's validators do. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  location: Location = 'body'
): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw new InvalidRequest(result.error, input, location)
}

/** A fault that no schema can see, as one that a schema found. */
export function invalidField(field: string, message: string, location: Location = 'body'): InvalidRequest {
  return new InvalidRequest(
    new z.ZodError([{ code: 'custom', path: [field], message, input: undefined }]),
    {},
    location
  )
}

/** Ends a request to an API path that nobody answers. */
export const unknownRoute: RequestHandler = () => {
  throw new AppError('not_found', 'No such endpoint.')
}

/** Problem documents with PeerTube's `code`, `type`, `docs` and legacy `error` (server/core/middlewares/error.ts, 6.3). */
export const problemHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error)
  const known = asAppError(error)
  const status = known ? HTTP_STATUS[known.code] : 500
  if (!known) log('http').error('{method} {path} failed: {error}', { method: req.method, path: req.path, error })

  const detail = known?.message ?? 'Something went wrong here. It has been logged.'
  if (known?.retryAfterSeconds) res.setHeader('Retry-After', String(Math.ceil(known.retryAfterSeconds)))
  res
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: known?.wireCode ? `${DOCS}#section/Errors/${known.wireCode}` : 'about:blank',
        ...(!known?.wireCode && { title: STATUS_CODES[status] }),
        detail,
        ...(known instanceof InvalidRequest && { instance: req.originalUrl }),
        status,
        ...(known instanceof InvalidRequest && {
          'invalid-params': Object.fromEntries(
            known.faults.map(({ field, message, value, location }) => [
              field,
              { type: 'field', value, msg: message, path: field, location }
            ])
          )
        }),
        ...(typeof res.locals['operation'] === 'string' && { docs: `${DOCS}#operation/${res.locals['operation']}` }),
        ...(known?.wireCode && { code: known.wireCode }),
        ...known?.facts,
        error: detail
      })
    )
}

/** PostgreSQL's codes for text it cannot hold: NUL characters, as they are and in JSON. */
const UNTRANSLATABLE_TEXT = new Set<unknown>(['22021', '22P05'])

/** A restart of the database takes about so long. */
const AWAY_SECONDS = 5

/** What a request is to blame for, or the moment; Express and body-parser throw their own errors, with a status. */
export function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  if (UNTRANSLATABLE_TEXT.has((error as { code?: unknown } | null)?.code))
    return new AppError('invalid', 'A text holds a character that cannot be stored.', { cause: error })
  if (isDatabaseAway(error))
    return new AppError('unavailable', 'This server’s database cannot be reached for the moment.', {
      cause: error,
      retryAfterSeconds: AWAY_SECONDS
    })
  const status = z.object({ status: z.number(), expose: z.boolean().optional() }).safeParse(error)
  if (!status.success || status.data.status >= 500) return undefined
  const code = (Object.keys(HTTP_STATUS) as ErrorCode[]).find(key => HTTP_STATUS[key] === status.data.status)
  return new AppError(code ?? 'invalid', 'This request cannot be read.', { cause: error })
}

/** Names the OpenAPI operation of a route, which PeerTube links to in its errors. */
export function operation(name: string): RequestHandler {
  return (_req, res, next) => {
    res.locals['operation'] = name
    next()
  }
}

/** Who asks. Set in `res.locals` by the auth slice's middleware before any route runs. */
export interface Viewer {
  readonly userId: number
  readonly accountId: number
  readonly username: string
  readonly role: 'administrator' | 'moderator' | 'user'
}

/**
 * Undefined for anonymous visitors.
 *
 * @throws AppError `unauthenticated` when an unusable token came: who believes to be signed in must learn otherwise
 *   (PeerTube's optionalAuthenticate). Told once, so that an error page can still ask who it is for.
 */
export function viewerOf(res: Response): Viewer | undefined {
  if (res.locals['hasInvalidToken']) {
    res.locals['hasInvalidToken'] = false
    throw new AppError('unauthenticated', 'Token is invalid', { wireCode: 'invalid_token' })
  }
  return res.locals['viewer'] as Viewer | undefined
}

/** @throws AppError `unauthenticated` when no valid token came with the request. */
export function requireViewer(res: Response): Viewer {
  const viewer = viewerOf(res)
  if (!viewer) throw new AppError('unauthenticated', 'Token is invalid', { wireCode: 'unauthorized_request' })
  return viewer
}
