/** The home page's views and search: what a reader's choice becomes. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { ChannelDetails, Playlist, VideoSummary } from '../../contract/index.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const CHANNEL = { name: 'club', host: 'far.example', displayName: 'Club', avatars: [], followersCount: 3 }
const PLAYLIST = { shortUUID: 'p', displayName: 'Best', videosLength: 2, ownerAccount: { displayName: 'Ada' } }
let bench: PageBench
const asked: Record<string, unknown>[] = []

beforeAll(async () => {
  const answer =
    <Item>(data: readonly unknown[]) =>
    async (choice: object, viewer?: unknown) => {
      asked.push({ ...choice, ...(viewer !== undefined && { viewer }) })
      return { total: data.length, data: data as Item[] }
    }
  bench = await openPageBench({ ada } as unknown as People, {
    listHome: answer<VideoSummary>([]),
    readHomepage: async () => '# Hello\n\n<script>alert(1)</script>',
    searchVideos: answer<VideoSummary>([]),
    searchChannels: answer<ChannelDetails>([CHANNEL]),
    searchPlaylists: answer<Playlist>([PLAYLIST]),
    isAddress: text => text.includes('@'),
    findPage: async text => (text === 'club@far.example' ? '/c/club@far.example' : undefined)
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  asked.length = 0
})

test.each([
  ['/videos/trending', 'trending'],
  ['/videos/local', 'local'],
  ['/videos/recently-added', 'recent'],
  ['/videos/browse?sort=-views', 'recent']
])('%s shows the view %s', async (path, view) => {
  const { page } = await bench.show(path)
  expect(page).toMatchObject({ kind: 'home', view })
  expect(asked).toMatchObject([{ view, category: null, language: null, start: 0 }])
})

test('who has deleted their account is told so where they land, and nobody who has one is', async () => {
  const left = await bench.show('/?done=account-deleted')
  const member = await bench.show('/?done=account-deleted', { authorization: 'ada' })
  const other = await bench.show('/?done=saved')
  expect([left, member, other].map(({ page }) => page)).toMatchObject([
    { outcome: { done: 'account-deleted' } },
    { outcome: { done: null } },
    { outcome: { done: null } }
  ])
})

test('videos of subscriptions are for who is signed in', async () => {
  const answer = await bench.fetch('/videos/subscriptions')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?next=%2Fvideos%2Fsubscriptions'])
  await bench.show('/videos/subscriptions', { authorization: 'ada' })
  expect(asked).toMatchObject([{ view: 'subscriptions', viewer: { accountId: 2 } }])
})

test('what the association says of itself stands on the first page only, and runs nothing', async () => {
  const { page } = await bench.show('/?lists=1')
  expect(page).toMatchObject({ homepageHtml: expect.stringContaining('Hello') })
  expect(page).not.toMatchObject({ homepageHtml: expect.stringContaining('<script') })
  expect((await bench.show('/?page=2')).page).toMatchObject({ homepageHtml: '' })
  expect((await bench.show('/?category=3')).page).toMatchObject({ homepageHtml: '', choice: { category: 3 } })
})

test.each(['/?category=x&language=%00', '/?category=-4&language[]=a', '/?category=1e9'])(
  'nonsense in %s narrows nothing',
  async path => {
    expect((await bench.show(path)).page).toMatchObject({ choice: { category: null, language: null } })
  }
)

test('a search without words asks nothing', async () => {
  const { page } = await bench.show('/search?search=%20%20')
  expect(page).toMatchObject({ kind: 'search', total: 0, videos: [], channels: [], playlists: [] })
  expect(asked).toEqual([])
})

test('a search carries its filters; nonsense is as if it were not there', async () => {
  await bench.show(
    '/search?search=%20bike%20&sort=views&age=week&length=long&scope=local&category=3&language=fr&page=2'
  )
  const choice = { search: 'bike', sort: 'views', age: 'week', length: 'long', scope: 'local', category: 3 }
  expect(asked).toMatchObject([{ ...choice, language: 'fr', start: 24, count: 24 }])
  asked.length = 0
  await bench.show('/search?search=bike&sort=DROP&age=7&length=&scope[]=x&kind=secrets')
  expect(asked).toMatchObject([{ kind: 'videos', sort: 'match', age: 'any', length: 'any', scope: 'all' }])
})

test('channels and playlists are found with the pages they lead to', async () => {
  const channels = await bench.show('/search?search=x&kind=channels')
  expect(channels.page).toMatchObject({ channels: [{ path: '/c/club@far.example', avatarPath: null }], total: 1 })
  const playlists = await bench.show('/search?search=x&kind=playlists')
  expect(playlists.page).toMatchObject({ playlists: [{ path: '/w/p/p', ownerName: 'Ada' }], total: 1 })
})

test('an address or a handle leads to what it is of, wherever it is typed; others are words', async () => {
  for (const kind of ['videos', 'channels', 'playlists']) {
    const answer = await bench.fetch(`/search?search=club%40far.example&kind=${kind}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/c/club@far.example'])
  }
  expect(asked).toEqual([])
  await bench.show('/search?search=nobody%40far.example')
  await bench.show('/search?search=club')
  expect(asked).toMatchObject([{ search: 'nobody@far.example' }, { search: 'club', kind: 'videos' }])
})
