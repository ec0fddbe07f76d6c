import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { playlistRoutes } from './index.ts'

const ORIGIN = 'http://videos.example'
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64'
)
let database: FreshDatabase
let server: TestServer
let people: People
let folder: string
let videos: AVideo[]

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'colombier-playlists-'))
  for (const name of ['uploads', 'thumbnails']) await mkdir(join(folder, name))
  people = await makePeople(database.db)
  server = await serveApi(people, playlistRoutes({ db: database.db, storage: openDiskStorage(folder), origin: ORIGIN }))
  videos = []
  for (const name of ['one', 'two', 'three', 'four'])
    videos.push(await aVideo(database.db, people.ada.channelId, { name }))
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => database.db.query('DELETE FROM playlist WHERE type = 1'))

type Body = Record<string, unknown> & { data: Record<string, unknown>[]; total: number }
async function ask(path: string, { as, method = 'GET', body }: { as?: string; method?: string; body?: unknown } = {}) {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as Body }
}

async function make(as: 'ada' | 'bob', change: Record<string, unknown> = {}): Promise<string> {
  const { channelId: videoChannelId } = people[as]
  const body = { displayName: 'Concerts', privacy: 1, videoChannelId, ...change }
  const made = await ask('/video-playlists', { as, method: 'POST', body })
  expect(made.status).toBe(200)
  return (made.body['videoPlaylist'] as { uuid: string }).uuid
}
async function add(uuid: string, video: AVideo | string, more = {}, as = 'ada') {
  const body = { videoId: typeof video === 'string' ? video : video.id, ...more }
  const { status, body: answer } = await ask(`/video-playlists/${uuid}/videos`, { as, method: 'POST', body })
  return { status, id: (answer?.['videoPlaylistElement'] as { id: number } | undefined)?.id }
}
async function elements(uuid: string, as?: string) {
  const { body } = await ask(`/video-playlists/${uuid}/videos`, { ...(as && { as }) })
  return body.data.map(
    ({ position, video, type }) => `${position} ${(video as { name: string } | null)?.name ?? `type ${type}`}`
  )
}
const move = (uuid: string, startPosition: number, insertAfterPosition: number, reorderLength = 1, as = 'ada') =>
  ask(`/video-playlists/${uuid}/videos/reorder`, {
    as,
    method: 'POST',
    body: { startPosition, insertAfterPosition, reorderLength }
  })
async function fill(uuid: string) {
  for (const video of videos) await add(uuid, video)
}

describe('making and changing', () => {
  test('is seen by everybody when public', async () => {
    const uuid = await make('ada', { description: 'All of them' })
    expect((await ask(`/video-playlists/${uuid}`)).body).toMatchObject({
      ...{ uuid, displayName: 'Concerts', description: 'All of them', privacy: { id: 1, label: 'Public' } },
      ...{ videosLength: 0, thumbnailPath: null, type: { id: 1, label: 'Regular' } },
      ownerAccount: { name: 'ada' },
      videoChannel: { name: 'ada_channel' }
    })
    await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'PUT', body: { displayName: 'Plays', description: '' } })
    expect((await ask(`/video-playlists/${uuid}`)).body).toMatchObject({ displayName: 'Plays', description: null })
  })

  test('the first video that everybody may see lends its picture', async () => {
    const uuid = await make('ada')
    const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
    await add(uuid, hidden)
    expect((await ask(`/video-playlists/${uuid}`)).body['thumbnailPath']).toBeNull()
    await add(uuid, videos[0]!)
    expect((await ask(`/video-playlists/${uuid}`)).body['thumbnailPath']).toMatch(
      /^\/lazy-static\/thumbnails\/.*\.jpg$/
    )
  })

  test.each([
    ['no name', { displayName: undefined }, 400, 'displayName'],
    ['a long name', { displayName: 'x'.repeat(121) }, 400, 'displayName'],
    ['an unknown privacy', { privacy: 4 }, 400, 'privacy'],
    ['a public one without a channel', { videoChannelId: null }, 400, 'videoChannelId'],
    ["somebody else's channel", { videoChannelId: () => people.bob.channelId }, 404, undefined]
  ])('%s is refused', async (_, change, status, field) => {
    const resolved = Object.fromEntries(
      Object.entries(change).map(([key, value]) => [key, typeof value === 'function' ? value() : value])
    )
    const body = { displayName: 'x', privacy: 1, videoChannelId: people.ada.channelId, ...resolved }
    const answer = await ask('/video-playlists', { as: 'ada', method: 'POST', body })
    expect(answer.status).toBe(status)
    if (field) expect(Object.keys(answer.body['invalid-params'] as object)).toEqual([field])
  })

  test('an own picture is shown, replaced with the next one, and gone with the playlist', async () => {
    const uuid = await make('ada')
    const pictures = () => readdir(join(folder, 'thumbnails'))
    const pick = async () => {
      const form = new FormData()
      form.set('thumbnailfile', new File([PIXEL], 'a.png'))
      const answer = await fetch(`${server.origin}/api/v1/video-playlists/${uuid}`, {
        ...{ method: 'PUT', headers: { authorization: 'ada' }, body: form }
      })
      expect(answer.status).toBe(204)
      return pictures()
    }
    const [first] = await pick()
    expect((await ask(`/video-playlists/${uuid}`)).body['thumbnailPath']).toBe(`/lazy-static/thumbnails/${first}`)
    const [second, ...others] = await pick()
    expect([second === first, others]).toEqual([false, []])
    await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'DELETE' })
    expect(await pictures()).toEqual([])
  })

  test('a picture that is none is refused, and leaves no file', async () => {
    const form = new FormData()
    form.set('displayName', 'With a picture')
    form.set('thumbnailfile', new File(['no picture'], 'a.jpg'))
    const answer = await fetch(`${server.origin}/api/v1/video-playlists`, {
      ...{ method: 'POST', headers: { authorization: 'ada' }, body: form }
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ 'invalid-params': { thumbnailfile: {} } })
    expect([await readdir(join(folder, 'uploads')), await readdir(join(folder, 'thumbnails'))]).toEqual([[], []])
  })

  test('is for the owner; moderators may delete', async () => {
    const uuid = await make('ada')
    for (const [as, method, status] of [
      [undefined, 'PUT', 401],
      ['bob', 'PUT', 403],
      ['mona', 'PUT', 403],
      ['bob', 'DELETE', 403],
      ['ruth', 'PUT', 204],
      ['mona', 'DELETE', 204]
    ] as const) {
      const body = { displayName: 'Taken' }
      expect([as, (await ask(`/video-playlists/${uuid}`, { ...(as && { as }), method, body })).status]).toEqual([
        as,
        status
      ])
    }
    expect((await ask(`/video-playlists/${uuid}`)).status).toBe(404)
  })

  test('of a channel that is deleted stays with its owner', async () => {
    const { rows } = await database.db.query<{ id: number }>(
      `WITH a AS (INSERT INTO actor (kind, preferred_username, display_name) VALUES ('group', 'gone', 'x') RETURNING id)
       INSERT INTO channel (actor_id, account_id) SELECT a.id, $1 FROM a RETURNING id`,
      [people.ada.accountId]
    )
    const uuid = await make('ada', { videoChannelId: rows[0]!.id })
    await database.db.query('DELETE FROM channel WHERE id = $1', [rows[0]!.id])
    expect((await ask(`/video-playlists/${uuid}`)).body).toMatchObject({ videoChannel: null })
  })
})

describe('watching later', () => {
  const mine = async () =>
    (await ask('/accounts/ada/video-playlists?playlistType=2', { as: 'ada' })).body.data[0] as { uuid: string }

  test('everybody has such a list, private and for ever', async () => {
    const { uuid } = await mine()
    expect((await add(uuid, videos[0]!)).status).toBe(200)
    expect((await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'DELETE' })).status).toBe(400)
    expect((await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'PUT', body: { privacy: 2 } })).status).toBe(400)
    expect((await ask(`/video-playlists/${uuid}`)).status).toBe(401)
    expect((await ask(`/video-playlists/${uuid}`, { as: 'bob' })).status).toBe(403)
    expect((await ask('/accounts/ada/video-playlists?playlistType=2')).body.total).toBe(0)
  })
})

describe('what a playlist holds', () => {
  test('has an order, without gaps', async () => {
    const uuid = await make('ada')
    await fill(uuid)
    expect(await elements(uuid)).toEqual(['1 one', '2 two', '3 three', '4 four'])
    const { body } = await ask(`/video-playlists/${uuid}/videos?start=1&count=1`)
    expect([body.total, body.data.length]).toEqual([4, 1])
    await ask(`/video-playlists/${uuid}/videos/${body.data[0]!['id']}`, { as: 'ada', method: 'DELETE' })
    expect(await elements(uuid)).toEqual(['1 one', '2 three', '3 four'])
  })

  test.each([
    [1, 4, 1, 'two three four one'],
    [4, 0, 1, 'four one two three'],
    [2, 3, 1, 'one three two four'],
    [1, 4, 2, 'three four one two'],
    [3, 1, 2, 'one three four two'],
    [2, 2, 2, 'one two three four']
  ])('is reordered: from %i behind %i, %i of them', async (from, behind, length, order) => {
    const uuid = await make('ada')
    await fill(uuid)
    expect((await move(uuid, from, behind, length)).status).toBe(204)
    expect(await elements(uuid)).toEqual(order.split(' ').map((name, index) => `${index + 1} ${name}`))
  })

  test.each([
    [5, 0, 1],
    [1, 5, 1],
    [3, 0, 3],
    [0, 1, 1]
  ])('is not reordered beyond its end: from %i behind %i, %i of them', async (from, behind, length) => {
    const uuid = await make('ada')
    await fill(uuid)
    expect((await move(uuid, from, behind, length)).status).toBe(400)
    expect(await elements(uuid)).toEqual(['1 one', '2 two', '3 three', '4 four'])
  })

  test('changed by many at once, stays whole', async () => {
    const uuid = await make('ada')
    await Promise.all([...videos, ...videos].map(video => add(uuid, video)))
    await Promise.all([move(uuid, 1, 8), move(uuid, 8, 0), move(uuid, 2, 6, 2), add(uuid, videos[0]!)])
    const { body } = await ask(`/video-playlists/${uuid}/videos`)
    expect(body.data.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('may start and stop within a video', async () => {
    const uuid = await make('ada')
    const { id } = await add(uuid, videos[0]!, { startTimestamp: 1, stopTimestamp: 4 })
    const put = (body: object) => ask(`/video-playlists/${uuid}/videos/${id}`, { as: 'ada', method: 'PUT', body })
    expect((await put({ startTimestamp: 2 })).status).toBe(204)
    expect((await put({ startTimestamp: 5 })).status).toBe(400)
    expect((await put({ startTimestamp: -1 })).status).toBe(400)
    const { body } = await ask(`/users/me/video-playlists/videos-exist?videoIds[]=${videos[0]!.id}&videoIds[]=99`, {
      as: 'ada'
    })
    expect(body[String(videos[0]!.id)]).toContainEqual(
      expect.objectContaining({ playlistElementId: id, startTimestamp: 2, stopTimestamp: 4 })
    )
    expect(body['99']).toEqual([])
    expect((await put({ stopTimestamp: null })).status).toBe(204)
  })

  test('tells nobody of videos they may not watch, and keeps the place of deleted ones', async () => {
    const uuid = await make('ada')
    const { db } = database
    const hidden = await aVideo(db, people.ada.channelId, { name: 'hidden', privacy: 3 })
    const internal = await aVideo(db, people.ada.channelId, { name: 'internal', privacy: 4 })
    const gone = await aVideo(db, people.ada.channelId)
    const blocked = await aVideo(db, people.ada.channelId, { name: 'blocked' })
    for (const video of [hidden, internal, gone, blocked]) await add(uuid, video)
    await db.query('DELETE FROM video WHERE id = $1', [gone.id])
    await db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [blocked.id])
    expect(await elements(uuid)).toEqual(['1 type 2', '2 type 2', '3 type 1', '4 type 3'])
    expect(await elements(uuid, 'bob')).toEqual(['1 type 2', '2 internal', '3 type 1', '4 type 3'])
    expect(await elements(uuid, 'ada')).toEqual(['1 hidden', '2 internal', '3 type 1', '4 blocked'])
  })

  test('is for the owner to change, with videos they may watch', async () => {
    const uuid = await make('ada')
    const { id } = await add(uuid, videos[0]!)
    expect((await add(uuid, videos[0]!, {}, 'bob')).status).toBe(403)
    expect((await move(uuid, 1, 0, 1, 'bob')).status).toBe(403)
    expect((await ask(`/video-playlists/${uuid}/videos/${id}`, { as: 'bob', method: 'DELETE' })).status).toBe(403)
    const theirs = await aVideo(database.db, people.bob.channelId, { privacy: 3 })
    expect((await add(uuid, theirs.uuid)).status).toBe(403)
    expect((await add(uuid, '00000000-0000-4000-8000-000000000000')).status).toBe(404)
    const other = await make('bob')
    expect((await ask(`/video-playlists/${other}/videos/${id}`, { as: 'bob', method: 'DELETE' })).status).toBe(404)
  })
})

describe('lists and search', () => {
  test('show public ones; owners see all of theirs', async () => {
    await make('ada', { displayName: 'Public' })
    await make('ada', { displayName: 'Unlisted', privacy: 2 })
    await make('ada', { displayName: 'Private', privacy: 3, videoChannelId: null })
    const names = async (path: string, as?: string) =>
      (await ask(path, { ...(as && { as }) })).body.data.map(({ displayName }) => displayName)
    expect(await names('/video-playlists')).toEqual(['Public'])
    expect(await names('/video-channels/ada_channel/video-playlists', 'ada')).toEqual(['Public'])
    expect(await names('/accounts/ada/video-playlists', 'bob')).toEqual(['Public'])
    expect(await names('/accounts/ada/video-playlists?sort=displayName&playlistType=1', 'ada')).toEqual([
      ...['Private', 'Public', 'Unlisted']
    ])
    expect(await names('/accounts/ada/video-playlists?search=unLIST', 'ada')).toEqual(['Unlisted'])
  })

  test('an unlisted one is found by its address, not by its number', async () => {
    const uuid = await make('ada', { privacy: 2 })
    const { body } = await ask(`/video-playlists/${uuid}`)
    expect((await ask(`/video-playlists/${body['shortUUID']}`)).status).toBe(200)
    expect((await ask(`/video-playlists/${body['id']}`)).status).toBe(404)
    expect((await ask(`/video-playlists/${body['id']}`, { as: 'ada' })).status).toBe(200)
  })

  test.each(['fêtes', 'fete', 'quartiers', 'quartire'])(
    'searching for %s finds it once it holds something',
    async search => {
      const uuid = await make('ada', { displayName: 'Nos fêtes du quartier' })
      await make('ada', { displayName: 'Nos fêtes privées', privacy: 3 })
      const find = async () => (await ask(`/search/video-playlists?search=${encodeURIComponent(search)}`)).body
      expect((await find()).total).toBe(0)
      await add(uuid, videos[0]!)
      expect((await find()).data.map(({ displayName }) => displayName)).toEqual(['Nos fêtes du quartier'])
    }
  )
})
