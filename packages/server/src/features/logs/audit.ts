/** Writes down what signed-in people change, through the API and on pages. */
import type { Request, RequestHandler, Response } from 'express'
import { anonymousAddress } from '../../platform/anonymous-address.ts'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { insertAuditEntry } from './store.ts'

/** What players and uploads send every few seconds, and searches, say nothing of anybody's decisions. */
const NOISE = /^\/search\/|\/(watching|views|playback|upload-resumable|client)$/
const READING = ['GET', 'HEAD', 'OPTIONS']
/** How a page answers a form that did its work. */
const SEE_OTHER = 303

/** Mounted before the API's routes, and before the pages. Entries are written after the answer: a failure to write one fails no request. */
export function auditTrail(db: Queryable): RequestHandler {
  return (req, res, next) => {
    if (!READING.includes(req.method) && !NOISE.test(req.path)) res.once('finish', () => note(db, req, res))
    next()
  }
}

function note(db: Queryable, req: Request, res: Response): void {
  const { viewer } = res.locals as { viewer?: { username: string } }
  const operation = nameOf(req, res)
  if (!viewer || !operation || res.statusCode >= 400) return
  const [path = ''] = req.originalUrl.split('?')
  const entry = { username: viewer.username, operation, path: path.slice(0, 500), address: anonymousAddress(req.ip) }
  insertAuditEntry(db, entry).catch(error => log('logs').warn('An audit entry is lost: {error}', { error }))
}

/** The API's operation, called by a page's form or by itself; of other forms the address, once they did their work. */
function nameOf({ route, method }: Request, res: Response): string | undefined {
  if (typeof res.locals['operation'] === 'string') return res.locals['operation']
  if (res.statusCode !== SEE_OTHER || !route) return undefined
  return `${method} ${[(route as { path: string | string[] }).path].flat()[0]}`
}
