/** Totals are put together from parts that triggers keep: whatever is asked for, they are how many are listed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import { listVideos, type VideoListing } from './queries.ts'

const SITE = siteOf('https://videos.example.org')
/** Seconds: at the bounds of the classes that lengths are counted in, beside them and far from them. */
const LENGTHS = [0, 1, 59, 60, 61, 239, 240, 599, 600, 1199, 1200, 1500, 2399, 2400, 3599, 3600, 90_000]
const BOUNDS = [undefined, 1, 60, 239, 1500, 3600, 100_000]
let database: FreshDatabase
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const { db } = database
  const ids: number[] = []
  for (const [at, durationSeconds] of LENGTHS.entries()) {
    const { channelId } = at % 3 === 0 ? people.bob : people.ada
    const video = await aVideo(db, channelId, {
      durationSeconds,
      privacy: at % 5 === 4 ? 4 : 1,
      isSensitive: at % 4 === 1,
      sensitiveFlags: at % 8 === 1 ? 1 : at % 8 === 5 ? 2 : 0
    })
    if (at % 2 === 0) await giveRendition(db, video)
    ids.push(video.id)
  }
  await db.query(`INSERT INTO video_block (video_id, type) SELECT id, 1 FROM unnest($1::bigint[]) id`, [
    [ids[2], ids[3], ids[9]]
  ])
  await db.query('INSERT INTO account_mute (by_account_id, account_id) VALUES ($1, $2)', [
    people.mona.accountId,
    people.bob.accountId
  ])
  await db.query(
    'INSERT INTO watch_history (user_id, video_id, current_seconds) SELECT $1, id, 1 FROM unnest($2::bigint[]) id',
    [...[people.mona.userId, [ids[3], ids[5]]]]
  )
})
afterAll(() => database.close())

async function totals(listing: Partial<VideoListing>, viewer?: Viewer): Promise<[listed: number, total: number]> {
  const { data, total } = await listVideos(
    database.db,
    SITE,
    { kind: 'all' },
    { start: 0, count: 100, viewer, ...listing }
  )
  return [data.length, total!]
}

async function expectRight(viewer?: Viewer): Promise<void> {
  const further = [
    {},
    { hasHLSFiles: true },
    { hasHLSFiles: false, nsfw: 'false' },
    { hasWebVideoFiles: false },
    { nsfwFlagsExcluded: 1 },
    { nsfw: 'false', nsfwFlagsIncluded: 2 }
  ] as const
  for (const durationMin of BOUNDS)
    for (const durationMax of BOUNDS)
      for (const filter of [...further, ...(viewer ? [{ excludeAlreadyWatched: true }] : [])]) {
        const asked = { durationMin, durationMax, ...filter }
        const [listed, total] = await totals(asked, viewer)
        expect(total, JSON.stringify(asked)).toBe(listed)
      }
}

test('to nobody in particular', async () => {
  expect(await totals({})).toEqual([12, 12])
  expect(await totals({ durationMin: 60, durationMax: 2400 })).toEqual([8, 8])
  expect(await totals({ hasHLSFiles: true })).toEqual([6, 6])
  await expectRight()
})

test('by what is sensitive in them', async () => {
  const listed = async (filter: Partial<VideoListing>) => (await totals(filter))[0]
  const [all, none, sensitive] = [await listed({}), await listed({ nsfw: 'false' }), await listed({ nsfw: 'true' })]
  const violent = await listed({ nsfw: 'true', nsfwFlagsExcluded: 2 })
  expect(violent).toBeGreaterThan(0)
  expect(violent).toBeLessThan(sensitive)
  expect(await listed({ nsfw: 'false', nsfwFlagsIncluded: 1 })).toBe(none + violent)
  expect(await listed({ nsfwFlagsExcluded: 1 })).toBe(all - violent)
  expect(await listed({ nsfwFlagsExcluded: 3, search: 'video' })).toBe(none)
})

test('by what a member has chosen of what is sensitive', async () => {
  const viewer = { ...people.ruth, role: 'user' } as const
  const choose = (preferences: object) =>
    database.db.query('UPDATE app_user SET preferences = $2 WHERE id = $1', [viewer.userId, preferences])
  const listed = async (filter: Partial<VideoListing> = {}) => {
    const { data, total } = await listVideos(
      database.db,
      SITE,
      { kind: 'all' },
      { start: 0, count: 100, viewer, defaultNsfwPolicy: 'do_not_list', ...filter }
    )
    expect(data).toHaveLength(total!)
    return data.map(({ id }) => id)
  }
  const all = await listed({ nsfw: 'both' })
  const none = await listed({ nsfw: 'false' })
  expect(none.length).toBeLessThan(all.length)
  // Who has not chosen: as the server does.
  expect(await listed()).toEqual(none)

  await choose({ nsfwPolicy: 'display', nsfwFlagsHidden: 1 })
  expect(await listed()).toEqual(await listed({ nsfw: 'both', nsfwFlagsExcluded: 1 }))
  expect((await listed()).length).toBeLessThan(all.length)
  expect(await listed({ search: 'video', sort: '-publishedAt' })).toEqual(await listed())
  await expectRight(viewer)
  for (const name of ['nsfwFlagsDisplayed', 'nsfwFlagsWarned', 'nsfwFlagsBlurred']) {
    await choose({ nsfwPolicy: 'do_not_list', [name]: 2 })
    expect(await listed(), name).toEqual(await listed({ nsfw: 'false', nsfwFlagsIncluded: 2 }))
    expect((await listed()).length, name).toBeGreaterThan(none.length)
  }
  await expectRight(viewer)
  // What is asked goes before what was chosen; one's own films are all there.
  expect(await listed({ nsfw: 'both' })).toEqual(all)
  await choose({ nsfwPolicy: 'do_not_list', nsfwFlagsHidden: 3 })
  const { accountId } = people.ada
  const own = (who: Viewer) =>
    listVideos(database.db, SITE, { kind: 'own', accountId }, { start: 0, count: 100, viewer: who })
  expect((await own(viewer)).total).toBe((await own(people.ada)).total)
})

test('to whoever mutes some and has seen others', () => expectRight({ ...people.mona, role: 'moderator' } as Viewer))

test('after what they are has changed', async () => {
  const { db } = database
  await db.query('UPDATE video SET duration_seconds = duration_seconds + 240 WHERE id % 2 = 0')
  await db.query('DELETE FROM streaming_playlist WHERE video_id % 3 = 0')
  await db.query('UPDATE video SET privacy = 3 WHERE id % 7 = 0')
  await db.query('DELETE FROM video WHERE id % 5 = 0')
  await expectRight()
})
