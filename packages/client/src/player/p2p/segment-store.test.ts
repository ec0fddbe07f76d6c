import { expect, test } from 'vitest'
import { SegmentStore } from './segment-store.ts'

const put = (store: SegmentStore, id: number, bytes = 10) =>
  store.storeSegment('swarm', 'stream', id, new ArrayBuffer(bytes), id * 10, id * 10 + 10)
const ids = (store: SegmentStore) => store.getStoredSegmentIds('swarm', 'stream')

test('what was watched longest ago goes first, and others are told', async () => {
  const store = new SegmentStore(50)
  const told: string[] = []
  store.setSegmentChangeCallback(stream => told.push(stream))
  for (const id of [0, 1, 2, 3, 4]) await put(store, id)
  store.onPlaybackUpdated(45)
  told.length = 0
  await put(store, 5)
  expect([ids(store), told]).toEqual([
    [1, 2, 3, 4, 5],
    ['stream', 'stream']
  ])
  expect(store.getUsage()).toEqual({ totalCapacity: 50, usedCapacity: 20 })
  expect((await store.getSegmentData('swarm', 'stream', 4))?.byteLength).toBe(10)
})

test('after a jump back, what comes last goes, and what comes next stays', async () => {
  const store = new SegmentStore(50)
  for (const id of [0, 1, 10, 11, 12]) await put(store, id)
  store.onPlaybackUpdated(0)
  await put(store, 2)
  expect(ids(store)).toEqual([0, 1, 10, 11, 2])
  await put(store, 2)
  expect(store.getUsage().usedCapacity).toBe(50)
})

test('a segment is told of though the loader has just told something else', async () => {
  const store = new SegmentStore(50)
  const sent: (readonly number[])[] = []
  let isWaiting = false
  // As p2p-media-loader's `broadcastAnnouncement`.
  const announce = () => {
    if (isWaiting) return
    isWaiting = true
    const present = ids(store)
    queueMicrotask(() => {
      sent.push(present)
      isWaiting = false
    })
  }
  store.setSegmentChangeCallback(announce)
  announce()
  void put(store, 7)
  await new Promise(resolve => setTimeout(resolve))
  expect(sent).toEqual([[], [7]])
})
