/** A playlist's page: which film it opens, what stands beside it, and what is not for this reader. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { pageVideo } from '../../../../../tests/support/page-video.ts'
import type { People } from '../../../../../tests/support/people.ts'
import type { Playlist, PlaylistElement, VideoSummary } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'

let bench: PageBench
const opened: string[] = []

const film = (name: string) =>
  ({
    uuid: name,
    shortUUID: name,
    name,
    channel: { displayName: 'Club' },
    duration: 60,
    thumbnailPath: '/t.jpg',
    embedPath: `/videos/embed/${name}`
  }) as unknown as VideoSummary

/** Of 130 places, the first and third are gone. */
const elements = Array.from({ length: 130 }, (_, at) => ({
  id: at,
  position: at + 1,
  startTimestamp: at === 3 ? 42 : null,
  stopTimestamp: null,
  type: 0,
  video: at === 0 || at === 2 ? null : film(`film${at + 1}`)
})) as PlaylistElement[]

beforeAll(async () => {
  bench = await openPageBench({} as People, {
    async findPlaylist(reference) {
      if (reference === 'private') throw new AppError('unauthenticated', 'Unauthenticated')
      if (!['list', 'none'].includes(reference)) throw new AppError('not_found', 'Video playlist not found')
      const owner = { name: 'bea', host: 'far.example', displayName: 'Bea' }
      return {
        id: reference === 'list' ? 1 : 2,
        shortUUID: reference,
        embedPath: `/e/${reference}`,
        uuid: `uuid-of-${reference}`,
        privacy: { id: reference === 'list' ? 1 : 3 },
        type: { id: 1 },
        displayName: 'Best',
        description: '**all**',
        ownerAccount: owner
      } as unknown as Playlist
    },
    listElements: async (id, _viewer, { start, count }) => {
      const data = id === 1 ? elements : elements.slice(0, 1)
      return { total: data.length, data: data.slice(start, start + count) }
    },
    async openVideo(reference) {
      opened.push(reference)
      return pageVideo({ uuid: reference })
    }
  })
})
afterAll(() => bench.close())

test('it opens the first film that can be watched, and leads to the next', async () => {
  const { page } = await bench.show('/w/p/list')
  expect(opened).toEqual(['film2'])
  expect(page).toMatchObject({
    kind: 'watch',
    playlist: {
      displayName: 'Best',
      path: '/w/p/list',
      position: 2,
      total: 130,
      ownerPath: '/a/bea@far.example',
      previousPath: null,
      nextPath: '/w/p/list?playlistPosition=4'
    }
  })
})

test('what is for its owner alone has neither a podcast nor a frame', async () => {
  const [open, closed] = await Promise.all(['list?playlistPosition=3', 'none'].map(path => bench.show(`/w/p/${path}`)))
  const podcastPath = '/feeds/podcast/videos.xml?playlistId=uuid-of-list'
  expect(open!.page).toMatchObject({ playlist: { podcastPath, embedPath: '/e/list' } })
  expect(closed!.page).toMatchObject({ playlist: { podcastPath: null, embedPath: null } })
})

test('it opens the film that is asked for, where its place begins', async () => {
  const { page } = await bench.show('/videos/watch/playlist/list?playlistPosition=4')
  const playlist = { position: 4, previousPath: '/w/p/list?playlistPosition=2' }
  expect(page).toMatchObject({ kind: 'watch', startSeconds: 42, playlist })
})

test('a long one shows those around the open film', async () => {
  const { page } = await bench.show('/w/p/list?playlistPosition=130')
  expect(page).toMatchObject({ playlist: { position: 130, nextPath: null } })
  const [last, first] = await Promise.all([100, 101].map(at => bench.show(`/w/p/list?playlistPosition=${at}`)))
  expect([last, first]).toMatchObject([
    { page: { playlist: { nextPath: '/w/p/list?playlistPosition=101' } } },
    { page: { playlist: { previousPath: '/w/p/list?playlistPosition=100' } } }
  ])
  expect(page.kind === 'watch' && page.playlist?.elements.map(({ position }) => position)).toHaveLength(30)
})

test.each(['/w/p/none', '/w/p/list?playlistPosition=3'])('%s shows the list, and no film', async path => {
  const { page } = await bench.show(path)
  expect(page).toMatchObject({ kind: 'playlist', playlist: { position: null } })
})

test('nonsense is the beginning; what is not there, or not for all, is refused', async () => {
  expect((await bench.show('/w/p/list?playlistPosition=-1x')).page).toMatchObject({ playlist: { position: 2 } })
  expect((await bench.show('/w/p/unknown')).status).toBe(404)
  expect((await bench.show('/w/p/private')).status).toBe(401)
})

test('an embedded playlist plays its films in its frame, each as it was asked of the first', async () => {
  const { page, headers } = await bench.show('/video-playlists/embed/list?title=0&autoplay=1&start=9&evil=%22')
  expect(page).toMatchObject({
    kind: 'embed',
    startSeconds: 9,
    options: { hasTitle: false, isAutoplaying: true },
    playlist: { position: 2, path: '/w/p/list', nextPath: '/e/list?title=0&playlistPosition=4' }
  })
  expect([headers.get('x-frame-options'), headers.get('content-security-policy')]).toEqual([
    null,
    expect.not.stringContaining('frame-ancestors')
  ])
  expect((await bench.show('/video-playlists/embed/list?playlistPosition=4')).page).toMatchObject({ startSeconds: 42 })
})

test('what an embed cannot show is told in the frame', async () => {
  expect((await bench.show('/video-playlists/embed/none')).page).toMatchObject({ kind: 'playlist', isEmbed: true })
  const { status, page, headers } = await bench.show('/video-playlists/embed/private')
  expect([status, page, headers.get('x-frame-options')]).toMatchObject([401, { kind: 'error', isEmbed: true }, null])
})
