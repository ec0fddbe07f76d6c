import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { ensureApplication } from '../../federation/index.ts'
import { searchRoutes } from '../search/index.ts'
import { videoRoutes } from '../videos/index.ts'
import { muteRoutes } from './index.ts'

const origin = 'http://videos.example'
let database: FreshDatabase
let server: TestServer
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  await ensureApplication(db)
  const settings = someSettings()
  const deletion = { storage: undefined as never, cancelTranscoding: async () => {} }
  server = await serveApi(
    people,
    muteRoutes({ db, origin }),
    searchRoutes({
      db,
      origin,
      settings,
      elsewhere: { findChannel: async () => undefined, findVideo: async () => undefined }
    }),
    videoRoutes({ db, origin, settings, tokenSecret: Buffer.alloc(32), ...deletion })
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('TRUNCATE account_mute, server_mute')
})

async function ask(method: string, path: string, as?: keyof People, body?: unknown) {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : undefined }
}
const MINE = '/users/me/blocklist'
const SERVER = '/server/blocklist'

test('are kept, listed and taken back by each for themselves', async () => {
  expect((await ask('POST', `${MINE}/accounts`, 'ada', { accountName: 'bob@videos.example' })).status).toBe(204)
  expect((await ask('POST', `${MINE}/accounts`, 'ada', { accountName: 'BOB' })).status).toBe(204)
  expect((await ask('GET', `${MINE}/accounts`, 'ada')).body).toMatchObject({
    total: 1,
    data: [{ byAccount: { name: 'ada' }, blockedAccount: { name: 'bob' }, createdAt: expect.any(String) }]
  })
  expect((await ask('GET', `${MINE}/accounts?search=nobody`, 'ada')).body).toEqual({ total: 0, data: [] })
  expect((await ask('GET', `${MINE}/accounts?start=5`, 'ada')).body).toEqual({ total: 1, data: [] })
  expect((await ask('GET', `${MINE}/accounts`, 'bob')).body.total).toBe(0)
  expect((await ask('DELETE', `${MINE}/accounts/bob`, 'mona')).status).toBe(404)
  expect((await ask('DELETE', `${MINE}/accounts/bob`, 'ada')).status).toBe(204)
  expect((await ask('DELETE', `${MINE}/accounts/bob`, 'ada')).status).toBe(404)

  expect((await ask('POST', `${MINE}/servers`, 'ada', { host: 'Elsewhere.example' })).status).toBe(204)
  expect((await ask('GET', `${MINE}/servers`, 'ada')).body).toMatchObject({
    total: 1,
    data: [{ byAccount: { name: 'ada' }, blockedServer: { host: 'elsewhere.example' } }]
  })
  expect((await ask('DELETE', `${MINE}/servers/elsewhere.example`, 'ada')).status).toBe(204)
  expect((await ask('DELETE', `${MINE}/servers/elsewhere.example`, 'ada')).status).toBe(404)
})

test('for everybody are made by moderators, in the name of the server', async () => {
  expect((await ask('POST', `${SERVER}/accounts`, 'mona', { accountName: 'bob' })).status).toBe(204)
  expect((await ask('GET', `${SERVER}/accounts`, 'ruth')).body).toMatchObject({
    total: 1,
    data: [{ byAccount: { name: 'peertube', host: 'videos.example' }, blockedAccount: { name: 'bob' } }]
  })
  expect((await ask('POST', `${SERVER}/servers`, 'mona', { host: 'elsewhere.example:8080' })).status).toBe(204)
  expect((await ask('GET', `${SERVER}/servers?search=ELSE`, 'mona')).body.total).toBe(1)
  for (const kind of ['accounts', 'servers']) {
    expect((await ask('GET', `${SERVER}/${kind}`, 'bob')).status).toBe(403)
    expect((await ask('GET', `${SERVER}/${kind}`)).status).toBe(401)
    expect((await ask('GET', `${MINE}/${kind}`, 'mona')).body.total).toBe(0)
  }
  expect((await ask('POST', `${SERVER}/accounts`, 'bob', { accountName: 'ada' })).status).toBe(403)
  expect((await ask('DELETE', `${SERVER}/accounts/bob`, 'bob')).status).toBe(403)
  expect((await ask('DELETE', `${SERVER}/accounts/bob`, 'mona')).status).toBe(204)
  expect((await ask('DELETE', `${SERVER}/servers/elsewhere.example:8080`, 'mona')).status).toBe(204)
})

test('are refused against oneself, nobody and nonsense', async () => {
  expect((await ask('POST', `${MINE}/accounts`, 'ada', { accountName: 'ada' })).status).toBe(409)
  expect((await ask('POST', `${SERVER}/accounts`, 'mona', { accountName: 'mona' })).status).toBe(409)
  expect((await ask('POST', `${MINE}/servers`, 'ada', { host: 'videos.example' })).status).toBe(409)
  expect((await ask('POST', `${MINE}/accounts`, 'ada', { accountName: 'nobody' })).status).toBe(404)
  expect((await ask('POST', `${MINE}/accounts`, 'ada', { accountName: 'bob@elsewhere.example' })).status).toBe(404)
  expect((await ask('POST', `${MINE}/accounts`, 'ada', {})).status).toBe(400)
  for (const host of ['', 'http://a.example', 'a b', '../x'])
    expect((await ask('POST', `${MINE}/servers`, 'ada', { host })).status).toBe(400)
  expect((await ask('POST', `${MINE}/servers`, undefined, { host: 'a.example' })).status).toBe(401)
})

test('can be asked for, by handles and hosts', async () => {
  await ask('POST', `${SERVER}/accounts`, 'mona', { accountName: 'bob' })
  await ask('POST', `${MINE}/accounts`, 'ada', { accountName: 'mona' })
  await ask('POST', `${MINE}/servers`, 'ada', { host: 'elsewhere.example' })
  const query = 'accounts[]=bob@videos.example&accounts[]=mona&accounts[]=nobody@x.example&hosts=elsewhere.example'
  const no = { blockedByServer: false, blockedByUser: false }
  expect((await ask('GET', `/blocklist/status?${query}`, 'ada')).body).toEqual({
    accounts: {
      'bob@videos.example': { blockedByServer: true, blockedByUser: false },
      mona: { blockedByServer: false, blockedByUser: true },
      'nobody@x.example': no
    },
    hosts: { 'elsewhere.example': { blockedByServer: false, blockedByUser: true } }
  })
  expect((await ask('GET', `/blocklist/status?${query}`)).body).toMatchObject({
    accounts: { 'bob@videos.example': { blockedByServer: true }, mona: no },
    hosts: { 'elsewhere.example': no }
  })
  expect((await ask('GET', '/blocklist/status')).body).toEqual({ accounts: {}, hosts: {} })
})

test('take videos out of lists and searches of who mutes, or of everybody', async () => {
  await aVideo(database.db, people.bob.channelId, { name: 'Pétanque' })
  const seen = async (as?: keyof People) => {
    // Lists for everybody are remembered for a second.
    const list = await ask(
      'GET',
      `/videos?nothing=${Math.random()}&tagsOneOf=&count=${20 + Math.floor(Math.random() * 80)}`,
      as
    )
    const search = await ask('GET', '/search/videos?search=petanque', as)
    return [list.body.total, search.body.total]
  }
  expect(await seen('ada')).toEqual([1, 1])
  await ask('POST', `${MINE}/accounts`, 'ada', { accountName: 'bob' })
  expect(await seen('ada')).toEqual([0, 0])
  expect(await seen('mona')).toEqual([1, 1])
  await ask('POST', `${SERVER}/accounts`, 'mona', { accountName: 'bob' })
  expect(await seen('ruth')).toEqual([0, 0])
  expect(await seen()).toEqual([0, 0])
})
