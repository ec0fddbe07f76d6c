/** The order in which a request meets the parts of the server. */
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express'
import { problemHandler, unknownRoute } from '../platform/http.ts'
import type { RequestLimits } from '../platform/limit-requests.ts'
import { parseTrustProxy } from './client-address.ts'
import type { Config } from './config.ts'

export interface HttpParts {
  /** Answers in few bytes to whoever asks, and to many. */
  readonly tracker: Router
  /** Notes who waits for an answer. */
  readonly noteWaiting: RequestHandler
  readonly authenticate: RequestHandler
  /** Notes what is changed, through the API and on pages. */
  readonly auditTrail: RequestHandler
  readonly limits: RequestLimits
  /** Everything under /api/v1. */
  readonly api: readonly Router[]
  /** Media, discovery documents, oEmbed: not under /api, not pages. */
  readonly files: Router
  readonly documents: readonly Router[]
  /** What other servers read and send, at the pages' addresses. */
  readonly activities: Router
  readonly session: Router
  readonly pages: Router
  readonly pageErrors: ErrorRequestHandler
  /** Folder of the client's hashed browser files. */
  readonly assetsFolder: string
}

export function createHttpApp(config: Pick<Config, 'trustProxy'>, parts: HttpParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', parseTrustProxy(config.trustProxy))

  app.use(commonHeaders)
  app.use(
    '/client/assets',
    compression(),
    express.static(parts.assetsFolder, { immutable: true, maxAge: '1y', index: false })
  )
  app.use(parts.tracker)
  app.use(parts.authenticate)
  app.use(parts.files)
  app.use(parts.noteWaiting)
  app.use(parts.limits.prepare)
  app.use(compression())
  app.use('/feeds', parts.limits.countAll)
  app.use('/api/v1', openToOtherOrigins, parts.limits.countAll, parts.auditTrail, ...parts.api, unknownRoute)
  for (const documents of parts.documents) app.use(documents)
  app.use(
    ['/api', '/services', '/.well-known', '/nodeinfo', '/static', '/lazy-static', '/download', '/feeds'],
    problemHandler
  )

  app.use(parts.activities)
  app.use(parts.auditTrail, parts.session, parts.pages, unknownRoute)
  app.use(parts.pageErrors)
  return app
}

const commonHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin')
  next()
}

const EXPOSED_HEADERS = 'Retry-After, Location, Range, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset'

/** Scripts on other sites may use the API with a token; the session cookie does nothing for them (features/auth). */
const openToOtherOrigins: RequestHandler = (req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS)
  if (req.method !== 'OPTIONS') {
    next()
    return
  }
  res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
  res.setHeader('Access-Control-Allow-Headers', req.get('Access-Control-Request-Headers') ?? '')
  res.setHeader('Access-Control-Max-Age', '86400')
  res.sendStatus(204)
}
