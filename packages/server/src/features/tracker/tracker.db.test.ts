import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  asBytes,
  encoded,
  idOf,
  openTrackerBench,
  type TrackerBench
} from '../../../../../tests/support/tracker-bench.ts'

let bench: TrackerBench

beforeAll(async () => {
  bench = await openTrackerBench()
})
afterAll(() => bench.close())

const OFFER = { offer: { type: 'offer', sdp: 'from ada' }, offer_id: idOf('1') }

test('two players find each other, and hear when the other is gone', async () => {
  const { swarmHashes } = await bench.video()
  const hash = swarmHashes[0]!
  const bob = await bench.connect()
  expect(await bob.announce(hash, { peer_id: idOf('bob'), event: 'started', left: null, offers: [] })).toMatchObject({
    action: 'announce',
    complete: 0,
    incomplete: 1,
    interval: 120,
    info_hash: asBytes(hash)
  })

  const ada = await bench.connect()
  const heard = bob.next()
  expect(await ada.announce(hash, { peer_id: idOf('ada'), offers: [OFFER] })).toMatchObject({ incomplete: 2 })
  expect(await heard).toMatchObject({ offer: OFFER.offer, offer_id: OFFER.offer_id, peer_id: idOf('ada') })
  const answered = ada.next()
  bob.send({
    action: 'announce',
    info_hash: asBytes(hash),
    peer_id: idOf('bob'),
    to_peer_id: idOf('ada'),
    answer: { type: 'answer', sdp: 'from bob' },
    offer_id: OFFER.offer_id
  })
  expect(await answered).toMatchObject({ answer: { sdp: 'from bob' }, peer_id: idOf('bob') })

  bob.ws.close()
  await bob.closed
  await expect.poll(() => bench.tracker.counts().leechers).toBe(1)
  ada.ws.close()
  await expect.poll(() => bench.tracker.counts()).toMatchObject({ swarms: 0, leechers: 0, sockets: 0 })
})

test('a player with another id in each swarm leaves them all when its connection ends', async () => {
  const { swarmHashes } = await bench.video()
  const ada = await bench.connect()
  for (const [index, hash] of swarmHashes.entries()) await ada.announce(hash, { peer_id: idOf(`ada${index}`) })
  expect(bench.tracker.counts()).toMatchObject({
    swarms: swarmHashes.length,
    webSocket: swarmHashes.length,
    sockets: 1
  })
  ada.ws.terminate()
  await expect.poll(() => bench.tracker.counts()).toMatchObject({ swarms: 0, webSocket: 0, sockets: 0 })
})

test('BitTorrent clients find each other, and are counted', async () => {
  const { infoHash } = await bench.video()
  const ask = { info_hash: encoded(infoHash), uploaded: 0, downloaded: 0, compact: 1 }
  const seeder = { ...ask, peer_id: idOf('seeder'), port: 6881, left: 0, event: 'started' }
  const first = await bench.get('announce', seeder, '192.0.2.1')
  expect(first.headers.get('cache-control')).toBe('no-store')
  expect(await first.text()).toContain('8:completei1e')

  const answer = Buffer.from(
    await (
      await bench.get('announce', { ...ask, peer_id: idOf('other'), port: 258, left: 9 }, '192.0.2.2')
    ).arrayBuffer()
  )
  expect(answer.toString('latin1')).toContain(
    `5:peers6:${String.fromCharCode(192, 0, 2, 1)}${String.fromCharCode(0x1a, 0xe1)}`
  )
  expect(bench.tracker.counts()).toMatchObject({ swarms: 1, seeders: 1, leechers: 1, http: 2, webSocket: 0 })

  const scraped = await bench.get('scrape', { info_hash: encoded(infoHash) })
  expect(Buffer.from(await scraped.arrayBuffer()).toString('latin1')).toBe(
    `d5:filesd20:${asBytes(infoHash)}d8:completei1e10:downloadedi1e10:incompletei1eeee`
  )
  await bench.get('announce', { ...seeder, event: 'stopped' }, '192.0.2.1')
  await bench.get('announce', { ...ask, peer_id: idOf('other'), port: 258, event: 'stopped' }, '192.0.2.2')
  expect(bench.tracker.counts()).toMatchObject({ swarms: 0, http: 0 })
})

test('IPv6 addresses are told too, and only real ones', async () => {
  const { infoHash } = await bench.video()
  const ask = { info_hash: encoded(infoHash), peer_id: idOf('six'), port: 258, left: 0 }
  await bench.get('announce', ask, '2001:db8::1')
  const answer = await bench.get('announce', { ...ask, peer_id: idOf('four') }, '192.0.2.4')
  expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toContain('6:peers618: \u0001\r¸')
  expect(await (await bench.get('announce', ask, 'nonsense')).text()).toContain('Your address is not known')
  for (const [id, from] of [
    ['six', '2001:db8::1'],
    ['four', '192.0.2.4']
  ] as const)
    await bench.get('announce', { ...ask, peer_id: idOf(id), event: 'stopped' }, from)
})

test('what is not ours is refused, and the connection stays', async () => {
  const { swarmHashes } = await bench.video()
  const closed = await bench.video({ privacy: 3 })
  const ada = await bench.connect()
  for (const hash of ['ab'.repeat(20), closed.infoHash, closed.swarmHashes[0]!])
    expect(await ada.announce(hash)).toEqual({
      action: 'announce',
      info_hash: asBytes(hash),
      'failure reason': 'This is not shared here'
    })
  expect(await ada.announce(swarmHashes[0]!)).toMatchObject({ incomplete: 1 })
  const http = { info_hash: encoded('ab'.repeat(20)), peer_id: idOf('x'), port: 1 }
  expect(await (await bench.get('announce', http)).text()).toBe('d14:failure reason23:This is not shared heree')
  expect(bench.tracker.counts()).toMatchObject({ swarms: 1, http: 0 })
  ada.ws.terminate()
})

test('copies of other servers’ videos are shared too', async () => {
  const ada = await bench.connect()
  bench.setMirrored(['cd'.repeat(20)])
  expect(await ada.announce('cd'.repeat(20))).toMatchObject({ incomplete: 1 })
  await bench.tracker.sweep()
  expect(bench.tracker.counts().swarms).toBe(1)
  bench.setMirrored([])
  await bench.tracker.sweep()
  expect(await ada.next()).toMatchObject({ 'failure reason': 'This is not shared here' })
  expect(bench.tracker.counts().swarms).toBe(0)
  ada.ws.terminate()
})

test('a playlist that has just appeared is known at once', async () => {
  const video = await bench.video({ isFinal: false })
  await bench.db.query("UPDATE streaming_playlist SET swarms_of = NULL, swarm_hashes = '{}' WHERE video_id = $1", [
    video.id
  ])
  const ada = await bench.connect()
  expect(await ada.announce(video.swarmHashes[0]!)).toMatchObject({ incomplete: 1 })
  ada.ws.terminate()
})

test.each([
  ['private', 'UPDATE video SET privacy = 3 WHERE id = $1'],
  ['blocked', 'INSERT INTO video_block (video_id, type) VALUES ($1, 1)'],
  ['deleted', 'DELETE FROM video WHERE id = $1']
])('who shares a video that is %s from now on is told so', async (_name, change) => {
  const { id, swarmHashes, infoHash } = await bench.video()
  const ada = await bench.connect()
  await ada.announce(swarmHashes[0]!)
  await ada.announce(infoHash)
  await bench.db.query(change, [id])
  await bench.tracker.sweep()
  const told = [await ada.next(), await ada.next()]
  expect(told.map(message => message['failure reason'])).toEqual(Array(2).fill('This is not shared here'))
  expect(await ada.announce(infoHash, { event: 'started' })).toHaveProperty('failure reason')
  ada.ws.terminate()
  await expect.poll(() => bench.tracker.counts()).toMatchObject({ swarms: 0, sockets: 0 })
})

test('scraping tells of swarms that are named, and of no others', async () => {
  const { swarmHashes } = await bench.video()
  const ada = await bench.connect()
  await ada.announce(swarmHashes[0]!)
  ada.send({ action: 'scrape', info_hash: asBytes(swarmHashes[0]!) })
  expect(await ada.next()).toMatchObject({ files: { [asBytes(swarmHashes[0]!)]: { complete: 0, incomplete: 1 } } })
  ada.send({ action: 'scrape' })
  expect(await ada.next()).toMatchObject({ 'failure reason': 'This is neither an announce nor a scrape' })
  expect(await (await bench.get('scrape', {})).text()).toBe('d14:failure reason17:invalid info_hashe')
  ada.ws.terminate()
})

test('turned off, it is closed to all', async () => {
  const { swarmHashes, infoHash } = await bench.video()
  const ada = await bench.connect()
  await ada.announce(swarmHashes[0]!)
  bench.setEnabled(false)
  expect(await bench.knock()).toBe(403)
  const answer = await bench.get('announce', { info_hash: encoded(infoHash), peer_id: idOf('x'), port: 1 })
  expect([answer.status, await answer.text()]).toEqual([403, 'd14:failure reason26:This tracker is turned offe'])
  await bench.tracker.sweep()
  expect(await ada.closed).toBe(1001)
  expect(bench.tracker.counts()).toMatchObject({ enabled: false, swarms: 0 })
  bench.setEnabled(true)
  expect(await bench.knock()).toBe(101)
})
