import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const PATH = '/admin/delivery'
const FIGURES = {
  downloadedBytesHTTP: 100,
  downloadedBytesP2P: 300,
  uploadedBytesP2P: 300,
  reports: 4,
  sentBytes: 120,
  p2pShare: 0.75
}
let bench: PageBench

beforeAll(async () => {
  const video = { id: 1, uuid: 'u', shortUUID: 'short', name: 'Summer' }
  bench = await openPageBench({ ada, mona, ruth } as unknown as People, {
    readDelivery: async () => ({
      startDate: '2026-02-27',
      endDate: '2026-03-01',
      total: FIGURES,
      days: [{ day: '2026-02-28', ...FIGURES }]
    }),
    listVideoDelivery: async ({ start, count }) => ({ total: start + count, data: [{ video, ...FIGURES }] })
  })
})
afterAll(() => bench.close())

test('administrators see every day, and the videos page by page', async () => {
  const { status, page } = await bench.show(`${PATH}?page=2`, { authorization: 'ruth' })
  expect(status).toBe(200)
  expect(page).toMatchObject({
    kind: 'delivery',
    page: 2,
    videosTotal: 48,
    total: FIGURES,
    tracker: { enabled: true, swarms: 2, webSocket: 3, http: 1 },
    seeding: { enabled: true, torrents: 0, givenBytes: 30 },
    days: [
      { day: '2026-02-27', p2pShare: null },
      { day: '2026-02-28', ...FIGURES },
      { day: '2026-03-01', reports: 0 }
    ],
    videos: [{ name: 'Summer', watchPath: '/w/short', p2pShare: 0.75 }]
  })
})

test('nobody else does', async () => {
  for (const authorization of ['ada', 'mona']) {
    const { status, page } = await bench.show(PATH, { authorization })
    expect([status, page.kind]).toEqual([403, 'error'])
  }
  const answer = await bench.fetch(PATH)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?next=%2Fadmin%2Fdelivery'])
})
