/** One's own playlists: what their forms do, and what is refused. The API's operations are tested with the API. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const ADDRESS = '/my-library/video-playlists'
const LIST = `${ADDRESS}/list`
const calls: unknown[] = []
let refusal: AppError | undefined
let bench: PageBench

const playlist = (id: number, type: number, owner = 2) => ({
  id,
  uuid: `u${id}`,
  shortUUID: `s${id}`,
  displayName: `List ${id}`,
  isLocal: true,
  videoChannel: null,
  type: { id: type },
  privacy: { id: 3 },
  ownerAccount: { id: owner }
})
const FILMS = [{ name: 'First', duration: 9, channel: { displayName: 'Club' }, thumbnailPath: '/t.jpg' }, null]

beforeAll(async () => {
  const call: CallOperation = async <Answer>(
    id: string,
    { params, query, body }: { params?: unknown; query?: unknown; body?: unknown }
  ) => {
    const { playlistType, start, count } = (query ?? {}) as Record<string, string>
    const answers: Record<string, () => unknown> = {
      getAccountPlaylists: () => ({ total: 30, data: [playlist(Number(playlistType), Number(playlistType))] }),
      getPlaylist: () => {
        if ((params as { playlistId: string }).playlistId === '-') throw new AppError('invalid', 'x')
        return playlist(1, 1, (params as { playlistId: string }).playlistId === 'foreign' ? 7 : 2)
      },
      getVideoPlaylistVideos: () => ({
        total: 2,
        data: FILMS.map((video, at) => ({
          id: at + 50,
          position: at + 1,
          startTimestamp: null,
          stopTimestamp: 8,
          video
        }))
          .slice(Number(start))
          .slice(0, Number(count))
      })
    }
    if (answers[id]) return answers[id]() as Answer
    calls.push([id, ...(params ? [params] : []), ...(body ? [body] : [])])
    if (refusal) throw refusal
    return { videoPlaylist: { shortUUID: 'new' } } as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => {
  calls.splice(0)
  refusal = undefined
})

const as = { authorization: 'ada' }
async function post(path: string, form: Record<string, string>) {
  const body = new URLSearchParams(form)
  const { status, headers } = await bench.fetch(path, { method: 'POST', redirect: 'manual', body, headers: as })
  return [status, headers.get('location')]
}

test('the one to watch later comes first, on the first page', async () => {
  const { page } = await bench.show(ADDRESS, as)
  expect(page).toMatchObject({ kind: 'my-playlists', total: 30, playlists: [{ isWatchLater: true }, { id: 1 }] })
  expect((await bench.show(`${ADDRESS}?page=2`, as)).page).toMatchObject({ playlists: [{ id: 1 }] })
  expect((await bench.fetch(ADDRESS)).headers.get('location')).toMatch(/^\/login/)
})

test('a playlist is made and changed, and comes back with what was refused', async () => {
  const details = { displayName: 'Best', description: '', privacy: '1', videoChannelId: '3' }
  expect(await post(ADDRESS, { form: 'create', ...details })).toEqual([303, `${ADDRESS}/new?done=playlist-made`])
  expect(await post(LIST, { form: 'edit', ...details })).toEqual([303, `${LIST}?done=saved`])
  expect(await post(LIST, { form: 'delete' })).toEqual([303, `${ADDRESS}?done=playlist-deleted`])
  const params = { playlistId: 'list' }
  expect(calls).toEqual([
    ['addPlaylist', details],
    ['putPlaylist', params, details],
    ['delPlaylist', params]
  ])
  refusal = new AppError('invalid', 'x', { field: 'videoChannelId' })
  const { status, page } = await bench.show(LIST, as, { form: 'edit', ...details })
  const fault = { form: 'edit', fields: ['videoChannelId'], values: { displayName: 'Best' } }
  expect([status, page]).toMatchObject([400, { outcome: { fault } }])
})

test('one’s own shows what it holds; somebody else’s is refused', async () => {
  expect((await bench.show(LIST, as)).page).toMatchObject({
    kind: 'my-playlist',
    total: 2,
    elements: [
      { id: 50, path: '/w/p/s1?playlistPosition=1', stopSeconds: 8, name: 'First' },
      { id: 51, path: null, name: '' }
    ]
  })
  expect((await bench.show(`${ADDRESS}/foreign`, as)).status).toBe(403)
  expect((await bench.show(`${ADDRESS}/-`, as)).status).toBe(404)
})

test('a video is moved from where it is, is cut, and is taken out', async () => {
  expect(await post(LIST, { form: 'move', id: '51', position: '2', to: '1' })).toEqual([
    303,
    `${LIST}?done=playlist-moved#element-51`
  ])
  await post(LIST, { form: 'move', id: '50', position: '1', to: '101' })
  await post(LIST, { form: 'span', id: '50', startTimestamp: '1:02', stopTimestamp: '' })
  await post(LIST, { form: 'span', id: '50', startTimestamp: 'soon', stopTimestamp: '3' })
  await post(LIST, { form: 'remove', id: '50' })
  const [params, element] = [{ playlistId: 'list' }, { playlistId: 'list', playlistElementId: '50' }]
  expect(calls).toEqual([
    ['reorderVideoPlaylist', params, { startPosition: 2, insertAfterPosition: 0 }],
    ['reorderVideoPlaylist', params, { startPosition: 1, insertAfterPosition: 101 }],
    ['putVideoPlaylistVideo', element, { startTimestamp: 62, stopTimestamp: null }],
    ['putVideoPlaylistVideo', element, { startTimestamp: 'soon', stopTimestamp: 3 }],
    ['delVideoPlaylistVideo', element]
  ])
})

test('a page older than the order moves nothing', async () => {
  const { status, page } = await bench.show(LIST, as, { form: 'move', id: '51', position: '1', to: '2' })
  expect([status, page, calls]).toMatchObject([409, { outcome: { fault: { kind: 'taken' } } }, []])
  expect((await post(LIST, { form: 'move', id: '51', position: '0', to: 'x' }))[0]).toBe(400)
  expect((await post(LIST, { form: 'share' }))[0]).toBe(400)
})

test('a form without a picture is refused', async () => {
  const body = new FormData()
  const answer = await bench.fetch(`${LIST}/thumbnail`, { method: 'POST', headers: as, body })
  expect([answer.status, calls]).toEqual([400, []])
})
