/** Comments, ratings and subscriptions of the watch page's own forms: who may send them, and where they lead. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { pageVideo } from '../../../../../tests/support/page-video.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { ActorDetails, CommentTree } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const account = { id: 2, name: 'ada', host: 'localhost:9000', displayName: 'Ada', avatars: [] }
const comment = {
  id: 7,
  text: '**hi** <script>',
  createdAt: '2026-01-02T03:04:05Z',
  isDeleted: false,
  heldForReview: false,
  account
}
const video = pageVideo({ channel: { name: 'club', host: 'far.example' } })
let policy = 1
let bench: PageBench
const done: unknown[] = []

beforeAll(async () => {
  const answer = { ...comment, id: 8, account: { ...account, id: 9, name: 'bea', host: 'far.example' } }
  const gone = { ...comment, id: 9, text: '', isDeleted: true, account: null }
  bench = await openPageBench({ ada } as unknown as People, {
    openVideo: async () => ({ ...video, commentsPolicy: { id: policy, label: '' } }),
    readTalk: async () => ({
      total: 2,
      threadsTotal: 2,
      mayModerate: false,
      threads: [
        { comment, children: [{ comment: answer, children: [] }] },
        { comment: gone, children: [] }
      ] as unknown as CommentTree[]
    }),
    listChapters: async () => [{ title: 'Start', startSeconds: 0 }],
    findOpinion: async () => ({ rating: 'like', isSubscribed: true }),
    async writeComment({ reference, credentials }, { text, parentId }) {
      if (text === 'again') throw new AppError('too_many', 'Too many requests', { retryAfterSeconds: 61.5 })
      if (text === 'closed') throw new AppError('conflict', 'Video comments are disabled for this video.')
      done.push(['write', reference, credentials.viewer.username, text, parentId])
      return 12
    },
    call: async <Answer>(id: string, { params }: { params?: unknown }) => {
      if (id === 'approveComment') done.push([id, params])
      return { total: 0, data: [] } as Answer
    },
    deleteComment: async ({ credentials }, id) => void done.push(['delete', credentials.viewer.username, id]),
    findActor: async (_kind, handle) => ({ ...account, name: handle, followersCount: 1 }) as unknown as ActorDetails,
    async rate({ reference }, rating) {
      if (rating === 'dislike') throw new AppError('too_many', 'Too many requests', { retryAfterSeconds: 1 })
      done.push(['rate', reference, rating])
    },
    async setSubscribed({ username }, handle, isWanted) {
      if (handle.startsWith('blocked')) throw new AppError('forbidden', 'This server is blocked')
      done.push([username, handle, isWanted])
    }
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  done.length = 0
  policy = 1
})

const post = (path: string, form: Record<string, string>, who?: string) =>
  bench.fetch(path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    ...(who && { headers: { authorization: who } })
  })
const led = async (answer: Promise<Response>) => {
  const { status, headers } = await answer
  return [status, headers.get('location')]
}

test('a page shows threads with answers, whose they are, and what the reader may do', async () => {
  const { page } = await bench.show('/w/s', { authorization: 'ada' })
  expect(page).toMatchObject({
    standing: { rating: 'like', isSubscribed: true },
    chapters: [{ title: 'Start', startSeconds: 0 }],
    talk: {
      policy: 'open',
      threads: [
        {
          id: 7,
          mayDelete: true,
          isByOwner: false,
          author: { handle: 'ada', path: '/a/ada' },
          html: '<p><strong>hi</strong> &lt;script&gt;</p>\n',
          replies: [{ mayDelete: false, isByOwner: true, author: { path: '/a/bea@far.example' } }]
        },
        { author: null, html: '', mayDelete: false }
      ]
    }
  })
})

test('visitors have no standing and may delete nothing', async () => {
  const { page } = await bench.show('/w/s?visitor=1')
  expect(page).toMatchObject({ standing: null, talk: { threads: [{ mayDelete: false }, {}] } })
})

test('a comment that waits is approved', async () => {
  expect(await led(post('/w/s/comments/7/approve', {}))).toEqual([303, '/login?next=%2Fw%2Fs'])
  expect(done).toEqual([])
  expect(await led(post('/w/s/comments/7/approve', {}, 'ada'))).toEqual([303, '/w/s#comment-7'])
  expect(done).toEqual([['approveComment', { id: 's', commentId: '7' }]])
})

test('closed comments are not shown; checked ones say so', async () => {
  policy = 2
  expect((await bench.show('/w/s?closed=1')).page).toMatchObject({ talk: { policy: 'closed', threads: [] } })
  policy = 3
  expect((await bench.show('/w/s?checked=1')).page).toMatchObject({ talk: { policy: 'approval' } })
})

test('a comment is written, and its page shows it', async () => {
  expect(await led(post('/w/s/comments', { text: ' Hello ' }, 'ada'))).toEqual([303, '/w/s#comment-12'])
  expect(await led(post('/videos/watch/s/comments', { text: 'So', parentId: '7' }, 'ada'))).toEqual([
    303,
    '/w/s#comment-12'
  ])
  expect(done).toEqual([
    ['write', 's', 'ada', 'Hello', undefined],
    ['write', 's', 'ada', 'So', 7]
  ])
})

test.each([
  ['/w/s/comments', { text: '  ' }, 400],
  ['/w/s/comments', { text: 'closed' }, 409],
  ['/w/s/comments', { text: 'x'.repeat(10_001) }, 400],
  ['/w/s/rate', { rating: 'love' }, 400],
  ['/w/s/subscription', { wanted: 'maybe' }, 400],
  ['/c/club/subscription', { wanted: 'maybe' }, 400]
])('POST %s of %j answers %i and does nothing', async (path, form, status) => {
  expect((await post(path, form as Record<string, string>, 'ada')).status).toBe(status)
  expect(done).toEqual([])
})

test.each([
  ['/w/s/comments/7/delete', {}, '/w/s'],
  ['/w/s/comments/7/delete?comments=2', {}, '/w/s?comments=2'],
  ['/w/s/rate', { rating: 'like' }, '/w/s'],
  ['/w/s/subscription', { wanted: 'yes' }, '/w/s'],
  ['/c/club/subscription', { wanted: 'yes' }, '/c/club']
])('a visitor who sends %s is asked to sign in, and comes back', async (path, form, next) => {
  expect(await led(post(path, form as Record<string, string>))).toEqual([
    303,
    `/login?next=${encodeURIComponent(next)}`
  ])
  expect(done).toEqual([])
})

test('the other forms do what they say', async () => {
  expect(await led(post('/w/s/comments/7/delete', {}, 'ada'))).toEqual([303, '/w/s#talk'])
  expect(await led(post('/w/s/rate', { rating: 'none' }, 'ada'))).toEqual([303, '/w/s#opinion'])
  const form = { wanted: 'no' }
  expect(await led(post('/w/s/subscription', { wanted: 'yes' }, 'ada'))).toEqual([303, '/w/s#opinion'])
  expect(await led(post('/c/club@far.example/subscription', form, 'ada'))).toEqual([303, '/c/club@far.example'])
  expect(done).toEqual([
    ['delete', 'ada', 7],
    ['rate', 's', 'none'],
    ['ada', 'club@far.example', true],
    ['ada', 'club@far.example', false]
  ])
})

test.each([
  ['comments', { text: '' }, 400, { form: 'comment', id: '', kind: 'invalid' }],
  ['comments', { text: 'closed', parentId: '7' }, 409, { form: 'comment', id: '7', kind: 'taken' }],
  ['comments', { text: 'again' }, 429, { form: 'comment', id: '', kind: 'too-many' }],
  ['rate', { rating: 'dislike' }, 429, { form: 'rate', kind: 'too-many' }],
  ['subscription', { wanted: 'maybe' }, 400, { form: 'subscribe', kind: 'invalid' }]
])('what is refused of %s %j is told on the page, beside what was typed', async (path, form, status, refused) => {
  const shown = await bench.show(`/w/s/${path}`, { authorization: 'ada' }, form as Record<string, string>)
  expect([shown.status, shown.page]).toMatchObject([status, { kind: 'watch', refused: { ...refused, values: form } }])
  expect(Number(shown.headers.get('retry-after'))).toBe(status === 429 ? (path === 'rate' ? 1 : 62) : 0)
  expect(done).toEqual([])
})

test('a channel that cannot be followed says so on its page', async () => {
  const { status, page } = await bench.show('/c/blocked/subscription', { authorization: 'ada' }, { wanted: 'yes' })
  expect([status, page]).toMatchObject([403, { kind: 'actor', refused: { kind: 'refused' } }])
  expect(await led(bench.fetch('/c/club@far.example/subscription', { redirect: 'manual' }))).toEqual([
    302,
    '/c/club@far.example'
  ])
})

test('words are kept where the session ended meanwhile', async () => {
  const { status, page } = await bench.show('/w/s/comments', {}, { text: 'Hello', parentId: '7' })
  const refused = { form: 'comment', id: '7', kind: 'signed-out', values: { text: 'Hello' } }
  expect([status, page]).toMatchObject([401, { kind: 'watch', refused }])
  expect(done).toEqual([])
})

test('a long comment in any script reaches the page that may refuse it', async () => {
  const text = '映'.repeat(10_000)
  expect(await led(post('/w/s/comments', { text }, 'ada'))).toEqual([303, '/w/s#comment-12'])
  const { page } = await bench.show('/w/s/comments', { authorization: 'ada' }, { text: `${text}画` })
  expect(page).toMatchObject({ refused: { kind: 'invalid', values: { text: `${text}画` } } })
})

test('links of a page that a refused form is answered with lead to the page', async () => {
  expect(await led(bench.fetch('/w/s/comments?comments=2', { redirect: 'manual' }))).toEqual([302, '/w/s?comments=2'])
})
