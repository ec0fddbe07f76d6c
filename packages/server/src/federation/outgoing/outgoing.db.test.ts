import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import {
  followedBy,
  type Sent,
  someFederation,
  takeSent,
  whatIsTold
} from '../../../../../tests/support/whole-federation.ts'
import type { DomainEvent } from '../../contract/index.ts'
import { removeVideo } from '../../features/videos/index.ts'
import { appendEvent, handleNext } from '../../platform/events.ts'
import type { FederationDeps } from '../deps.ts'
import { tellOthers } from './index.ts'
import { tellNumbers } from './numbers.ts'

const ORIGIN = 'https://videos.example'
let database: FreshDatabase
let people: People
let deps: FederationDeps

/** Each on a server of its own, whose mailbox says whom they follow. */
const inboxOf = (who: string) => `https://${who}.example/inbox`

beforeAll(async () => {
  database = await freshDatabase()
  deps = await someFederation(database.db, ORIGIN)
  people = await makePeople(database.db)
  for (const [who, followed] of [
    ['of-account', 'ada'],
    ['of-channel', 'ada_channel'],
    ['of-server', 'peertube'],
    ['of-bob', 'bob'],
    ['of-bobs-channel', 'bob_channel']
  ] as const)
    await followedBy(
      database.db,
      await aRemoteActor(database.db, 'reader', { origin: `https://${who}.example` }),
      followed
    )
  // Two on one server, of whom one follows everything: it hears once of each.
  for (const followed of ['ada', 'ada_channel', 'peertube']) {
    const origin = 'https://of-all.example'
    await followedBy(database.db, await aRemoteActor(database.db, `reader_of_${followed}`, { origin }), followed)
  }
})
afterAll(() => database.close())
beforeEach(() => whatIsTold(deps))

const happen = (event: DomainEvent) => database.db.transaction(tx => appendEvent(tx, event))

async function told(event: DomainEvent) {
  await happen(event)
  return whatIsTold(deps)
}

const summary = (sent: readonly Sent[]) =>
  sent.map(({ body, signer, to }) => [body['type'], signer.replace(ORIGIN, ''), ...to])

async function aPublished(change: Parameters<typeof aVideo>[2] = {}) {
  const video = await aVideo(database.db, people.ada.channelId, change)
  await giveRendition(database.db, video)
  const sent = await told({ type: 'video.published', videoId: video.id })
  return { ...video, url: `${ORIGIN}/videos/watch/${video.uuid}`, sent }
}
const set = (videoId: number, change: string) =>
  database.db.query(`UPDATE video SET ${change} WHERE id = $1`, [videoId])

const EVERYBODY = ['of-account', 'of-all', 'of-channel', 'of-server'].map(inboxOf)

describe('a video that is published', () => {
  test('is told once to each who follows its account, its channel, the server', async () => {
    const { sent, id } = await aPublished()
    expect(summary(sent)).toEqual([
      ['Create', '/accounts/ada', inboxOf('of-account'), inboxOf('of-all')],
      ['Announce', '/video-channels/ada_channel', inboxOf('of-all'), inboxOf('of-channel')],
      ['Announce', '/accounts/peertube', inboxOf('of-all'), inboxOf('of-server')]
    ])
    expect(await told({ type: 'video.published', videoId: id })).toEqual([])
  })

  test.each([
    ['unlisted', { privacy: 2 }],
    ['private', { privacy: 3 }],
    ['internal', { privacy: 4 }],
    ['password protected', { privacy: 5, passwords: ['x'] }],
    ['waiting for its renditions', { columns: { state: 2 } }]
  ])('is told to nobody while it is %s, nor that it is gone', async (_name, change) => {
    const { sent, id } = await aPublished(change)
    expect(sent).toEqual([])
    expect(await told({ type: 'video.updated', videoId: id })).toEqual([])
    await removeVideo({ ...deps, cancelTranscoding: async () => {} }, id)
    expect(await whatIsTold(deps)).toEqual([])
  })

  test('is told to nobody while it is blocked, and told when it is not', async () => {
    const video = await aVideo(database.db, people.ada.channelId)
    await database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 2)', [video.id])
    expect(await told({ type: 'video.published', videoId: video.id })).toEqual([])
    await database.db.query('DELETE FROM video_block WHERE video_id = $1', [video.id])
    expect(await told({ type: 'video.unblocked', videoId: video.id })).toHaveLength(3)
  })

  test('is told once by two servers of ours at once', async () => {
    const { id } = await aVideo(database.db, people.ada.channelId)
    await happen({ type: 'video.published', videoId: id })
    await happen({ type: 'video.published', videoId: id })
    await Promise.all([0, 1].map(() => handleNext(database.db, 'federation', tellOthers(deps))))
    expect(await whatIsTold(deps)).toHaveLength(3)
  })

  test('of somebody elsewhere is none of ours to tell', async () => {
    const { channelId } = await aRemoteActor(database.db, 'reefs', { kind: 'group' })
    const { id } = await aVideo(database.db, channelId!)
    expect(await told({ type: 'video.published', videoId: id })).toEqual([])
    await removeVideo({ ...deps, cancelTranscoding: async () => {} }, id)
    expect(await whatIsTold(deps)).toEqual([])
  })
})

describe('a video that changes', () => {
  test('is told again by its account, each time by another id', async () => {
    const { id, url } = await aPublished()
    const sent = [
      ...(await told({ type: 'video.updated', videoId: id })),
      ...(await told({ type: 'transcoding.ended', videoId: id }))
    ]
    expect(summary(sent)).toEqual([
      ['Update', '/accounts/ada', ...EVERYBODY],
      ['Update', '/accounts/ada', ...EVERYBODY]
    ])
    const ids = sent.map(({ body }) => String(body['id']))
    expect(new Set(ids).size).toBe(2)
    for (const updateId of ids) expect(updateId).toMatch(new RegExp(`^${url}/updates/\\d{4}-\\d\\d-\\d\\dT`))
  })

  test('more often than others listen is told as it is at last, in its place among the rest', async () => {
    const { id } = await aPublished()
    for (const name of ['One', 'Two', 'Three']) {
      await set(id, `name = '${name}'`)
      await happen({ type: 'video.updated', videoId: id })
    }
    while (await handleNext(database.db, 'federation', tellOthers(deps)));
    const sent = (await takeSent(database.db)).filter(({ to }) => to.length > 0)
    expect(summary(sent)).toEqual([['Update', '/accounts/ada', ...EVERYBODY]])
    expect(sent[0]!.body['object']).toMatchObject({ name: 'Three' })
  })

  test.each(['privacy = 2', 'privacy = 3', 'privacy = 4'])(
    'to %s is gone for others, and new when it opens again',
    async change => {
      const { id, url } = await aPublished()
      await set(id, change)
      const sent = await told({ type: 'video.updated', videoId: id })
      expect(summary(sent)).toEqual([['Delete', '/accounts/ada', ...EVERYBODY]])
      expect(sent[0]!.body).toMatchObject({ id: `${url}/delete`, object: url })
      expect(await told({ type: 'video.updated', videoId: id })).toEqual([])
      await set(id, 'privacy = 1')
      expect(await told({ type: 'video.published', videoId: id })).toHaveLength(3)
    }
  )

  test('while it is blocked is not told, and caught up with afterwards', async () => {
    const { id } = await aPublished()
    await database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [id])
    expect(await told({ type: 'video.blocked', videoId: id })).toEqual([])
    expect(await told({ type: 'video.updated', videoId: id })).toEqual([])
    await database.db.query('DELETE FROM video_block WHERE video_id = $1', [id])
    expect(summary(await told({ type: 'video.unblocked', videoId: id }))).toEqual([
      ['Update', '/accounts/ada', ...EVERYBODY]
    ])
  })

  test('is gone for others when a block says so', async () => {
    const { id } = await aPublished()
    await database.db.query('INSERT INTO video_block (video_id, type, unfederated) VALUES ($1, 1, true)', [id])
    expect(summary(await told({ type: 'video.blocked', videoId: id }))).toEqual([
      ['Delete', '/accounts/ada', ...EVERYBODY]
    ])
    await database.db.query('DELETE FROM video_block WHERE video_id = $1', [id])
    expect(await told({ type: 'video.unblocked', videoId: id })).toHaveLength(3)
  })

  test('hands is passed on by the owner whom others know, and announced anew', async () => {
    const { id, url } = await aPublished()
    await set(id, `channel_id = ${people.bob.channelId}`)
    const sent = await told({ type: 'video.updated', videoId: id })
    expect(summary(sent)).toEqual([
      ['Update', '/accounts/ada', ...[...EVERYBODY, inboxOf('of-bob'), inboxOf('of-bobs-channel')].sort()],
      ['Undo', '/video-channels/ada_channel', inboxOf('of-all'), inboxOf('of-channel')],
      ['Announce', '/video-channels/bob_channel', inboxOf('of-bobs-channel')]
    ])
    expect(sent[0]!.body['object']).toMatchObject({ id: url, attributedTo: [{ id: `${ORIGIN}/accounts/bob` }, {}] })
    const again = await told({ type: 'video.updated', videoId: id })
    expect(again.map(({ signer }) => signer)).toEqual([`${ORIGIN}/accounts/bob`])
  })
})

describe('numbers', () => {
  const soon = (uuid: string) =>
    database.db.query(
      "UPDATE told SET told_at = told_at - interval '1 minute', numbers_due_at = numbers_due_at - interval '1 minute' WHERE uuid = $1",
      [uuid]
    )

  test('are told after a minute, once for all that changed', async () => {
    const { id, uuid } = await aPublished()
    for (const change of ['views = views + 2', 'likes = likes + 1', 'dislikes = 1']) await set(id, change)
    await tellNumbers(deps)
    expect(await takeSent(database.db)).toEqual([])
    await soon(uuid)
    await Promise.all([tellNumbers(deps), tellNumbers(deps)])
    const sent = await takeSent(database.db)
    expect(summary(sent)).toEqual([['Update', '/accounts/ada', ...EVERYBODY]])
    expect(sent[0]!.body['object']).toMatchObject({ views: 2 })
    await set(id, 'views = views')
    await soon(uuid)
    await tellNumbers(deps)
    expect(await takeSent(database.db)).toEqual([])
  })

  test('of a quiet video are told at once, and with whatever else is told', async () => {
    const { id, uuid } = await aPublished()
    await soon(uuid)
    await set(id, 'likes = 1')
    await tellNumbers(deps)
    expect(await takeSent(database.db)).toHaveLength(1)
    await set(id, 'likes = 2')
    expect(await told({ type: 'video.updated', videoId: id })).toHaveLength(1)
    await soon(uuid)
    await tellNumbers(deps)
    expect(await takeSent(database.db)).toEqual([])
  })

  test('of a blocked video, and of one that was never told, stay untold', async () => {
    const { id, uuid } = await aPublished()
    const hidden = await aPublished({ privacy: 3 })
    await database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [id])
    await set(id, 'views = 5')
    await set(hidden.id, 'views = 5')
    await soon(uuid)
    await tellNumbers(deps)
    expect(await takeSent(database.db)).toEqual([])
  })
})

describe('what is handled', () => {
  test('is handled once: what a failing handler wrote is gone with it', async () => {
    const { id } = await aPublished()
    await happen({ type: 'video.updated', videoId: id })
    const fails = { ...deps, findVideoParts: () => Promise.reject(new Error('no')) }
    await handleNext(database.db, 'federation', tellOthers(fails))
    expect(await takeSent(database.db)).toEqual([])
    await database.db.query('UPDATE domain_event SET due_at = now()')
    expect(await whatIsTold(deps)).toHaveLength(1)
    expect(await whatIsTold(deps)).toEqual([])
  })
})
