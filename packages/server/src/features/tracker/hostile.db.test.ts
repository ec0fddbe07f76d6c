/** Whoever sends anything, much of it, or too much. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import {
  asBytes,
  encoded,
  idOf,
  openTrackerBench,
  type TrackerBench
} from '../../../../../tests/support/tracker-bench.ts'

let database: FreshDatabase
let bench: TrackerBench

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())
afterEach(() => bench.close())

const offers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ offer: { type: 'offer', sdp: 'x' }, offer_id: idOf(`${index}`) }))

test('what is no message is refused, and harms nobody', async () => {
  bench = await openTrackerBench({ database, limitFactor: 0 })
  const { swarmHashes } = await bench.video()
  const hash = swarmHashes[0]!
  const [ada, bob] = [await bench.connect(), await bench.connect()]
  await bob.announce(hash, { peer_id: idOf('bob') })
  const announce = { action: 'announce', info_hash: asBytes(hash), peer_id: idOf('ada') }
  const wrong = [
    ...['', 'null', '[]', '1', '"announce"', '{', Buffer.from([0, 255, 254])],
    ...[
      { action: 'drop' },
      { action: '__proto__' },
      { ...announce, info_hash: 'short' },
      { ...announce, info_hash: 7 }
    ],
    ...[
      { ...announce, info_hash: 'é€'.repeat(10) },
      { ...announce, peer_id: [] },
      { ...announce, offers: [null] }
    ],
    ...[
      { ...announce, offers: [{}] },
      { ...announce, offers: { length: 9 } },
      { ...announce, offers: offers(21) }
    ],
    ...[{ ...announce, offers: [{ offer: { type: 'offer', sdp: 'x'.repeat(30_000) }, offer_id: idOf('1') }] }],
    ...[
      { ...announce, answer: { type: 'answer', sdp: 'x' } },
      { ...announce, answer: 'yes', to_peer_id: idOf('bob') }
    ],
    ...[
      { action: 'scrape', info_hash: Array(71).fill(asBytes(hash)) },
      { action: 'scrape', info_hash: [] }
    ]
  ]
  for (const message of wrong) {
    ada.send(message)
    expect(await ada.next()).toHaveProperty('failure reason')
  }
  for (const event of ['sleep', 'constructor', '__proto__', ''])
    expect(await ada.announce(hash, { event })).toHaveProperty(event === '' ? 'incomplete' : 'failure reason')
  // Answers to nobody, and by somebody who is nowhere, are passed over.
  ada.send({ ...announce, answer: { type: 'answer', sdp: 'x' }, to_peer_id: idOf('nobody'), offer_id: idOf('1') })
  const heard = bob.next()
  expect(await ada.announce(hash, { peer_id: idOf('ada'), offers: offers(20) })).toMatchObject({ incomplete: 2 })
  expect(await heard).toMatchObject({ offer: { type: 'offer', sdp: 'x' }, peer_id: idOf('ada') })
  for (const query of [{}, { info_hash: 'a' }, { info_hash: encoded(hash), peer_id: idOf('x') }])
    expect(await (await bench.get('announce', query)).text()).toMatch(/^d14:failure reason/)
  const strange = { info_hash: encoded(hash), peer_id: idOf('x'), port: 1, left: 'x', numwant: -5 }
  const more = { socket: 'x', offers: 'x', type: 'ws', ip: '192.0.2.1', event: 'started' }
  expect(await (await bench.get('announce', { ...strange, ...more })).text()).toContain('10:incompletei3e')
})

test('a huge frame ends its connection, and no other', async () => {
  bench = await openTrackerBench({ database })
  const { swarmHashes } = await bench.video()
  const [ada, bob] = [await bench.connect(), await bench.connect()]
  ada.send(Buffer.alloc(200_000, ' '))
  expect(await ada.closed).toBe(1009)
  expect(await bob.announce(swarmHashes[0]!)).toMatchObject({ incomplete: 1 })
})

test('unknown hashes by the thousand leave nothing behind, and use up who asks', async () => {
  bench = await openTrackerBench({ database, limits: { announcesPerMinute: 40 } })
  const ada = await bench.connect('192.0.2.1')
  const answers: unknown[] = [(await ada.announce('f'.repeat(40)))['failure reason']]
  ada.ws.on('message', bytes => answers.push(JSON.parse(String(bytes))['failure reason']))
  for (let index = 0; index < 1000 && ada.ws.readyState === ada.ws.OPEN; index++) {
    const hash = index.toString(16).padStart(40, '0')
    ada.send({ action: 'announce', info_hash: asBytes(hash), peer_id: idOf('ada') })
    if (index % 100 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  await ada.closed
  // The last answers are lost with the connection.
  expect(['This is not shared here', 'Too many requests, please try again later']).toEqual(
    expect.arrayContaining([...new Set(answers)])
  )
  expect(bench.tracker.counts()).toMatchObject({ swarms: 0, webSocket: 0 })
  const { swarmHashes } = await bench.video()
  const bob = await bench.connect('192.0.2.2')
  expect(await bob.announce(swarmHashes[0]!)).toMatchObject({ incomplete: 1 })
  expect(await bench.knock('192.0.2.1')).toBe(429)
})

test('connections are limited for an address, and for all', async () => {
  bench = await openTrackerBench({ database, limits: { socketsPerAddress: 2, sockets: 3 } })
  const first = await bench.connect('2001:db8::1')
  await bench.connect('2001:db8::2')
  // The same /64 is the same house.
  expect(await bench.knock('2001:db8::3')).toBe(429)
  await bench.connect('192.0.2.1')
  expect(await bench.knock('192.0.2.2')).toBe(503)
  first.ws.close()
  await first.closed
  await expect.poll(() => bench.knock('192.0.2.2')).toBe(101)
})

test('peers are limited for an address, for a swarm, and for all', async () => {
  bench = await openTrackerBench({ database, limits: { peersPerAddress: 2, peersPerSwarm: 3, peers: 4 } })
  const [one, two] = [(await bench.video()).infoHash, (await bench.video()).infoHash]
  const join = async (hash: string, address: string, port: number) => {
    const query = { info_hash: encoded(hash), peer_id: idOf('x'), port }
    return (await (await bench.get('announce', query, address)).text()).replace(/^d14:failure reason\d+:(.*)e$/, '$1')
  }
  expect(await join(one, '192.0.2.1', 1)).toContain('10:incompletei1e')
  expect(await join(one, '192.0.2.1', 2)).toContain('10:incompletei2e')
  expect(await join(one, '192.0.2.1', 2)).toContain('10:incompletei2e')
  expect(await join(two, '192.0.2.1', 3)).toBe('Too many peers from this address')
  expect(await join(one, '192.0.2.2', 1)).toContain('10:incompletei3e')
  expect(await join(one, '192.0.2.3', 1)).toBe('Too many peers')
  expect(await join(two, '192.0.2.2', 1)).toContain('10:incompletei1e')
  expect(await join(two, '192.0.2.3', 1)).toBe('Too many peers')
  expect(bench.tracker.counts()).toMatchObject({ swarms: 2, leechers: 4 })
})

test('nobody takes the place of another', async () => {
  bench = await openTrackerBench({ database })
  const { infoHash } = await bench.video()
  const [ada, thief] = [await bench.connect('192.0.2.1'), await bench.connect('192.0.2.2')]
  await ada.announce(infoHash, { peer_id: idOf('ada') })
  expect(await thief.announce(infoHash, { peer_id: idOf('ada') })).toMatchObject({
    'failure reason': 'This peer_id is taken'
  })
  expect(await thief.announce(infoHash, { peer_id: idOf('ada'), event: 'stopped' })).toMatchObject({ incomplete: 1 })
  // Ada's line broke, and she is back before anybody noticed.
  const again = await bench.connect('192.0.2.1')
  expect(await again.announce(infoHash, { peer_id: idOf('ada') })).toMatchObject({ incomplete: 1 })
  ada.ws.terminate()
  await expect.poll(() => bench.tracker.counts().sockets).toBe(2)
  expect(bench.tracker.counts().webSocket).toBe(1)
})
