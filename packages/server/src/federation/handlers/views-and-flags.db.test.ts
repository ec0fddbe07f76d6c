import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRemoteVideo, type RemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type FederationFixture, federationOf } from '../../../../../tests/support/federation.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { abuseRoutes } from '../../features/abuses/index.ts'
import { addCountedViews } from '../../features/views/index.ts'
import { appendEvent } from '../../platform/events.ts'
import { ensureApplication } from '../actor-store.ts'
import { Refused, type RemoteActor } from '../deps.ts'

const PEER = 'https://peer.example'

let database: FreshDatabase
let people: People
let fixture: FederationFixture
let api: TestServer
let remo: RemoteActor
let application: RemoteActor
let owner: RemoteActor
let channel: RemoteActor
let video: AVideo
let there: RemoteVideo

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  await ensureApplication(db)
  fixture = federationOf(db)
  api = await serveApi(people, abuseRoutes(fixture.deps))
  remo = await aRemoteActor(db, 'remo', { origin: PEER })
  application = await aRemoteActor(db, 'peertube', { origin: PEER, kind: 'application' })
  owner = await aRemoteActor(db, 'owner', { origin: PEER })
  channel = await aRemoteActor(db, 'reefs', { kind: 'group', origin: PEER, owner })
})
afterAll(async () => {
  await api.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('TRUNCATE abuse, remote_view_count, counted_view CASCADE')
  await database.db.query('DELETE FROM outgoing_activity')
  video = await aVideo(database.db, people.ada.channelId)
  there = await aRemoteVideo(database.db, channel)
})

const here = (path: string) => `${fixture.deps.origin}${path}`
const watch = ({ uuid }: AVideo) => here(`/videos/watch/${uuid}`)

describe('views', () => {
  const view = (change: object = {}) => ({
    type: 'View',
    id: `${application.url}/views/videos/28/abc`,
    actor: application.url,
    object: watch(video),
    ...change
  })
  const counted = async () => {
    await addCountedViews(database.db)
    return (
      await database.db.query<{ views: number }>('SELECT views FROM video WHERE id = ANY($1) ORDER BY id', [
        [video.id, there.id]
      ])
    ).rows.map(({ views }) => views)
  }

  test('of people elsewhere count; those who are watching now do not', async () => {
    await fixture.receive(application, view())
    await fixture.receive(application, view({ expires: new Date().toISOString() }))
    await fixture.receive(application, view({ object: there.url }))
    expect(await counted()).toEqual([1, 0])
  })

  test('are refused of what is not for everybody, and under another’s name', async () => {
    const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
    await expect(fixture.receive(application, view({ object: watch(hidden) }))).rejects.toThrow(Refused)
    await expect(fixture.receive(application, view({ id: 'https://x.example/1' }))).rejects.toThrow(Refused)
    expect(await counted()).toEqual([0, 0])
  })

  test('that a server makes up come to an end', async () => {
    await database.db.query(
      `INSERT INTO remote_view_count VALUES ($1, 'peer.example', date_trunc('hour', now()), 999)`,
      [video.id]
    )
    for (let n = 0; n < 3; n++) await fixture.receive(application, view())
    expect(await counted()).toEqual([1, 0])
  })

  test('of people here are told to the video’s server, and nothing of who they are', async () => {
    await database.db.transaction(tx => appendEvent(tx, { type: 'video.viewed', videoId: there.id, viewer: 'made-up' }))
    expect(await fixture.tell()).toEqual([
      {
        body: {
          '@context': expect.any(Array),
          to: [owner.url],
          cc: [],
          type: 'View',
          id: here(`/accounts/peertube/views/videos/${there.id}/made-up-${there.uuid}`),
          actor: here('/accounts/peertube'),
          object: there.url
        },
        text: null,
        signerUrl: here('/accounts/peertube'),
        inboxes: [`${PEER}/inbox`]
      }
    ])
  })
})

describe('what viewers did, second by second,', () => {
  test('is taken and forgotten', async () => {
    const object = { type: 'WatchAction', id: `${PEER}/videos/local-viewer/1`, object: watch(video) }
    await fixture.receive(application, { type: 'Create', id: `${object.id}/activity`, actor: application.url, object })
    const { rows } = await database.db.query('SELECT FROM viewing')
    expect(rows).toEqual([])
  })
})

describe('reports', () => {
  const flag = (object: unknown, change: object = {}) => ({
    type: 'Flag',
    id: `${PEER}/admin/abuses/2`,
    actor: remo.url,
    content: 'bad video',
    mediaType: 'text/markdown',
    object,
    tag: [{ type: 'Hashtag', name: 'privacy' }, { name: 'made-up' }],
    startAt: 3,
    endAt: 1,
    ...change
  })
  const abuses = async () =>
    (await database.db.query('SELECT * FROM abuse ORDER BY id')).rows as Record<string, unknown>[]

  test('of people elsewhere reach our moderators once', async () => {
    await database.db.query('TRUNCATE domain_event')
    for (let n = 0; n < 2; n++) await fixture.receive(remo, flag(watch(video)))
    expect(await abuses()).toMatchObject([
      {
        kind: 'video',
        video_id: video.id,
        reporter_account_id: remo.accountId,
        reason: 'bad video',
        flagged_account_id: people.ada.accountId,
        predefined_reasons: ['privacy'],
        start_at: 3,
        end_at: null,
        url: `${PEER}/admin/abuses/2`
      }
    ])
    const { rows } = await database.db.query("SELECT payload->>'type' AS type FROM domain_event")
    expect(rows).toEqual([{ type: 'abuse.created' }, { type: 'abuse.created' }])
    expect(await fixture.tell()).toEqual([])
  })

  test('as Mastodon makes them are about what was said, by whomever', async () => {
    const { rows } = await database.db.query<{ id: number }>(
      `INSERT INTO video_comment (id, video_id, account_id, thread_id, text) VALUES (7, $1, $2, 7, 'x') RETURNING id`,
      [video.id, people.bob.accountId]
    )
    const comment = here(`/videos/watch/${video.uuid}/comments/${rows[0]!.id}`)
    const objects = [here('/accounts/bob'), comment, watch(video)]
    await fixture.receive(application, flag(objects, { actor: application.url, content: '', tag: undefined }))
    expect(await abuses()).toMatchObject([
      { kind: 'comment', comment_id: 7, reason: '', reporter_account_id: application.accountId },
      { kind: 'video', url: `${PEER}/admin/abuses/2#1` }
    ])
    await fixture.receive(remo, flag(here('/accounts/bob'), { id: `${PEER}/admin/abuses/3` }))
    expect((await abuses())[2]).toMatchObject({ kind: 'account', flagged_account_id: people.bob.accountId })
  })

  test('about nothing of ours, or hidden things, or by channels are refused, and long ones cut', async () => {
    const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
    for (const object of [there.url, watch(hidden), here('/accounts/nobody'), `${PEER}/x`, [], undefined])
      await expect(fixture.receive(remo, flag(object))).rejects.toThrow(Refused)
    await expect(fixture.receive(channel, flag(watch(video)))).rejects.toThrow(Refused)
    await fixture.receive(remo, flag(watch(video), { content: 'x'.repeat(9000) }))
    expect(String((await abuses())[0]?.['reason'])).toHaveLength(3000)
  })

  test('of members about something elsewhere go there without their name', async () => {
    const report = (as: keyof People, body: object) =>
      fetch(`${api.origin}/api/v1/abuses`, {
        method: 'POST',
        headers: { authorization: as, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'Not nice', ...body })
      })
    const reasons = { predefinedReasons: ['rights'] }
    expect((await report('bob', { video: { id: there.uuid, startAt: 1 }, ...reasons })).status).toBe(200)
    expect((await report('mona', { account: { id: remo.accountId } })).status).toBe(200)
    await report('bob', { video: { id: video.uuid } })
    const [first] = await abuses()
    expect(await fixture.tell()).toMatchObject([
      {
        body: {
          type: 'Flag',
          id: here(`/admin/abuses/${first!['id']}`),
          actor: here('/accounts/peertube'),
          to: [owner.url],
          cc: [],
          object: there.url,
          content: 'Not nice',
          mediaType: 'text/markdown',
          tag: [{ type: 'Hashtag', name: 'rights' }],
          startAt: 1,
          endAt: null
        },
        signerUrl: here('/accounts/peertube'),
        inboxes: [`${PEER}/inbox`]
      },
      { body: { type: 'Flag', object: remo.url } }
    ])
  })
})
