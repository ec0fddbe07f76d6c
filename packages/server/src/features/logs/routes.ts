/** HTTP surface of logs, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { AuditLogQuery, ClientLogBody, LogQuery } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findLogs } from './find-logs.ts'
import { listAuditEntries } from './store.ts'

export function logRoutes({ db }: { db: Queryable }): Router {
  const api = apiRouter()

  api.on('getInstanceLogs', { query: LogQuery }, ({ query }) => {
    const tags = query.tagsOneOf === undefined ? undefined : [query.tagsOneOf].flat()
    return findLogs({ ...query, tags }).map(({ at, level, part, text }) => ({
      timestamp: at.toISOString(),
      level,
      message: text,
      label: part,
      tags: [part]
    }))
  })

  api.on('getInstanceAuditLogs', { query: AuditLogQuery }, async ({ query }) => {
    const entries = await listAuditEntries(db, query)
    return entries.map(({ at, username, operation, path, address }) => ({
      timestamp: at.toISOString(),
      level: 'audit',
      message: `${username}: ${operation} ${path}`,
      user: username,
      domain: path.split('/')[3] ?? '',
      action: operation,
      path,
      address
    }))
  })

  // What a stranger writes is one value of the message: it makes no line of its own.
  api.on('sendClientLog', { body: ClientLogBody }, ({ body: { level, ...report } }) => {
    log('client')[level]('A browser reports: {report}', { report })
  })
  return api.router
}
