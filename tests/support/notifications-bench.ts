/** What happens, and what people are told of it. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { DomainEvent, UserNotification } from '../../packages/server/src/contract/index.ts'
import { notificationRoutes, notifyUsers } from '../../packages/server/src/features/notifications/index.ts'
import { appendEvent, handleNext } from '../../packages/server/src/platform/events.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { makePeople, type People, serveApi } from './people.ts'
import type { TestServer } from './serve.ts'
import { someSettings } from './settings.ts'

export const ORIGIN = 'https://tube.example'

const handle = notifyUsers({ origin: ORIGIN, settings: someSettings(), hasMail: true })

/** Registers the hooks of the test file that calls it. */
export function useNotifications() {
  let database: FreshDatabase
  let server: TestServer
  let people: People

  beforeAll(async () => {
    database = await freshDatabase()
    people = await makePeople(database.db)
    server = await serveApi(people, notificationRoutes({ db: database.db, origin: ORIGIN }))
  })
  afterAll(async () => {
    await server.close()
    await database.close()
  })
  beforeEach(async () => {
    for (const table of ['notification', 'mail', 'domain_event', 'follow', 'account_mute', 'abuse', 'video_block'])
      await database.db.query(`DELETE FROM ${table}`)
    await database.db.query("UPDATE app_user SET notification_settings = '{}', language = 'en', email_verified = NULL")
  })

  const api = (as: keyof People | undefined, path: string, method = 'GET', body?: unknown) =>
    fetch(`${server.origin}/api/v1/users/me/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
  async function listed(as: keyof People, query = '') {
    const answer = await api(as, `notifications${query}`)
    expect(answer.status).toBe(200)
    return (await answer.json()) as { total: number; data: UserNotification[] }
  }
  const typesOf = async (as: keyof People) => (await listed(as)).data.map(({ type }) => type)

  async function happen(...events: DomainEvent[]) {
    await database.db.transaction(async tx => {
      for (const event of events) await appendEvent(tx, event)
    })
    while (await handleNext(database.db, 'notifications', handle));
    expect(
      (await database.db.query("SELECT 1 AS left_over FROM domain_event WHERE subscriber = 'notifications'")).rows
    ).toEqual([])
  }
  async function one<Row extends object>(text: string, values: unknown[]) {
    return (await database.db.query<Row>(text, values)).rows[0]!
  }
  const followAdasChannel = (who: keyof People) =>
    one<{ id: number }>(
      `INSERT INTO follow (actor_id, target_actor_id, state)
       SELECT account.actor_id, channel.actor_id, 'accepted' FROM account, channel
        WHERE account.id = $1 AND channel.id = $2 RETURNING id`,
      [people[who].accountId, people.ada.channelId]
    )
  const comment = (videoId: number, who: keyof People, text: string, isHeld = false) =>
    one<{ id: number }>(
      `WITH next AS (SELECT coalesce(max(id), 0) + 1 AS id FROM video_comment)
       INSERT INTO video_comment (id, video_id, account_id, thread_id, text, held_for_review)
       SELECT id, $1, $2, id, $3, $4 FROM next RETURNING id`,
      [videoId, people[who].accountId, text, isHeld]
    )

  return {
    api,
    listed,
    typesOf,
    happen,
    one,
    followAdasChannel,
    comment,
    get db(): Database {
      return database.db
    },
    get people(): People {
      return people
    }
  }
}
