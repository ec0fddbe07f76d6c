import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const asked: [string, Record<string, unknown>][] = []
let bench: PageBench

beforeAll(async () => {
  const call: CallOperation = async <Answer>(id: string, { params, query }: { params?: unknown; query?: unknown }) => {
    asked.push([id, { ...(params as object), ...(query as object) }])
    if ((params as { id: string }).id === 'theirs') throw new AppError('forbidden', 'Not yours')
    if (id === 'getVideo') return { shortUUID: 's', name: 'Film', duration: 500, views: 3, state: {} } as Answer
    if (id === 'getVideoRetentionStats')
      return { data: Array.from({ length: 500 }, (_, second) => ({ second, retentionPercent: 50 })) } as Answer
    return { data: [], totalViewers: 2 } as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())

test('who published a film sees how it is watched, over the days they choose', async () => {
  const { page } = await bench.show('/stats/videos/s?days=7', { authorization: 'ada' })
  expect(page).toMatchObject({ kind: 'video-stats', days: 7, overall: { totalViewers: 2 }, video: { name: 'Film' } })
  expect((page as unknown as { retention: unknown[] }).retention).toHaveLength(100)
  const [, { startDate, endDate }] = asked.find(([id]) => id === 'getVideoOverallStats')!
  expect(Date.parse(String(endDate)) - Date.parse(String(startDate))).toBe(7 * 86_400_000)
  expect(asked.filter(([id]) => id === 'getVideoTimeseriesStats').map(([, { metric }]) => metric)).toEqual([
    ...(['viewers', 'aggregateWatchTime'] as const)
  ])
  asked.length = 0
  const all = await bench.show('/stats/videos/s?days=1e9', { authorization: 'ada' })
  expect(all.page).toMatchObject({ days: null })
  expect(asked[0]).toEqual(['getVideoOverallStats', { id: 's' }])
})

test('nobody else does', async () => {
  expect((await bench.fetch('/stats/videos/theirs', { headers: { authorization: 'ada' } })).status).toBe(403)
  const visitor = await bench.fetch('/stats/videos/s', { redirect: 'manual' })
  expect(visitor.headers.get('location')).toBe('/login?next=%2Fstats%2Fvideos%2Fs')
})
