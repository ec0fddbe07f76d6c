import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { ensureApplication } from '../../federation/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { channelRoutes, listAccounts, listAllChannels } from '../channels/index.ts'

let database: FreshDatabase
let people: People
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  await ensureApplication(db)
  const owner = await aRemoteActor(db, 'ada', { origin: 'https://peer.example' })
  await aRemoteActor(db, 'ada_channel', { origin: 'https://peer.example', kind: 'group', owner })
  await aRemoteActor(db, 'zoe', { origin: 'https://other.example' })
  const application = await aRemoteActor(db, 'peertube', { origin: 'https://peer.example', kind: 'application' })
  await db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT id, $1, 'accepted' FROM actor WHERE kind = 'application' AND host IS NULL`,
    [application.actorId]
  )
  const storage = openDiskStorage('/nowhere')
  server = await serveApi(
    people,
    channelRoutes({ db, storage, origin: 'https://here.example', cancelTranscoding: async () => {} })
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})

interface Shown {
  readonly url: string
  readonly host: string
  readonly isLocal?: boolean
  readonly total: number
  readonly data: readonly { name: string; host: string }[]
}
async function read(path: string) {
  const answer = await fetch(`${server.origin}/api/v1${path}`)
  return { status: answer.status, body: (await answer.json()) as Shown }
}
const handlesIn = async (path: string) => {
  const { data, total } = (await read(path)).body
  expect(total).toBe(data.length)
  return data.map(({ name, host }) => `${name}@${host}`).sort()
}

test.each([
  ['ada', 'here.example', 'https://here.example/accounts/ada'],
  ['@ada', 'here.example', 'https://here.example/accounts/ada'],
  ['ADA@Here.example', 'here.example', 'https://here.example/accounts/ada'],
  ['ada@peer.example', 'peer.example', 'https://peer.example/accounts/ada'],
  ['Ada@PEER.example', 'peer.example', 'https://peer.example/accounts/ada']
])('the account %s is of %s', async (handle, host, url) => {
  expect((await read(`/accounts/${handle}`)).body).toMatchObject({ host, url })
})

test('a channel elsewhere is shown as such, with its owner', async () => {
  expect((await read('/video-channels/ada_channel@peer.example')).body).toMatchObject({
    host: 'peer.example',
    isLocal: false,
    url: 'https://peer.example/video-channels/ada_channel',
    ownerAccount: { name: 'ada', host: 'peer.example' }
  })
  expect((await read('/video-channels/ada_channel')).body).toMatchObject({ host: 'here.example', isLocal: true })
})

test.each([
  '/accounts/bob@peer.example',
  '/accounts/zoe',
  '/accounts/ada@',
  '/video-channels/ada_channel@other.example'
])('%s is nobody', async path => {
  expect((await read(path)).status).toBe(404)
})

test('lists name people and channels of followed servers, and not of others or of muted ones', async () => {
  const here = ['ada', 'bob', 'mona', 'ruth'].map(name => `${name}@here.example`)
  const channelsHere = ['ada', 'bob', 'mona', 'ruth'].map(name => `${name}_channel@here.example`)
  expect(await handlesIn('/accounts')).toEqual(['ada@peer.example', ...here].sort())
  expect(await handlesIn('/video-channels')).toEqual(['ada_channel@peer.example', ...channelsHere].sort())

  await database.db.query("INSERT INTO server_mute (host) VALUES ('peer.example')")
  expect(await handlesIn('/accounts')).toEqual(here)
  expect(await handlesIn('/video-channels')).toEqual(channelsHere)
  await database.db.query('DELETE FROM server_mute')
})

test('the channels of an account elsewhere are its own', async () => {
  expect(await handlesIn('/accounts/ada@peer.example/video-channels')).toEqual(['ada_channel@peer.example'])
  expect(await handlesIn('/accounts/ada/video-channels')).toEqual(['ada_channel@here.example'])
})

test('some lists name nobody of another server', async () => {
  const query = { start: 0, count: 50, sort: 'createdAt', onlyLocal: true } as const
  const { db } = database
  const site = siteOf('https://here.example')
  const hosts = [...(await listAccounts(db, site, query)).data, ...(await listAllChannels(db, site, query)).data]
  expect(new Set(hosts.map(({ host }) => host))).toEqual(new Set(['here.example']))
})
