/** Writes down what signed-in people change through the API. */
import type { Request, RequestHandler, Response } from 'express'
import { anonymousAddress } from '../../platform/anonymous-address.ts'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { insertAuditEntry } from './store.ts'

/** What players and uploads send every few seconds, and searches, say nothing of anybody's decisions. */
const NOISE = /^\/search\/|\/(watching|views|playback|upload-resumable|client)$/
const READING = ['GET', 'HEAD', 'OPTIONS']

/** Mounted before the API's routes. Entries are written after the answer: a failure to write one fails no request. */
export function auditTrail(db: Queryable): RequestHandler {
  return (req, res, next) => {
    if (!READING.includes(req.method) && !NOISE.test(req.path)) res.once('finish', () => note(db, req, res))
    next()
  }
}

function note(db: Queryable, req: Request, res: Response): void {
  const { viewer, operation } = res.locals as { viewer?: { username: string }; operation?: string }
  if (!viewer || !operation || res.statusCode >= 400) return
  const [path = ''] = req.originalUrl.split('?')
  const { username } = viewer
  insertAuditEntry(db, { username, operation, path: path.slice(0, 500), address: anonymousAddress(req.ip) }).catch(
    error => log('logs').warn('An audit entry is lost: {error}', { error })
  )
}
