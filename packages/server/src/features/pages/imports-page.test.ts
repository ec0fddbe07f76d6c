import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const ADDRESS = '/my-library/video-imports'
const calls: unknown[] = []
let refusal: AppError | undefined
let bench: PageBench

const IMPORT = { targetUrl: 'https://there.example/x', error: null, createdAt: 'now', video: null }

beforeAll(async () => {
  const call: CallOperation = async <Answer>(id: string, { params, body }: { params?: unknown; body?: unknown }) => {
    if (id === 'getMyVideoImports')
      return {
        total: 2,
        data: [
          { ...IMPORT, id: 1, state: { id: 2 }, video: { name: 'Film', shortUUID: 's' } },
          {
            ...IMPORT,
            id: 2,
            state: { id: 3 },
            error: 'yt-dlp cannot read this page; a newer yt-dlp may. It says: odd'
          }
        ]
      } as Answer
    calls.push([id, body ?? params])
    if (refusal) throw refusal
    return undefined as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => {
  calls.splice(0)
  refusal = undefined
})

const as = { authorization: 'ada' }
const post = (form: Record<string, string>) =>
  bench.fetch(ADDRESS, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers: as })

test('lists what was imported, and why not', async () => {
  const { page } = await bench.show(ADDRESS, as)
  expect(page).toMatchObject({
    kind: 'my-imports',
    isEnabled: false,
    readsPages: true,
    imports: [
      { id: 1, state: 'done', reason: null, video: { name: 'Film', path: '/w/s' } },
      { id: 2, state: 'failed', reason: 'yt-dlp', words: 'odd' }
    ]
  })
  expect((await bench.fetch(ADDRESS, { redirect: 'manual' })).headers.get('location')).toMatch(/^\/login/)
})

test('forms call the operations of the API, and come back', async () => {
  const asked = await post({ do: 'import', targetUrl: ' https://x.example/ ', channelId: '3', privacy: '1', name: '' })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, `${ADDRESS}?done=import`])
  await post({ do: 'import', targetUrl: 'magnet:?xt=x', channelId: '3', privacy: '1', name: 'A' })
  for (const name of ['cancel', 'retry', 'delete']) await post({ do: name, id: '7' })
  expect(calls).toEqual([
    ['importVideo', { targetUrl: 'https://x.example/', channelId: '3', privacy: '1' }],
    ['importVideo', { magnetUri: 'magnet:?xt=x', channelId: '3', privacy: '1', name: 'A' }],
    ...['cancelVideoImport', 'retryVideoImport', 'deleteVideoImport'].map(id => [id, { id: '7' }])
  ])
  expect((await post({ do: 'all' })).status).toBe(400)
})

test.each([
  [new AppError('forbidden', 'x'), 'private'],
  [new AppError('conflict', 'x'), 'conflict'],
  [new AppError('not_found', 'x'), 'conflict'],
  [new AppError('too_many', 'x'), 'too_many']
])('what is refused is told, with what was typed: %s', async (error, fault) => {
  refusal = error
  const { status, page } = await bench.show(ADDRESS, as, { do: 'import', targetUrl: 'https://x.example/', name: 'A' })
  expect([status, page]).toMatchObject([
    400,
    { faults: [fault], typed: { targetUrl: 'https://x.example/', name: 'A' } }
  ])
})
