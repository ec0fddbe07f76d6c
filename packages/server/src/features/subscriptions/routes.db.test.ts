import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { siteOf } from '../../kernel/site.ts'
import { findAccount, findChannel } from '../actors/index.ts'
import { subscriptionRoutes } from './index.ts'

const ORIGIN = 'http://videos.example'
const URI = 'ada_channel@videos.example'
let database: FreshDatabase
let server: TestServer
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(
    people,
    subscriptionRoutes({ db: database.db, origin: ORIGIN, resolveChannel: async () => undefined })
  )
  await aVideo(database.db, people.ada.channelId, { name: 'Followed' })
  await aVideo(database.db, people.ada.channelId, { name: 'Private', privacy: 3 })
  await aVideo(database.db, people.mona.channelId, { name: 'Other' })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

async function ask(
  path: string,
  as?: keyof People,
  { method = 'GET', body }: { method?: string; body?: unknown } = {}
) {
  const answer = await fetch(`${server.origin}/api/v1/users/me/subscriptions${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : null }
}
const subscribe = (as: keyof People, uri: string) => ask('', as, { method: 'POST', body: { uri } })

test('needs somebody', async () => {
  for (const path of ['', '/videos', `/exist?uris=${URI}`, `/${URI}`]) expect((await ask(path)).status).toBe(401)
})

test('a channel is followed once, however often and in whatever case it is asked', async () => {
  const asked = await Promise.all(
    [URI, URI, URI.toUpperCase().replace('VIDEOS.EXAMPLE', 'videos.example')].map(uri => subscribe('bob', uri))
  )
  expect(asked.map(({ status }) => status)).toEqual([204, 204, 204])
  expect((await ask('', 'bob')).body).toMatchObject({ total: 1, data: [{ name: 'ada_channel', followersCount: 1 }] })
  expect((await ask('?search=nothing', 'bob')).body).toEqual({ total: 0, data: [] })
  expect((await ask(`/${URI}`, 'bob')).body).toMatchObject({ name: 'ada_channel' })
  expect((await ask('', 'mona')).body.total).toBe(0)
})

test('their public videos come together', async () => {
  const { body } = await ask('/videos', 'bob')
  expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['Followed'])
  expect((await ask('/videos', 'mona')).body.total).toBe(0)
})

test('pages of channels and of their videos are parts of one whole, in the order asked for', async () => {
  const [first, second] = ['ada', 'mona'] as const
  for (const who of [first, second]) await subscribe('ruth', `${who}_channel@videos.example`)
  await database.db.query(
    "UPDATE actor SET updated_at = now() + interval '1 day' WHERE preferred_username = 'ada_channel'"
  )
  await database.db.query("UPDATE video SET views = 9 WHERE name = 'Followed'")
  const pages = async (path: string) => {
    const answers = [0, 1, 2].map(start => ask(`${path}&count=1&start=${start}`, 'ruth'))
    return (await Promise.all(answers)).map(({ body }) => [body.total, ...body.data.map(nameOf)])
  }
  const nameOf = ({ name }: { name: string }) => name
  const channels = [`${first}_channel`, `${second}_channel`]
  expect(await pages('?sort=createdAt')).toEqual([[2, channels[0]], [2, channels[1]], [2]])
  expect(await pages('?sort=-channelUpdatedAt')).toEqual([[2, channels[0]], [2, channels[1]], [2]])
  expect(await pages('?sort=channelUpdatedAt')).toEqual([[2, channels[1]], [2, channels[0]], [2]])
  expect(await pages('?sort=createdAt&search=mona')).toEqual([[1, channels[1]], [1], [1]])
  expect(await pages('/videos?sort=views')).toEqual([[2, 'Other'], [2, 'Followed'], [2]])
  expect(await pages('/videos?sort=-views')).toEqual([[2, 'Followed'], [2, 'Other'], [2]])
  expect((await ask('/videos?skipCount=true', 'ruth')).body).not.toHaveProperty('total')
})

test('exist tells of each', async () => {
  const other = 'mona_channel@videos.example'
  for (const query of [`uris[]=${URI}&uris[]=${other}`, `uris=${URI}&uris=${other}`, `uris[0]=${URI}&uris[1]=${other}`])
    expect((await ask(`/exist?${query}`, 'bob')).body).toEqual({ [URI]: true, [other]: false })
  expect((await ask('/exist', 'bob')).body).toEqual({})
  const refused = await ask(`/exist?uris[]=${URI}&uris[]=nope`, 'bob')
  expect(refused).toMatchObject({ status: 400, body: { 'invalid-params': { uris: { location: 'query' } } } })
})

test.each([
  ['nope', 400],
  ['a b@videos.example', 400],
  ['nobody@videos.example', 404],
  ['ada@videos.example', 404],
  ['ada_channel@elsewhere.example', 404]
])('"%s" cannot be followed', async (uri, status) => {
  expect((await subscribe('bob', uri)).status).toBe(status)
})

test('an end is an end, and counts stay right when an account goes', async () => {
  await subscribe('mona', URI)
  const site = siteOf(ORIGIN)
  const followers = async () => (await findChannel(database.db, site, 'ada_channel')).followersCount
  expect(await followers()).toBe(3)
  expect((await findAccount(database.db, site, 'bob')).followingCount).toBe(1)
  expect((await ask(`/${URI}`, 'bob', { method: 'DELETE' })).status).toBe(204)
  expect((await ask(`/${URI}`, 'bob', { method: 'DELETE' })).status).toBe(404)
  expect(await followers()).toBe(2)
  await database.db.query("DELETE FROM actor WHERE preferred_username = 'mona'")
  expect(await followers()).toBe(1)
})
