import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import {
  openRemoteWorld,
  type RemotePeople,
  type RemoteWorld,
  receive,
  settle
} from '../../../../../tests/support/remote-server.ts'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { insertPlaylist, listElements, listPlaylists } from '../../features/playlists/index.ts'
import { searchPlaylists } from '../../features/playlists/queries.ts'
import { FetchError } from '../../platform/fetch.ts'
import { PUBLIC } from '../context.ts'
import { Refused } from '../deps.ts'
import { readPlaylists } from '../remote/playlists.ts'
import { HANDLERS } from './index.ts'

const ORIGIN = 'https://reef.example'
const OTHER = 'https://other.example'
const RANGE = { start: 0, count: 15, sort: '-createdAt' } as const
let database: FreshDatabase
let people: People
let world: RemoteWorld
let theirs: RemotePeople
let uuid: string
let url: string

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  world = await openRemoteWorld(database.db)
})
afterAll(async () => {
  await world.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM playlist')
  world.documents.clear()
  theirs = settle(world, ORIGIN)
  uuid = randomUUID()
  url = `${ORIGIN}/video-playlists/${uuid}`
})

const playlist = (change: object = {}) => ({
  to: [PUBLIC],
  cc: [`${theirs.account}/followers`],
  id: url,
  type: 'Playlist',
  name: 'Wrecks',
  content: 'Deep',
  totalItems: 0,
  mediaType: 'text/markdown',
  uuid,
  attributedTo: [theirs.channel],
  published: '2026-05-04T10:11:12.000Z',
  updated: '2026-05-05T10:11:12.000Z',
  ...change
})

const send = (type: string, actor: string, object: unknown, times = 1) =>
  receive(world, HANDLERS[type]!, { type, actor, object, times })

/** Puts it on its server with these elements, two on each page. */
function publish(elements: readonly object[]) {
  const addressed = elements.map((element, index) => ({
    id: `${url}/videos/${index}`,
    type: 'PlaylistElement',
    ...element
  }))
  for (const element of addressed) world.documents.set(element.id, element)
  const pages = Math.ceil(addressed.length / 2)
  for (let page = 1; page <= pages; page++)
    world.documents.set(`${url}?page=${page}`, {
      id: `${url}?page=${page}`,
      type: 'Playlist',
      partOf: url,
      orderedItems: addressed.slice(page * 2 - 2, page * 2).map(({ id }) => id),
      ...(page < pages && { next: `${url}?page=${page + 1}` })
    })
  const told = playlist({ totalItems: addressed.length, ...(pages > 0 && { first: `${url}?page=1` }) })
  world.documents.set(url, told)
  return told
}

function aTheirVideo(name: string) {
  const document = videoDocument({ origin: ORIGIN, uuid: randomUUID() }, { name })
  world.documents.set(document.id, document)
  return document.id
}

async function stored() {
  const { rows } = await database.db.query<{ id: number }>(
    'SELECT playlist_id AS id FROM remote_playlist WHERE url = $1',
    [url]
  )
  if (!rows[0]) return undefined
  const { data } = await listElements(database.db, world.deps.site, {
    playlistId: rows[0].id,
    viewer: undefined,
    ...RANGE
  })
  const list = await listPlaylists(
    database.db,
    world.deps.site,
    { kind: 'channel', channelId: await channelIdOf(theirs.channel) },
    RANGE
  )
  return { playlist: list.data[0], elements: data.map(({ video, startTimestamp }) => [video?.name, startTimestamp]) }
}

const channelIdOf = async (address: string) =>
  (
    await database.db.query<{ id: number }>(
      'SELECT channel.id FROM channel JOIN remote_actor USING (actor_id) WHERE url = $1',
      [address]
    )
  ).rows[0]!.id

describe('a playlist of another server', () => {
  test('is kept with the videos it holds, from wherever they are', async () => {
    const ours = await aVideo(database.db, people.ada.channelId, { name: 'Ours' })
    const hidden = await aVideo(database.db, people.ada.channelId, { name: 'Hidden', privacy: 3 })
    const here = (id: string) => `${world.deps.origin}/videos/watch/${id}`
    const told = publish([
      { url: aTheirVideo('Theirs'), position: 1, startTimestamp: 4, stopTimestamp: 2 },
      { url: here(hidden.uuid) },
      { url: `${ORIGIN}/videos/watch/${randomUUID()}` },
      { url: 'file:///etc/passwd' },
      { url: here(ours.uuid), startTimestamp: -1 }
    ])
    await send('Create', theirs.account, told, 2)
    await readPlaylists(world.deps)
    expect(await stored()).toMatchObject({
      playlist: { uuid, url, isLocal: false, displayName: 'Wrecks', description: 'Deep', videosLength: 2 },
      elements: [
        ['Theirs', 4],
        ['Ours', null]
      ]
    })
  })

  test('is read again when it changes, and only then', async () => {
    await send('Create', theirs.account, publish([{ url: aTheirVideo('First') }]))
    await readPlaylists(world.deps)
    const asked = world.asked.length
    await readPlaylists(world.deps)
    expect(world.asked).toHaveLength(asked)
    const told = publish([{ url: aTheirVideo('Second') }, { url: aTheirVideo('Third') }])
    await send('Update', theirs.account, { ...told, name: 'New name' }, 2)
    await readPlaylists(world.deps)
    expect(await stored()).toMatchObject({
      playlist: { displayName: 'New name' },
      elements: [
        ['Second', null],
        ['Third', null]
      ]
    })
  })

  test('keeps what it held while its server does not answer, and is read later', async () => {
    await send('Create', theirs.account, publish([{ url: aTheirVideo('First') }]))
    await readPlaylists(world.deps)
    const told = publish([{ url: aTheirVideo('Second') }])
    world.documents.delete(url)
    await send('Update', theirs.account, told)
    await readPlaylists(world.deps)
    expect((await stored())?.elements).toEqual([['First', null]])
    world.documents.set(url, told)
    await database.db.query("UPDATE remote_playlist SET reading_due_at = reading_due_at - interval '1 hour'")
    await readPlaylists(world.deps)
    expect((await stored())?.elements).toEqual([['Second', null]])
  })

  test('waits for a video whose server does not answer now, and does without it in the end', async () => {
    const silent = aTheirVideo('Silent')
    await send('Create', theirs.account, publish([{ url: silent }, { url: aTheirVideo('Loud') }]))
    const { remote } = world.deps
    const document: typeof remote.document = async address => {
      if (address === silent) throw new FetchError('refused', 'overloaded', { status: 503 })
      return remote.document(address)
    }
    const heldAfter = async (readings: number) => {
      for (let n = 0; n < readings; n++) {
        await readPlaylists({ ...world.deps, remote: { ...remote, document } })
        await database.db.query("UPDATE remote_playlist SET reading_due_at = reading_due_at - interval '1 hour'")
      }
      return (await stored())?.elements
    }
    expect(await heldAfter(3)).toEqual([])
    expect(await heldAfter(1)).toEqual([['Loud', null]])
  })

  test('that never ends is not read for ever', async () => {
    await send('Create', theirs.account, publish([{ url: aTheirVideo('Only') }]))
    const page = (number: number) => ({
      id: `${url}?page=${number}`,
      orderedItems: [`${url}/videos/0`],
      next: `${url}?page=${number + 1}`
    })
    for (let number = 1; number < 300; number++) world.documents.set(`${url}?page=${number}`, page(number))
    const asked = world.asked.length
    await readPlaylists(world.deps)
    expect(world.asked.length - asked).toBeLessThan(250)
    world.documents.set(`${url}?page=1`, { ...page(1), next: `${url}?page=1` })
    await send('Update', theirs.account, world.documents.get(url)!)
    await readPlaylists(world.deps)
    expect((await stored())?.elements).toHaveLength(1)
    world.documents.set(`${url}?page=1`, { ...page(1), next: `${OTHER}/more` })
    await send('Update', theirs.account, world.documents.get(url)!)
    await readPlaylists(world.deps)
    expect(world.asked).not.toContain(`${OTHER}/more`)
  })

  test('is gone when its owner says so, twice', async () => {
    await send('Create', theirs.account, playlist())
    await send('Delete', theirs.account, url, 2)
    expect(await stored()).toBeUndefined()
  })

  test('is listed and found here when this server follows its server', async () => {
    await send('Create', theirs.account, publish([{ url: aTheirVideo('First') }]))
    await readPlaylists(world.deps)
    const listed = () => listPlaylists(database.db, world.deps.site, { kind: 'public' }, RANGE)
    const found = (host?: string) =>
      searchPlaylists(database.db, world.deps.site, {
        ...RANGE,
        sort: '-match',
        search: 'wrecks',
        ...(host && { host })
      })
    expect([(await listed()).total, (await found()).total]).toEqual([0, 0])
    await database.db.query(
      `INSERT INTO actor (kind, preferred_username, display_name) VALUES ('application', 'peertube', 'x')
       ON CONFLICT DO NOTHING`
    )
    // Their server becomes known here.
    await send('Announce', theirs.application, { type: 'Nothing' })
    await database.db.query(
      `INSERT INTO follow (actor_id, target_actor_id, state)
       SELECT ours.id, theirs.id, 'accepted' FROM actor ours, actor theirs
        WHERE ours.kind = 'application' AND ours.host IS NULL AND theirs.host = 'reef.example' AND theirs.kind = 'application'`
    )
    expect([(await listed()).total, (await found()).total]).toEqual([1, 1])
    expect((await found('reef.example')).total).toBe(1)
    expect((await found('here.example')).total).toBe(0)
  })
})

describe('refused is', () => {
  const refused = (type: string, actor: string, object: unknown) =>
    expect(send(type, actor, object)).rejects.toThrow(Refused)

  test("somebody else's word, from wherever", async () => {
    await send('Create', theirs.account, playlist())
    const others = settle(world, OTHER)
    const neighbour = settle(world, ORIGIN, { account: 'urchin', channel: 'rocks' })
    for (const actor of [others.account, neighbour.account, neighbour.channel, theirs.application])
      for (const type of ['Update', 'Delete'])
        await refused(type, actor, type === 'Delete' ? url : playlist({ name: 'Taken over' }))
    expect((await stored())?.playlist?.displayName).toBe('Wrecks')
  })

  test('a playlist in the channel of somebody else', async () => {
    const neighbour = settle(world, ORIGIN, { account: 'urchin', channel: 'rocks' })
    await refused('Create', theirs.account, playlist({ attributedTo: [neighbour.channel] }))
    await refused('Create', theirs.account, playlist({ attributedTo: [settle(world, OTHER).channel] }))
  })

  test('a UUID that another playlist has, of this server too', async () => {
    const { ada } = people
    const own = await database.db.transaction(tx =>
      insertPlaylist(tx, {
        accountId: ada.accountId,
        videoChannelId: ada.channelId,
        privacy: 1,
        displayName: 'Best',
        description: null,
        thumbnailName: null
      })
    )
    await refused('Create', theirs.account, playlist({ uuid: own.uuid }))
    await send('Create', theirs.account, playlist())
    await refused('Update', theirs.account, playlist({ uuid: randomUUID() }))
    const { rows } = await database.db.query<{ name: string }>('SELECT display_name AS name FROM playlist ORDER BY id')
    expect(rows.map(({ name }) => name)).toEqual(['Best', 'Wrecks'])
  })

  test.each([
    ['without a name', { name: '' }],
    ['without a UUID', { uuid: 'x' }],
    ['without a date', { published: 'once' }],
    ['for nobody in particular', { to: [], cc: [] }]
  ])('one %s', async (_name, change) => refused('Create', theirs.account, playlist(change)))
})
