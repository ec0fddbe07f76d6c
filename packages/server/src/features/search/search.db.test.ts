import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, type Person, serveApi } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { siteOf } from '../../kernel/site.ts'
import { findPageAt, readAddress, type SearchDeps, searchRoutes } from './index.ts'

const ORIGIN = 'https://videos.example'
let database: FreshDatabase
let server: TestServer
let people: People
let choir: AVideo
let settings = someSettings()
/** What other servers have, by handle or address. */
const found = new Map<string, number | string>()
const asked: string[] = []
const look = <T>(at: string, isWanted: (value: unknown) => value is T) => {
  asked.push(at)
  const there = found.get(at)
  return isWanted(there) ? there : undefined
}
const elsewhere: SearchDeps['elsewhere'] = {
  findChannel: async address =>
    look(address.kind === 'handle' ? address.handle : address.url, there => typeof there === 'number'),
  findVideo: async url => look(url, there => typeof there === 'string')
}

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const { db } = database
  const { channelId } = people.ada
  choir = await aVideo(db, channelId, {
    name: 'Répétition de la chorale',
    description: 'Les élèves chantaient',
    tags: ['musique'],
    category: 1
  })
  await aVideo(db, channelId, { name: 'Gardening for children', tags: ['compost'], durationSeconds: 600 })
  await aVideo(db, people.bob.channelId, { name: 'Chorale privée', privacy: 3 })
  await aVideo(db, people.bob.channelId, { name: 'Chorale cachée', privacy: 2 })
  const blocked = await aVideo(db, people.bob.channelId, { name: 'Chorale bloquée' })
  await db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [blocked.id])
  await aVideo(db, people.bob.channelId, { name: 'A secret zeppelin', privacy: 3 })
  server = await serveApi(
    people,
    searchRoutes({ db, origin: ORIGIN, settings: { current: () => settings.current() }, elsewhere })
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})

interface Found {
  readonly total: number
  readonly data: readonly { name: string; displayName?: string }[]
}
async function ask(kind: string, query: Record<string, string>, as?: string) {
  const answer = await fetch(`${server.origin}/api/v1/search/${kind}?${new URLSearchParams(query)}`, {
    headers: as ? { authorization: as } : {}
  })
  return { status: answer.status, body: (await answer.json()) as Found }
}
const namesOf = async (search: string, more = {}, as?: string) =>
  (await ask('videos', { search, ...more }, as)).body.data.map(({ name }) => name)

const CHOIR = 'Répétition de la chorale'
const GARDEN = 'Gardening for children'

describe('videos', () => {
  test.each([
    ['the words', 'chorale', CHOIR],
    ['words without their accents', 'repetition', CHOIR],
    ['words with accents they do not have', 'chôrale', CHOIR],
    ['words in capitals', 'CHORALE', CHOIR],
    ['a French plural', 'répétitions', CHOIR],
    ['a French verb in another person', 'chanter', CHOIR],
    ['another form of an English word', 'gardens', GARDEN],
    ['an English plural made single', 'child', GARDEN],
    ['a tag', 'compost', GARDEN],
    ['the description', 'eleves', CHOIR],
    ['the beginning of a word', 'garde', GARDEN],
    ['a slip of the finger', 'gardenning', GARDEN],
    ['letters in the wrong order', 'repetitoin', CHOIR]
  ])('are found by %s', async (_, search, name) => {
    expect(await namesOf(search)).toEqual([name])
  })

  test('need every word to be found, and none that is taken away', async () => {
    expect(await namesOf('chorale compost')).toEqual([])
    expect(await namesOf('chorale -musique')).toEqual([])
  })

  test('that are private, unlisted or blocked are not found, nor told of by what is left out', async () => {
    expect(await namesOf('privée')).toEqual([])
    expect(await namesOf('zeppelin')).toEqual([])
    expect((await ask('videos', { search: 'chorale' }, 'bob')).body.total).toBe(1)
  })

  test('are filtered and sorted as lists are', async () => {
    expect(await namesOf('', { sort: 'name' })).toEqual([GARDEN, CHOIR])
    expect(await namesOf('', { durationMin: '100' })).toEqual([GARDEN])
    expect(await namesOf('chorale', { categoryOneOf: '2' })).toEqual([])
    expect(await namesOf('', { tagsAllOf: 'MUSIQUE' })).toEqual([CHOIR])
  })

  test.each(['/w/', '/videos/watch/', '/videos/embed/'])('are found by their address %s', async path => {
    expect(await namesOf(`${ORIGIN}${path}${choir.uuid}`)).toEqual([CHOIR])
  })

  test('are found again as soon as their name changes, and by the old one no longer', async () => {
    const { id } = await aVideo(database.db, people.ada.channelId, { name: 'Pottery' })
    await database.db.query("UPDATE video SET name = 'Weaving' WHERE id = $1", [id])
    expect(await namesOf('weaving')).toEqual(['Weaving'])
    expect(await namesOf('pottery')).toEqual([])
    await database.db.query('DELETE FROM video WHERE id = $1', [id])
    expect(await namesOf('weaving')).toEqual([])
  })

  test.each(["'", '"', '\\', '%', '_', "a'); DROP TABLE video; --", '!!!', ':*', '(((', ' '.repeat(300), '🐦'])(
    'are not harmed by %s',
    async search => expect((await ask('videos', { search })).status).toBe(200)
  )

  test.each(['videos', 'video-channels'])('of %s are local: no other index is asked', async of => {
    expect((await ask(of, { search: 'x', searchTarget: 'local' })).status).toBe(200)
    expect((await ask(of, { search: 'x', searchTarget: 'search-index' })).status).toBe(400)
  })

  test('may be asked for by POST, and a wrong filter is named', async () => {
    const post = (body: unknown) =>
      fetch(`${server.origin}/api/v1/search/videos`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body)
      })
    expect(((await (await post({ search: 'chorale' })).json()) as Found).total).toBe(1)
    const refused = await post({ search: 'chorale', durationMin: 'x' })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ 'invalid-params': { durationMin: {} } })
  })

  test('that are not for everybody are for moderators only', async () => {
    expect((await ask('videos', { include: '1', privacyOneOf: '3' }, 'bob')).status).toBe(401)
    expect(await namesOf('zeppelin', { include: '1', privacyOneOf: '3' }, 'mona')).toEqual(['A secret zeppelin'])
  })
})

describe('channels', () => {
  const channels = async (query: Record<string, string>) => {
    const { data } = (await ask('video-channels', query)).body
    return data.map(({ name }) => name)
  }
  beforeAll(async () => {
    await database.db.query(
      `UPDATE actor SET display_name = 'Les Écoles du quartier', description = 'Nous jardinons'
        WHERE preferred_username = 'ada_channel'`
    )
  })

  test.each(['écoles', 'ecole', 'QUARTIERS', 'jardinons', 'ada_channel', 'ecoels'])('are found by %s', async search => {
    expect(await channels({ search })).toEqual(['ada_channel'])
  })
  test.each([`${ORIGIN}/c/ada_channel/videos`, `${ORIGIN}/video-channels/ada_channel`, 'ada_channel@videos.example'])(
    'are found by %s',
    async search => expect(await channels({ search })).toEqual(['ada_channel'])
  )
  test('are found by handles and hosts', async () => {
    expect(await channels({ handles: 'BOB_channel@videos.example' })).toEqual(['bob_channel'])
    expect(await channels({ host: 'elsewhere.example' })).toEqual([])
    expect(await channels({ host: 'videos.example', sort: '-createdAt', count: '1', start: '1' })).toHaveLength(1)
  })
})

describe('addresses of other servers', () => {
  const PEER = 'https://peer.example'
  const names = async (kind: string, search: string, as?: string) => {
    asked.length = 0
    return (await ask(kind, { search }, as)).body.data.map(({ name }) => name)
  }
  let talk: AVideo
  beforeAll(async () => {
    const { db } = database
    const channel = await aRemoteActor(db, 'reefs', { origin: PEER, kind: 'group' })
    talk = await aVideo(db, channel.channelId!, { name: 'Under the pier' })
    found.set('reefs@other.example', channel.channelId!).set(`${PEER}/w/short`, talk.uuid)
    found.set(`${PEER}/reefs`, channel.channelId!)
    await db.query('INSERT INTO remote_video (video_id, url) VALUES ($1, $2)', [talk.id, `${PEER}/videos/watch/1`])
  })
  afterEach(() => {
    settings = someSettings()
  })

  test.each(['reefs@peer.example', '@Reefs@PEER.example', `${PEER}/c/reefs/videos`, `${PEER}/video-channels/reefs`])(
    'that are known here are not asked for: %s',
    async search => {
      expect(await names('video-channels', search)).toEqual(['reefs'])
      expect(asked).toEqual([])
    }
  )

  test('lead members there, and strangers when the settings say so', async () => {
    expect(await names('video-channels', 'reefs@other.example')).toEqual([])
    expect(await names('videos', `${PEER}/w/short`)).toEqual([])
    expect(asked).toEqual([])

    expect(await names('video-channels', 'reefs@other.example', 'bob')).toEqual(['reefs'])
    expect(await names('video-channels', `${PEER}/reefs`, 'bob')).toEqual(['reefs'])
    expect(await names('videos', `${PEER}/w/short`, 'bob')).toEqual(['Under the pier'])
    expect(asked).toEqual([`${PEER}/w/short`])
    expect(await names('videos', `${PEER}/videos/watch/1`)).toEqual(['Under the pier'])

    settings = someSettings({ search: { remoteUri: { users: false, anonymous: true } } })
    expect(await names('video-channels', 'reefs@other.example', 'bob')).toEqual([])
    expect(asked).toEqual([])
    expect(await names('video-channels', 'reefs@other.example')).toEqual(['reefs'])
  })

  const pageAt = (text: string, viewer?: Person) =>
    findPageAt({ db: database.db, settings, elsewhere }, readAddress(siteOf(ORIGIN), text), viewer)

  test('have a page here', async () => {
    expect(await pageAt('@reefs@peer.example')).toBe('/c/reefs@peer.example')
    expect(await pageAt(`${ORIGIN}/c/reefs@peer.example/videos`)).toBe('/c/reefs@peer.example')
    expect(await pageAt(`${PEER}/videos/watch/1`)).toBe(`/w/${talk.uuid}`)
    expect(await pageAt(`${PEER}/reefs`)).toBeUndefined()
    expect(await pageAt(`${PEER}/reefs`, people.bob)).toBe('/c/reefs@peer.example')
    expect(await pageAt('reefs', people.bob)).toBeUndefined()
  })

  test('of people and playlists have a page, once they are known', async () => {
    const eve = await aRemoteActor(database.db, 'eve', { origin: PEER })
    for (const text of [`${PEER}/a/eve`, `${PEER}/accounts/eve`, 'eve@peer.example', eve.url])
      expect(await pageAt(text), text).toBe('/a/eve@peer.example')
    const { rows } = await database.db.query<{ id: number; uuid: string }>(
      `INSERT INTO playlist (account_id, display_name, privacy) VALUES ($1, 'Best', 1) RETURNING id, uuid`,
      [eve.accountId]
    )
    const { id, uuid } = rows[0]!
    const url = `${PEER}/video-playlists/${uuid}`
    await database.db.query('INSERT INTO remote_playlist (playlist_id, url) VALUES ($1, $2)', [id, url])
    expect(await pageAt(url)).toBe(`/w/p/${uuid}`)
  })

  test.each([
    ['/c/ada_channel/videos', '/c/ada_channel'],
    ['/video-channels/ADA_channel', '/c/ada_channel'],
    ['/a/ada', '/a/ada'],
    ['/accounts/ada/video-channels', '/a/ada'],
    ['/c/nobody', undefined],
    ['/about', undefined]
  ])('of this server have their page: %s', async (path, page) => {
    expect(await pageAt(ORIGIN + path)).toBe(page)
  })

  test('of this server may be handles, of films and of playlists', async () => {
    expect(await pageAt('@ada_channel@videos.example')).toBe('/c/ada_channel')
    expect(await pageAt('ada@videos.example')).toBe('/a/ada')
    expect(await pageAt(`${ORIGIN}/w/${choir.uuid}`)).toBe(`/w/${choir.uuid}`)
    for (const path of ['/w/p/', '/videos/watch/playlist/', '/video-playlists/'])
      expect(await pageAt(ORIGIN + path + choir.uuid)).toBe(`/w/p/${choir.uuid}`)
  })

  test.each(['nobody@other.example', `${PEER}/nothing`])('lead nowhere when there is nothing: %s', async search => {
    expect(await names('video-channels', search, 'bob')).toEqual([])
    expect(await names('videos', search, 'bob')).toEqual([])
  })

  test.each(['javascript:alert(1)', 'https://user:secret@peer.example/x', 'file:///etc/passwd', `${ORIGIN}/about`])(
    'that are none of the web elsewhere are words: %s',
    async search => {
      expect(await names('video-channels', search, 'bob')).toEqual([])
      expect(await names('videos', search, 'bob')).toEqual([])
      expect(asked).toEqual([])
    }
  )

  test('channels elsewhere are found by words once their server is followed, and by their handle before', async () => {
    expect(await names('video-channels', 'reefs')).toEqual([])
    expect((await ask('video-channels', { handles: 'reefs@peer.example' })).body.total).toBe(1)
    expect((await ask('video-channels', { host: 'peer.example' })).body.total).toBe(1)
  })
})
