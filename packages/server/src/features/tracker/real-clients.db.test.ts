/** bittorrent-tracker's own client, which players and WebTorrent use, with WebRTC and without. */
import type { EventEmitter } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { idOf, openTrackerBench, type TrackerBench } from '../../../../../tests/support/tracker-bench.ts'

interface Client extends EventEmitter {
  start(): void
  scrape(): void
  destroy(): void
}
type ClientClass = new (options: object) => Client

interface Channel extends EventEmitter {
  send(text: string): void
  destroy(): void
}

let bench: TrackerBench
let TrackerClient: ClientClass
let wrtc: object
const clients: Client[] = []

beforeAll(async () => {
  bench = await openTrackerBench()
  TrackerClient = ((await import('bittorrent-tracker/client' as string)) as { default: ClientClass }).default
  wrtc = await import('webrtc-polyfill' as string)
  // As the seeders have it: otherwise each side waits out five seconds for each connection.
  await import('../../platform/torrent/gathered.ts')
})
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
})
afterAll(() => bench.close())

function open(hash: string, name: string, options: object): Client {
  const client = new TrackerClient({ infoHash: hash, peerId: Buffer.from(idOf(name)), port: 6881, ...options })
  clients.push(client)
  return client
}

const hear = (emitter: EventEmitter, event: string) => new Promise<unknown>(resolve => emitter.once(event, resolve))

/** The first other client that a client is connected with. What it hears meanwhile must not be missed. */
const meet = (client: Client) =>
  new Promise<Channel>(resolve =>
    client.on('peer', (channel: Channel) => void channel.once('connect', () => resolve(channel)))
  )

test('two players find each other, and speak without the server', async () => {
  const { swarmHashes } = await bench.video()
  // Clients of one address share a connection, as those of one page do.
  const [ada, bob] = ['ada', 'bob'].map(name => {
    const announce = [`ws://${bench.host}/tracker/socket?${name}`]
    return open(swarmHashes[0]!, name, { announce, wrtc, rtcConfig: { iceServers: [] } })
  }) as [Client, Client]
  const met = Promise.all([ada, bob].map(meet))
  // Each may have offered the other a connection: what one of them says comes over whichever was ready first.
  const heard = new Promise<unknown>(resolve =>
    bob.on('peer', (channel: Channel) => void channel.once('data', resolve))
  )
  ada.start()
  expect(await hear(ada, 'update')).toMatchObject({ complete: 0, incomplete: 1 })
  bob.start()
  const channels = await met
  channels[0]!.send('Hello')
  expect(Buffer.from((await heard) as Uint8Array).toString()).toBe('Hello')
  for (const channel of channels) channel.destroy()
})

test('BitTorrent clients find each other, and learn how many there are', async () => {
  const { infoHash } = await bench.video()
  const options = { announce: [`http://${bench.host}/tracker/announce`], wrtc: false }
  const seeder = open(infoHash, 'seeder', { ...options, getAnnounceOpts: () => ({ left: 0 }) })
  seeder.start()
  await hear(seeder, 'update')
  const other = open(infoHash, 'other', { ...options, port: 6882, getAnnounceOpts: () => ({ left: 9 }) })
  const met = hear(other, 'peer')
  other.start()
  expect(await met).toBe('127.0.0.1:6881')
  const scraped = hear(other, 'scrape')
  other.scrape()
  expect(await scraped).toMatchObject({ complete: 1, incomplete: 1 })
})

test('a client that is refused is told why', async () => {
  const client = open('ab'.repeat(20), 'stranger', { announce: [`http://${bench.host}/tracker/announce`], wrtc: false })
  const warned = hear(client, 'warning')
  client.start()
  expect(String(await warned)).toContain('This is not shared here')
})
