/** Tells users what happened: rows, live news and letters, all in the transaction that takes the event away. */
import { siteOf } from '../../kernel/site.ts'
import type { EventHandler } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { enqueueMail } from '../mail/index.ts'
import { letterOf } from './letters.ts'
import { BATCH, findNotifications } from './queries.ts'
import { insertNotifications, type Told } from './store.ts'
import { tellingsOf } from './tellings.ts'
import { toNotification } from './wire.ts'

export interface NotifyDeps {
  readonly origin: string
  readonly settings: Settings
  /** Whether a mail server is set. */
  readonly hasMail: boolean
}

/** For `consumeEvents`: each event is told once to each user, however often it is tried. */
export function notifyUsers(deps: NotifyDeps): EventHandler {
  const { host } = siteOf(deps.origin)
  return async (tx, event) => {
    for (const telling of await tellingsOf(tx, event, host)) {
      const told = await insertNotifications(tx, telling)
      if (deps.hasMail) await write(tx, deps, told)
    }
  }
}

/** An address that its user did not prove may be a stranger's. */
async function write(tx: Queryable, { origin, settings }: NotifyDeps, told: readonly Told[]): Promise<void> {
  const site = siteOf(origin)
  const sender = { name: settings.current().instance.name, origin }
  for (const batch of batches(told.filter(({ isMailed }) => isMailed).map(({ id }) => id)))
    for (const row of await findNotifications(tx, batch)) {
      if (row.email_verified === false) continue
      const letter = letterOf(sender, row, toNotification(site, row))
      if (letter) await enqueueMail(tx, { to: row.email, ...letter })
    }
}

function batches(ids: readonly number[]): number[][] {
  const count = Math.ceil(ids.length / BATCH)
  return Array.from({ length: count }, (_, index) => ids.slice(index * BATCH, (index + 1) * BATCH))
}
