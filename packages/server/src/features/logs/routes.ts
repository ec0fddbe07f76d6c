/** HTTP surface of logs, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { AuditLogQuery, ClientLogBody, LOG_LEVELS, LogQuery, type WireLogLevel } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { type LogLevel, log, type RecentLog, recentLogs } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { listAuditEntries } from './store.ts'

export function logRoutes({ db }: { db: Queryable }): Router {
  const api = apiRouter()

  api.on('getInstanceLogs', { query: LogQuery }, ({ query }) => {
    const tags = query.tagsOneOf === undefined ? undefined : [query.tagsOneOf].flat()
    const isWanted = ({ at, level, part }: RecentLog) =>
      at >= query.startDate &&
      (!query.endDate || at <= query.endDate) &&
      LOG_LEVELS.indexOf(wireLevel(level)) >= LOG_LEVELS.indexOf(query.level) &&
      (!tags || tags.includes(part))
    return recentLogs().filter(isWanted).map(toWire)
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

const toWire = ({ at, level, part, text }: RecentLog) => ({
  timestamp: at.toISOString(),
  level: wireLevel(level),
  message: text,
  label: part,
  tags: [part]
})

function wireLevel(level: LogLevel): WireLogLevel {
  switch (level) {
    case 'trace':
    case 'debug':
      return 'debug'
    case 'info':
      return 'info'
    case 'warning':
      return 'warn'
    case 'error':
    case 'fatal':
      return 'error'
  }
}
