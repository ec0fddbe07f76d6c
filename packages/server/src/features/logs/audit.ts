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
  writeDown(db, { username: viewer.username, operation, path, address: req.ip })
}

/** For what was done through a page. */
export function noteDone(db: Queryable, { req, res }: { req: Request; res: Response }, operation: string): void {
  const { viewer } = res.locals as { viewer?: { username: string } }
  const [path = ''] = req.originalUrl.split('?')
  if (viewer) writeDown(db, { username: viewer.username, operation, path, address: req.ip })
}

interface Done {
  readonly username: string
  readonly operation: string
  readonly path: string
  readonly address: string | undefined
}

function writeDown(db: Queryable, { username, operation, path, address }: Done): void {
  const entry = { username, operation, path: path.slice(0, 500), address: anonymousAddress(address) }
  insertAuditEntry(db, entry).catch(error => log('logs').warn('An audit entry is lost: {error}', { error }))
}
