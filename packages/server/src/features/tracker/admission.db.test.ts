import { afterAll, beforeAll, expect, test } from 'vitest'
import { ORIGIN, openTrackerBench, type TrackerBench } from '../../../../../tests/support/tracker-bench.ts'
import { findShared, forgetOldSwarms, registerSwarms } from './store.ts'

let bench: TrackerBench

beforeAll(async () => {
  bench = await openTrackerBench()
})
afterAll(() => bench.close())

const isShared = async (hash: string) => (await findShared(bench.db, [hash])).length > 0

test.each([
  ['public', {}, true],
  ['unlisted', { privacy: 2 }, true],
  ['private', { privacy: 3 }, false],
  ['internal', { privacy: 4 }, false],
  ['password protected', { privacy: 5, passwords: ['sesame'] }, false],
  ['not yet published', { columns: { state: 2 } }, false],
  ['still growing', { isFinal: false }, true]
])('the hashes of a %s video', async (_name, change, expected) => {
  const video = await bench.video(change)
  for (const hash of [video.infoHash, ...video.swarmHashes]) expect(await isShared(hash)).toBe(expected)
})

test('of a blocked or deleted video nothing is shared', async () => {
  const blocked = await bench.video()
  const deleted = await bench.video()
  expect(await findShared(bench.db, [blocked.infoHash, deleted.swarmHashes[0]!])).toHaveLength(2)
  await bench.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [blocked.id])
  await bench.db.query('DELETE FROM video WHERE id = $1', [deleted.id])
  for (const { infoHash, swarmHashes } of [blocked, deleted])
    expect(await findShared(bench.db, [infoHash, ...swarmHashes])).toEqual([])
})

test('a playlist under new names has new hashes, and no others', async () => {
  const video = await bench.video()
  await bench.db.query("UPDATE streaming_playlist SET master_name = 'new.m3u8' WHERE video_id = $1", [video.id])
  expect(await isShared(video.swarmHashes[0]!)).toBe(true)
  expect(await registerSwarms(bench.db, ORIGIN)).toBe(1)
  expect(await registerSwarms(bench.db, ORIGIN)).toBe(0)
  expect(await isShared(video.swarmHashes[0]!)).toBe(false)
})

test('all hashes are computed again when the server has another address', async () => {
  const video = await bench.video()
  await forgetOldSwarms(bench.db, ORIGIN)
  expect(await registerSwarms(bench.db, ORIGIN)).toBe(0)
  await forgetOldSwarms(bench.db, 'https://elsewhere.example')
  while ((await registerSwarms(bench.db, 'https://elsewhere.example')) > 0);
  expect(await isShared(video.swarmHashes[0]!)).toBe(false)
  await forgetOldSwarms(bench.db, ORIGIN)
  while ((await registerSwarms(bench.db, ORIGIN)) > 0);
  expect(await isShared(video.swarmHashes[0]!)).toBe(true)
})
