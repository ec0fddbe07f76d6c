import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const PAGE = '/my-account/import-export'
const LATEST = {
  id: 4,
  state: { id: 3, label: 'Completed' },
  createdAt: '2026-01-01T00:00:00.000Z',
  resultSummary: null
}
let quota = { videoQuota: -1, videoQuotaDaily: -1 }
let latest: object | undefined
let bench: PageBench
let limitless: PageBench

beforeAll(async () => {
  const call: CallOperation = async <Answer>(id: string, { params }: { params?: unknown }) => {
    if (id === 'getUserInfo') return quota as Answer
    if (id === 'getMyVideoQuotaUsed') return { videoQuotaUsed: 700, videoQuotaUsedDaily: 100 } as Answer
    expect([id, params]).toEqual(['getLatestUserImport', { userId: '1' }])
    if (!latest) throw new AppError('not_found', 'User import not found')
    return latest as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
  limitless = await openPageBench({ ada } as unknown as People, { call, maxUploadBytes: -1 })
})
afterAll(() => Promise.all([bench.close(), limitless.close()]))

const shown = async () => (await bench.show(PAGE, { authorization: 'ada' })).page

test('members learn what an archive may weigh, and what came of the newest', async () => {
  expect(await shown()).toMatchObject({ kind: 'archive', userId: 1, maxBytes: 1000, latest: null })
  latest = LATEST
  quota = { videoQuota: 1000, videoQuotaDaily: 350 }
  expect(await shown()).toMatchObject({ maxBytes: 250, latest: LATEST })
  quota = { videoQuota: 600, videoQuotaDaily: -1 }
  expect(await shown()).toMatchObject({ maxBytes: 0 })
})

test('who sends films learns what they have room for, today and in all', async () => {
  const left = async () => (await bench.show('/videos/upload', { authorization: 'ada' })).page
  quota = { videoQuota: 1000, videoQuotaDaily: 350 }
  expect(await left()).toMatchObject({ kind: 'upload', maxSizeBytes: 1000, quotaLeftBytes: 250 })
  quota = { videoQuota: 600, videoQuotaDaily: -1 }
  expect(await left()).toMatchObject({ quotaLeftBytes: 0 })
})

test('where the server sets no limit, pages name none', async () => {
  quota = { videoQuota: -1, videoQuotaDaily: -1 }
  const { page } = await limitless.show(PAGE, { authorization: 'ada' })
  const upload = await limitless.show('/videos/upload', { authorization: 'ada' })
  expect([page, upload.page]).toMatchObject([
    { maxBytes: null },
    { kind: 'upload', maxSizeBytes: null, quotaLeftBytes: null }
  ])
})

test('visitors are asked to sign in', async () => {
  const { status, headers } = await bench.fetch(PAGE, { redirect: 'manual' })
  expect([status, headers.get('location')]).toEqual([303, `/login?next=${encodeURIComponent(PAGE)}`])
})
