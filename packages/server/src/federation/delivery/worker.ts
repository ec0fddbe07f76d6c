/**
 * Sends what was written down for other servers: to each mailbox one after the other in the order of writing, to
 * several mailboxes at once, and again until it is taken. Several servers share the work.
 */
import type { Site } from '../../kernel/site.ts'
import { type Clock, every } from '../../platform/clock.ts'
import type { Courtesy } from '../../platform/courtesy.ts'
import type { Listener } from '../../platform/listener.ts'
import type { Database } from '../../platform/postgres.ts'
import { openPoster } from './post.ts'
import { openOutbox } from './prepare.ts'
import { claimInboxes } from './store.ts'
import { serveInbox, type TurnDeps } from './turn.ts'

export interface DeliveryDeps {
  readonly db: Database
  readonly site: Site
  /** Says at once that there is something to send; otherwise it is seen within two seconds. */
  readonly listener?: Pick<Listener, 'on'>
  readonly giveWay?: Courtesy['giveWay']
}

/** At once. */
const INBOXES_MAX = 64
const HOST_INBOXES_MAX = 2
const POLL_MS = 2000

export function openDeliveries({ db, site, listener, giveWay }: DeliveryDeps): Clock {
  const stopping = new AbortController()
  const poster = openPoster(site)
  const turn: TurnDeps = { db, poster, outbox: openOutbox(db, giveWay), stopping: stopping.signal }
  const running = new Map<Promise<void>, string>()

  const clock = every(POLL_MS, 'Sending to other servers', async () => {
    const most = INBOXES_MAX - running.size
    if (most === 0 || stopping.signal.aborted) return
    for (const inbox of await claimInboxes(db, { most, busyHosts: busyHosts(running.values()) })) {
      const served: Promise<void> = serveInbox(turn, inbox).finally(() => {
        running.delete(served)
        clock.wake()
      })
      running.set(served, inbox.host)
    }
  })
  listener?.on('delivery', clock.wake)
  return {
    async stop() {
      stopping.abort()
      await clock.stop()
      await Promise.all(running.keys())
      poster.close()
    }
  }
}

function busyHosts(hosts: Iterable<string>): string[] {
  const counts = new Map<string, number>()
  for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1)
  return [...counts].flatMap(([host, count]) => (count >= HOST_INBOXES_MAX ? [host] : []))
}
