import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { someSettings } from '../../../../tests/support/settings.ts'
import { type Caller, makeCaller } from '../../../../tests/support/whole-api/callers.ts'
import { insertToken } from '../features/auth/store.ts'
import { hashToken, newToken } from '../features/auth/token.ts'
import { notifyUsers } from '../features/notifications/index.ts'
import { offerRunnerJobs, remindRunners } from '../features/runners/index.ts'
import { insertRegistrationToken, insertRunner } from '../features/runners/runner-store.ts'
import { hashToken as hashRunnerToken } from '../features/runners/tokens.ts'
import { openLive } from './live.ts'

let database: FreshDatabase
let origin: string
let ada: Caller
const stops: (() => Promise<unknown>)[] = []
const clients: Socket[] = []

beforeAll(async () => {
  database = await freshDatabase()
  ada = await makeCaller(database.db, 'user')
  origin = await aServer()
})
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect()
})
afterAll(async () => {
  for (const stop of stops) await stop()
  await database.close()
})

/** With live news, and something of its own besides. */
async function aServer(): Promise<string> {
  const server: Server = createServer((_req, res) => res.end('a page'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const tracker = { upgrade: () => {}, close: async () => {} }
  const { db, url: databaseUrl } = database
  const live = openLive({ db, databaseUrl, origin: address, tracker, addressOf: () => '' })
  live.attach(server)
  stops.push(live.close, live.close, () => new Promise(resolve => server.close(resolve)))
  return address
}

/** As PeerTube's client connects, and its runner. */
function connect(namespace: string, auth: object, server = origin, extraHeaders = {}): Promise<Socket> {
  const options = { auth, extraHeaders, transports: ['websocket'], forceNew: true, reconnection: false }
  const client = io(server + namespace, options)
  clients.push(client)
  return new Promise((resolve, reject) => client.on('connect', () => resolve(client)).on('connect_error', reject))
}

const hear = (client: Socket, event: string) => new Promise(resolve => client.once(event, resolve))

async function publish(): Promise<string> {
  const video = await aVideo(database.db, ada.channelId)
  const notify = notifyUsers({ origin, settings: someSettings(), hasMail: false })
  await database.db.transaction(tx => notify(tx, { type: 'transcoding.ended', videoId: video.id }))
  await database.db.transaction(tx => notify(tx, { type: 'video.published', videoId: video.id }))
  return video.uuid
}

async function offer() {
  const bob = await makeCaller(database.db, 'user')
  const video = await aVideo(database.db, bob.channelId)
  const { rows } = await database.db.query<{ id: number }>(
    `INSERT INTO ownership_change (video_id, initiator_account_id, next_owner_account_id) VALUES ($1, $2, $3)
     RETURNING id`,
    [video.id, bob.accountId, ada.accountId]
  )
  const notify = notifyUsers({ origin, settings: someSettings(), hasMail: false })
  await database.db.transaction(tx => notify(tx, { type: 'video.offered', offerId: rows[0]!.id }))
}

test('a notification reaches its user at once, through whichever server, and nobody else', async () => {
  const bob = await makeCaller(database.db, 'user')
  const other = await aServer()
  const here = await connect('/user-notifications', { accessToken: ada.token })
  const there = await connect('/user-notifications', { accessToken: ada.token }, other)
  const heardByBob: unknown[] = []
  ;(await connect('/user-notifications', { accessToken: bob.token })).onAny(event => heardByBob.push(event))

  const heard = Promise.all([here, there].map(client => hear(client, 'new-notification')))
  const uuid = await publish()
  for (const notification of await heard)
    expect(notification).toMatchObject({ type: 6, read: false, video: { uuid, channel: { id: ada.channelId } } })
  expect(heardByBob).toEqual([])
})

test('PeerTube’s own client sends its token in the query', async () => {
  const options = { query: { accessToken: ada.token }, forceNew: true, reconnection: false }
  const client = io(`${origin}/user-notifications`, options)
  clients.push(client)
  await new Promise((resolve, reject) => client.on('connect', () => resolve(client)).on('connect_error', reject))
  const heard = hear(client, 'new-notification')
  await publish()
  expect(await heard).toMatchObject({ type: 6 })
})

test('a browser that is signed in is told by its cookie, on our own pages only', async () => {
  const session = newToken()
  await insertToken(database.db, {
    userId: ada.userId,
    visit: { address: '', device: 'a browser' },
    accessHash: hashToken('session', session),
    accessSeconds: 60,
    refreshHash: hashToken('refresh', newToken()),
    refreshSeconds: 60
  })
  const browse = (page: string | undefined, cookie = `colombier_session=${session}`) =>
    connect('/user-notifications', {}, origin, { cookie, ...(page && { origin: page }) })
  const heard = hear(await browse(origin), 'new-notification')
  await publish()
  expect(await heard).toMatchObject({ type: 6 })

  // Of what PeerTube does not know, our own pages alone hear.
  const program = hear(await connect('/user-notifications', { accessToken: ada.token }), 'new-notification')
  const page = hear(await browse(origin), 'new-notification')
  await offer()
  expect(await page).toMatchObject({ type: 1001 })
  await publish()
  expect(await program).toMatchObject({ type: 6 })
  await expect(browse('https://elsewhere.example')).rejects.toThrow('No access token provided')
  await expect(browse(undefined)).rejects.toThrow('No access token provided')
  await expect(browse(origin, `colombier_session=${newToken()}`)).rejects.toThrow('Invalid access token.')
})

test('who signed out hears nothing more', async () => {
  const eve = await makeCaller(database.db, 'user')
  const stays = await connect('/user-notifications', { accessToken: ada.token })
  const leaves = await connect('/user-notifications', { accessToken: eve.token })
  await database.db.query('UPDATE channel SET account_id = $1 WHERE id = $2', [eve.accountId, ada.channelId])
  await database.db.query('DELETE FROM oauth_token WHERE user_id = $1', [eve.userId])
  // What this server remembers of a token.
  await new Promise(resolve => setTimeout(resolve, 3100))
  const heard: unknown[] = []
  leaves.onAny(event => heard.push(event))
  const ended = hear(leaves, 'disconnect')
  await publish()
  await ended
  expect(heard).toEqual([])
  expect(stays.connected).toBe(true)
  await database.db.query('UPDATE channel SET account_id = $1 WHERE id = $2', [ada.accountId, ada.channelId])
})

test.each([
  ['/user-notifications', {}, 'No access token provided'],
  ['/user-notifications', { accessToken: 'nope' }, 'Invalid access token.'],
  ['/user-notifications', { accessToken: { a: 1 } }, 'No access token provided'],
  ['/runners', {}, 'No runner token provided'],
  ['/runners', { runnerToken: 'nope' }, 'Invalid runner token.'],
  ['/', {}, 'There is nothing here.'],
  ['/nothing', {}, 'Invalid namespace']
])('%s with %j is refused', async (namespace, auth, reason) => {
  await expect(connect(namespace, auth)).rejects.toThrow(reason)
})

test('runners are told of work, once for what comes together, and reminded of what is left', async () => {
  const { db } = database
  await insertRegistrationToken(db, 'registration')
  const registration = { registrationToken: 'registration', name: 'r', description: null, version: null }
  await insertRunner(db, registration, { tokenHash: hashRunnerToken('token'), ip: '' })
  const runner = await connect('/runners', { runnerToken: 'token' })
  let count = 0
  runner.on('available-jobs', () => count++)
  const video = await aVideo(db, ada.channelId)
  const job = { type: 'vod-hls-transcoding', subject: 's', videoId: video.id, notes: {}, priority: 1 } as const
  const told = hear(runner, 'available-jobs')
  for (const part of [240, 360])
    await db.transaction(tx => offerRunnerJobs(tx, [{ ...job, part, output: { resolution: part, fps: 30 } }]))
  await told
  expect(count).toBe(1)

  await db.query("UPDATE runner_job SET updated_at = now() - interval '1 minute'")
  const reminded = hear(runner, 'available-jobs')
  await remindRunners(db)
  await reminded
})

test('other requests are answered as before', async () => {
  expect(await (await fetch(`${origin}/videos`)).text()).toBe('a page')
})

test('after the database connection broke, news is heard again', async () => {
  const client = await connect('/user-notifications', { accessToken: ada.token })
  const { rows: broken } = await database.db.query<{ pid: number }>(
    `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()`
  )
  const isListening = async () => {
    const { rows } = await database.db.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'"
    )
    // Those that were told to end are there for a moment yet.
    return rows.filter(({ pid }) => !broken.some(one => one.pid === pid)).length >= broken.length
  }
  await expect.poll(isListening, { timeout: 8000 }).toBe(true)
  const heard = hear(client, 'new-notification')
  await publish()
  expect(await heard).toMatchObject({ type: 6 })
})
