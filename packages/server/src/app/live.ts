/** What tells programs at once, beside the answers to their requests: a composition of its own, on the same port. */
import type { Server } from 'node:http'
import { holderOf, openSessions } from '../features/auth/index.ts'
import { tellLive } from '../features/notifications/index.ts'
import { tellRunners } from '../features/runners/index.ts'
import { createListener } from '../platform/listener.ts'
import type { Database } from '../platform/postgres.ts'
import { openSockets } from '../platform/sockets.ts'

export interface Live {
  attach(server: Server): void
  /** May be called twice. */
  close(): Promise<void>
}

export function openLive({ db, databaseUrl, origin }: { db: Database; databaseUrl: string; origin: string }): Live {
  const sockets = openSockets()
  const listener = createListener(databaseUrl)
  const sessions = openSessions(db)
  tellLive({ db, origin, sockets, listener, holderOf: token => holderOf(sessions, token) })
  tellRunners({ db, sockets, listener })
  return {
    attach: sockets.attach,
    async close() {
      await Promise.all([sockets.close(), listener.close()])
    }
  }
}
