/** Tells connected users their notifications at once, as PeerTube does: `/user-notifications`, `new-notification`. */
import { OWN_NOTIFICATION_TYPES_FROM } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Listener } from '../../platform/listener.ts'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Sockets } from '../../platform/sockets.ts'
import { findNotifications } from './queries.ts'
import { NEWS_CHANNEL } from './store.ts'
import { toNotification } from './wire.ts'

export interface LiveDeps {
  readonly db: Queryable
  readonly origin: string
  readonly sockets: Sockets
  readonly listener: Listener
  holderOf(accessToken: string): Promise<Viewer | undefined>
  /** Who is signed in in the browser that sent this `Cookie` header. */
  browserOf(cookies: string | undefined): Promise<Viewer | undefined>
}

interface Reader {
  readonly userId: number
  /** No page of ours: it knows PeerTube's types alone. */
  readonly isProgram: boolean
  /** Asked again before each telling: the right may have been taken back since. */
  readonly mayStill: () => Promise<Viewer | undefined>
}

/** Every server tells those who are connected to it. */
export function tellLive({ db, origin, sockets, listener, holderOf, browserOf }: LiveDeps): void {
  const site = siteOf(origin)
  const readers = sockets.namespace<Reader>({
    path: '/user-notifications',
    groupOf: ({ userId }) => String(userId),
    async admit({ accessToken }, { cookie, origin: page }) {
      const isOurs = accessToken === undefined && page === origin
      if (!isOurs && typeof accessToken !== 'string') throw new AppError('unauthenticated', 'No access token provided')
      const mayStill = () => (typeof accessToken === 'string' ? holderOf(accessToken) : browserOf(cookie))
      const holder = await mayStill()
      if (!holder) throw new AppError('unauthenticated', 'Invalid access token.')
      await listener.open()
      return { userId: holder.userId, isProgram: !isOurs, mayStill }
    }
  })

  const tell = async (ids: readonly number[]) => {
    if (readers.connected().length === 0) return
    for (const row of await findNotifications(db, ids))
      for (const { who, send, drop } of readers.connected(String(row.user_id))) {
        if (who.isProgram && row.type >= OWN_NOTIFICATION_TYPES_FROM) continue
        if (await who.mayStill()) send('new-notification', toNotification(site, row))
        else drop()
      }
  }
  listener.on(NEWS_CHANNEL, payload => {
    tell(payload.split(',').map(Number)).catch(error =>
      log('notifications').warn('Nobody was told at once: {error}', { error })
    )
  })
}
