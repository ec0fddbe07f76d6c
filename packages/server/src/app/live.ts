/** What tells programs at once, beside the answers to their requests: a composition of its own, on the same port. */
import type { IncomingMessage, Server } from 'node:http'
import { browserOf, holderOf, openSessions } from '../features/auth/index.ts'
import { tellLive } from '../features/notifications/index.ts'
import { tellRunners } from '../features/runners/index.ts'
import type { Tracker } from '../features/tracker/index.ts'
import { createListener } from '../platform/listener.ts'
import type { Database } from '../platform/postgres.ts'
import { openSockets } from '../platform/sockets.ts'

export interface Live {
  attach(server: Server): void
  /** May be called twice. */
  close(): Promise<void>
}

export interface LiveDeps {
  readonly db: Database
  readonly databaseUrl: string
  readonly origin: string
  readonly tracker: Pick<Tracker, 'upgrade' | 'close'>
  readonly addressOf: (req: IncomingMessage) => string
}

const TRACKER_SOCKET = /^\/tracker\/socket\/?(\?|$)/

export function openLive({ db, databaseUrl, origin, tracker, addressOf }: LiveDeps): Live {
  const sockets = openSockets()
  const listener = createListener(databaseUrl)
  const sessions = openSessions(db)
  tellLive({
    db,
    origin,
    sockets,
    listener,
    holderOf: token => holderOf(sessions, token),
    browserOf: cookies => browserOf(sessions, cookies)
  })
  tellRunners({ db, sockets, listener })
  return {
    attach(server) {
      sockets.attach(server)
      // What is for neither is ended by socket.io.
      server.on('upgrade', (req, socket, head) => {
        if (TRACKER_SOCKET.test(req.url ?? '')) tracker.upgrade(req, socket, head, addressOf(req))
      })
    },
    async close() {
      await Promise.all([sockets.close(), listener.close(), tracker.close()])
    }
  }
}
