/** Saving a video from its page: what the forms do, what is told of it, and where visitors are led. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { pageVideo } from '../../../../../tests/support/page-video.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const as = { authorization: 'ada' }
const calls: unknown[] = []
const NAMELESS = new AppError('invalid', 'Too long.', { field: 'displayName' })
let refusal: AppError | undefined
let bench: PageBench

beforeAll(async () => {
  const call: CallOperation = async <Answer>(
    id: string,
    { params, query, body }: { params?: unknown; query?: unknown; body?: unknown }
  ) => {
    const type = Number((query as Record<string, string> | undefined)?.['playlistType'])
    const lists = { total: 1, data: [{ id: type * 10, displayName: `List ${type}`, type: { id: type } }] }
    if (id === 'getAccountPlaylists') return lists as Answer
    if (id === 'doVideosExistInPlaylists') return { 5: [{ playlistId: 10, playlistElementId: 77 }] } as Answer
    calls.push([id, params ?? null, body ?? null])
    if (refusal) throw refusal
    return { videoPlaylist: { id: 10 } } as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, {
    call,
    openVideo: async () => pageVideo()
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  calls.splice(0)
  refusal = undefined
})

async function post(form: Record<string, string>, headers: Record<string, string> = as) {
  const answer = await bench.fetch('/w/s/save', { method: 'POST', body: new URLSearchParams(form), headers })
  return answer.headers.get('location') ?? answer.status
}

test('a member sees which of their lists hold the video, and what was just done', async () => {
  expect((await bench.show('/w/s?saved=removed-20', as)).page).toMatchObject({
    saving: {
      lists: [
        { id: 20, isWatchLater: true, elementId: null },
        { id: 10, displayName: 'List 1', elementId: 77 }
      ],
      said: { deed: 'removed', displayName: 'List 2', isWatchLater: true }
    }
  })
  expect((await bench.show('/w/s?saved=hacked-20', as)).page).toMatchObject({ saving: { said: null } })
  expect((await bench.show('/w/s')).page).toMatchObject({ saving: null })
})

test('it is put into a list, taken out, and put into a new one', async () => {
  expect(await post({ form: 'add', list: '20' })).toBe('/w/s?saved=added-20#save')
  expect(await post({ form: 'remove', list: '10', element: '77' })).toBe('/w/s?saved=removed-10#save')
  expect(await post({ form: 'make', displayName: ' Evenings ' })).toBe('/w/s?saved=made-10#save')
  expect(calls).toEqual([
    ['addVideoPlaylistVideo', { playlistId: '20' }, { videoId: 's' }],
    ['delVideoPlaylistVideo', { playlistId: '10', playlistElementId: '77' }, null],
    ['addPlaylist', null, { displayName: 'Evenings' }],
    ['addVideoPlaylistVideo', { playlistId: '10' }, { videoId: 's' }]
  ])
})

test.each([
  [{ form: 'add', list: '99' }, new AppError('forbidden', 'Not yours.'), 403, { kind: 'refused', fields: [] }],
  [{ form: 'remove', list: '10', element: '7' }, new AppError('not_found', 'Gone.'), 404, { kind: 'gone', fields: [] }],
  [{ form: 'make', displayName: 'x'.repeat(121) }, NAMELESS, 400, { kind: 'invalid', fields: ['displayName'] }],
  [{ form: 'add', list: 'all' }, undefined, 400, { kind: 'invalid', fields: [] }]
])('what is refused of %j is told on the page', async (form, error, status, fault) => {
  refusal = error
  const shown = await bench.show('/w/s/save', as, form as Record<string, string>)
  const refused = { form: 'save', id: '', values: form, ...fault }
  expect([shown.status, shown.page]).toEqual([
    status,
    expect.objectContaining({ kind: 'watch', refused, saving: expect.objectContaining({ said: null }) })
  ])
})

test('who is not signed in is asked to, and comes back to the video', async () => {
  expect(await post({ form: 'add', list: '20' }, {})).toBe('/login?next=%2Fw%2Fs')
  expect(calls).toEqual([])
})
