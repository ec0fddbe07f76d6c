import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { siteOf } from '../../kernel/site.ts'
import { listVideos, type VideoScope } from './queries.ts'

const SITE = siteOf('https://videos.example.org')
let database: FreshDatabase
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const { db } = database
  const [bare, film] = [
    await aVideo(db, people.ada.channelId, { name: 'bare' }),
    await aVideo(db, people.bob.channelId, { name: 'film' })
  ]
  await giveRendition(db, film)
  await db.query(
    `INSERT INTO video_source (video_id, file_name, size_bytes, width, height, fps, metadata)
     VALUES ($1, 'holiday.mov', 70, 1920, 1080, 25, '{}')`,
    [film.id]
  )
  await db.query(`INSERT INTO video_automatic_tag (video_id, name) VALUES ($1, 'words'), ($1, 'external-link')`, [
    film.id
  ])
  await db.query('INSERT INTO account_mute (by_account_id, account_id) VALUES ($1, $2)', [
    people.mona.accountId,
    people.bob.accountId
  ])
  expect(bare.id).not.toBe(film.id)
})
afterAll(() => database.close())

async function list(include: number, viewer: People['mona'] = people.mona, scope: VideoScope = { kind: 'all' }) {
  const { data } = await listVideos(database.db, SITE, scope, { start: 0, count: 5, sort: 'name', viewer, include })
  return data
}

const ASKED = ['blockedOwner', 'blockedServer', 'videoSource', 'automaticTags', 'files', 'streamingPlaylists'] as const

test.each([
  [1, []],
  [4, ['blockedOwner', 'blockedServer']],
  [4 | 8, ['blockedOwner', 'blockedServer', 'files', 'streamingPlaylists']],
  [16, []],
  [32, ['videoSource']],
  [64, ['automaticTags']]
])('include=%i has moderators told %j', async (include, told) => {
  const [first] = await list(include)
  expect(ASKED.filter(name => name in first!).toSorted()).toEqual(told)
})

test('each fact is of its own video', async () => {
  const [bare, film] = await list(4 | 8 | 32 | 64)
  expect(bare).toMatchObject({ blockedOwner: false, videoSource: null, automaticTags: [], streamingPlaylists: [] })
  expect(film).toMatchObject({
    name: 'film',
    blockedOwner: true,
    blockedServer: false,
    automaticTags: ['external-link', 'words'],
    files: [],
    videoSource: { inputFilename: 'holiday.mov', resolution: { id: 1080, label: '1080p' }, fileDownloadUrl: null },
    streamingPlaylists: [{ files: [{ resolution: { id: 720 }, size: 1000 }] }]
  })
  // Another moderator mutes nobody.
  const [, seenByRuth] = await list(4, people.ruth)
  expect(seenByRuth).toMatchObject({ blockedOwner: false })
})

test('a muted server is said to be so', async () => {
  await database.db.query("UPDATE actor SET host = 'far.example' WHERE preferred_username IN ('bob', 'bob_channel')")
  await database.db.query("INSERT INTO server_mute (host) VALUES ('far.example')")
  const [bare, film] = await list(4, people.ruth)
  expect([bare!.blockedServer, film!.blockedServer]).toEqual([false, true])
  await database.db.query("UPDATE actor SET host = NULL WHERE host = 'far.example'")
})

test('owners are told nothing more of their own, whatever they ask', async () => {
  const own: VideoScope = { kind: 'own', accountId: people.bob.accountId }
  const [film] = await list(127, people.bob, own)
  expect(ASKED.filter(name => name in film!)).toEqual([])
})
