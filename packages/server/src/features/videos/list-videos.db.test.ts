import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { type OwnState, VIDEO_SORTS } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { listVideos, type VideoScope } from './queries.ts'
import { countRecentViews } from './store.ts'

const SITE = siteOf('https://videos.example.org')
const ALL: VideoScope = { kind: 'all' }
const PAGE = { start: 0, count: 15 }
let database: FreshDatabase
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const day = (number: number) => new Date(Date.UTC(2025, 0, number))
  const listed: [name: string, durationSeconds: number, columns: Record<string, unknown>][] = [
    [
      'bananas',
      30,
      {
        created_at: day(3),
        updated_at: day(8),
        published_at: day(4),
        originally_published_at: null,
        views: 5,
        likes: 1
      }
    ],
    [
      'Apples',
      20,
      {
        created_at: day(2),
        updated_at: day(9),
        published_at: day(6),
        originally_published_at: day(1),
        views: 9,
        likes: 0
      }
    ],
    [
      'cherries',
      10,
      {
        created_at: day(1),
        updated_at: day(7),
        published_at: day(5),
        originally_published_at: null,
        views: 7,
        likes: 2
      }
    ]
  ]
  const viewsToday = { bananas: 40, Apples: 30, cherries: 0 }
  for (const [name, durationSeconds, columns] of listed) {
    const { id } = await aVideo(database.db, people.ada.channelId, { name, durationSeconds, columns })
    const views = viewsToday[name as keyof typeof viewsToday]
    await database.db.query('INSERT INTO video_view_day VALUES ($1, current_date, $2)', [id, views])
  }
  await countRecentViews(database.db, 7)

  await aVideo(database.db, people.ada.channelId, { name: 'unlisted', privacy: 2 })
  await aVideo(database.db, people.ada.channelId, { name: 'private', privacy: 3 })
  await aVideo(database.db, people.ada.channelId, { name: 'internal', privacy: 4 })
  await aVideo(database.db, people.ada.channelId, { name: 'password', privacy: 5, passwords: ['sesame'] })
  await aVideo(database.db, people.ada.channelId, { name: 'unpublished', waitsForTranscoding: true })
  await aVideo(database.db, people.ada.channelId, { name: 'failed', columns: { state: 7 } })
  await aVideo(database.db, people.bob.channelId, {
    name: "Bob's",
    durationSeconds: 1,
    columns: { created_at: day(9), published_at: day(9) }
  })
})
afterAll(() => database.close())

const names = async (scope: VideoScope, page: Partial<Parameters<typeof listVideos>[3]> = {}) =>
  (await listVideos(database.db, SITE, scope, { ...PAGE, ...page })).data.map(video => video.name)

const ADA: VideoScope = { kind: 'account', handle: 'ada' }

test.each(['nobody', 'ada_channel', 'ada@elsewhere.example', '', "' OR 1=1 --", '%'])(
  'the account %j does not exist',
  async handle => {
    await expect(listVideos(database.db, SITE, { kind: 'account', handle }, PAGE)).rejects.toMatchObject({
      code: 'not_found',
      message: 'Account not found'
    })
  }
)

test('a channel is not found by the name of its account', async () => {
  await expect(listVideos(database.db, SITE, { kind: 'channel', handle: 'ada' }, PAGE)).rejects.toMatchObject({
    code: 'not_found',
    message: 'Video channel not found'
  })
})

test('only published public videos are listed, and all of them are counted', async () => {
  const { total, data } = await listVideos(database.db, SITE, ALL, PAGE)
  expect(total).toBe(4)
  expect(data.map(video => video.name)).toEqual(["Bob's", 'Apples', 'cherries', 'bananas'])
  for (const hidden of ['state', 'scheduledUpdate', 'waitTranscoding']) expect(data[0]).not.toHaveProperty(hidden)
})

test.each([
  ['name', ['Apples', 'bananas', 'cherries']],
  ['duration', ['cherries', 'Apples', 'bananas']],
  ['createdAt', ['cherries', 'Apples', 'bananas']],
  ['publishedAt', ['bananas', 'cherries', 'Apples']],
  ['originallyPublishedAt', ['Apples', 'bananas', 'cherries']],
  ['views', ['bananas', 'cherries', 'Apples']],
  ['likes', ['Apples', 'bananas', 'cherries']],
  ['updatedAt', ['cherries', 'bananas', 'Apples']],
  ['trending', ['cherries', 'Apples', 'bananas']],
  ['hot', ['bananas', 'Apples', 'cherries']],
  ['best', ['bananas', 'Apples', 'cherries']]
] as const)('videos are sorted by %s, and the other way round', async (sort, order) => {
  expect(await names(ADA, { sort })).toEqual(order)
  expect(await names(ADA, { sort: `-${sort}` })).toEqual([...order].reverse())
})

test('a trend is of some days only, and ends by itself', async () => {
  await database.db.query('UPDATE video_view_day SET day = day - 8 WHERE views = 40')
  await countRecentViews(database.db, 7)
  expect(await names(ADA, { sort: '-trending' })).toEqual(['Apples', 'cherries', 'bananas'])
})

test('every sort that is offered has its order', () => expect(VIDEO_SORTS).toHaveLength(11))

test('pages follow each other without gap or repetition, and tell the total even when they are empty', async () => {
  const page = async (start: number, count: number) => listVideos(database.db, SITE, ALL, { start, count })
  const pages = await Promise.all([page(0, 3), page(3, 3), page(6, 3), page(0, 0)])
  expect(pages.map(({ data }) => data.length)).toEqual([3, 1, 0, 0])
  expect(pages.map(({ total }) => total)).toEqual([4, 4, 4, 4])
  expect(new Set(pages.flatMap(({ data }) => data.map(video => video.uuid))).size).toBe(4)
})

test('whoever does not want the total is not told it', async () => {
  expect(await listVideos(database.db, SITE, ALL, { ...PAGE, skipCount: true })).not.toHaveProperty('total')
})

test.each(['ada', 'ADA', 'ada@videos.example.org'])('the account %s shows its public videos', async handle => {
  expect(await names({ kind: 'account', handle })).toEqual(['Apples', 'cherries', 'bananas'])
})

test.each(['bob_channel', 'bob_channel@videos.example.org'])('the channel %s shows its videos', async handle => {
  expect(await names({ kind: 'channel', handle })).toEqual(["Bob's"])
})

test('an account without videos has an empty list, which is not a missing account', async () => {
  const empty = await listVideos(database.db, SITE, { kind: 'account', handle: 'mona' }, PAGE)
  expect(empty).toEqual({ total: 0, data: [] })
})

test("one's own list has everything one owns, with its state, and nothing of anybody else", async () => {
  const own: VideoScope = { kind: 'own', accountId: people.ada.accountId }
  const { total, data } = await listVideos(database.db, SITE, own, { ...PAGE, sort: 'name' })
  expect(total).toBe(9)
  expect(data.map(video => video.name)).toEqual([
    'Apples',
    'bananas',
    'cherries',
    'failed',
    'internal',
    'password',
    'private',
    'unlisted',
    'unpublished'
  ])
  expect(data.map(video => video.state!.id)).toEqual([1, 1, 1, 7, 1, 1, 1, 1, 2])
})

test('owners find theirs by state: what is prepared, waits for its date or is blocked', async () => {
  const { db } = database
  await db.query(`INSERT INTO transcoding (video_id, status) SELECT id, CASE name WHEN 'failed' THEN 'failed'
    WHEN 'unpublished' THEN 'running' ELSE 'done' END FROM video WHERE name IN ('failed', 'unpublished', 'Apples')
    ON CONFLICT (video_id) DO UPDATE SET status = excluded.status`)
  await db.query("UPDATE video SET scheduled_at = now() + interval '1 day' WHERE name = 'private'")
  await db.query("INSERT INTO video_block (video_id, type) SELECT id, 1 FROM video WHERE name = 'cherries'")
  const own = { kind: 'own', accountId: people.ada.accountId } as const
  const found = (ownState: OwnState) => names(own, { ownState, sort: 'name' })
  expect(await found('published')).toEqual(expect.arrayContaining(['Apples', 'cherries', 'private']))
  for (const [state, name] of [
    ...([
      ['preparing', 'unpublished'],
      ['failed', 'failed']
    ] as const),
    ...([
      ['scheduled', 'private'],
      ['blocked', 'cherries']
    ] as const)
  ])
    expect([state, await found(state)]).toEqual([state, [name]])
  expect((await found('published')).length).toBe(7)
  for (const undo of ['DELETE FROM video_block', 'UPDATE video SET scheduled_at = NULL']) await db.query(undo)
})

test('moderators find videos by the words they watch for; owners learn nothing of them', async () => {
  await database.db.query(
    "INSERT INTO video_automatic_tag (video_id, name) SELECT id, 'fruit' FROM video WHERE name IN ('Apples', 'cherries')"
  )
  const found = (viewer: People['mona'], scope: VideoScope = ALL) =>
    names(scope, { viewer, autoTagOneOf: ['fruit'], sort: 'name' })
  expect(await found(people.mona)).toEqual(['Apples', 'cherries'])
  await expect(found(people.ada)).rejects.toMatchObject({ code: 'unauthenticated' })
  const own = { kind: 'own', accountId: people.ada.accountId } as const
  expect(await found(people.ada, own)).toEqual(await names(own, { viewer: people.ada, sort: 'name' }))
})
