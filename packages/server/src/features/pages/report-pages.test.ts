import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { Abuse, ReportBody, VideoDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const video = { uuid: '3bfb1a28-4e44-4c0e-a0d0-4b4b4f0a6b0e', shortUUID: '8nkUvsQxGTKBvfZAbuczYP', name: 'Reef' }
const author = { id: 9, displayName: 'Eve', name: 'eve', host: 'reef.example' }
const abuse = {
  id: 7,
  reason: 'Rude',
  predefinedReasons: ['privacy'],
  state: { id: 3, label: '' },
  countMessages: 1,
  createdAt: '2026-01-02T03:04:05Z',
  video: null,
  comment: null,
  flaggedAccount: author
} as unknown as Abuse
let bench: PageBench
const reports: ReportBody[] = []
const messages: string[] = []
const signedIn = { authorization: 'ada' }

beforeAll(async () => {
  bench = await openPageBench({ ada } as unknown as People, {
    openVideo: async () => video as VideoDetails,
    findReportedAccount: async (_kind, handle) => {
      if (handle !== 'eve@reef.example') throw new AppError('not_found', 'Account not found')
      return author
    },
    seeComment: async () => ({ text: 'You fool', author: 'Eve' }),
    report: async (_viewer, body) => reports.push(body) + 40,
    listOwnReports: async (_viewer, { id = 7 }) => ({ total: 1, data: id === 7 ? [abuse] : [] }),
    readReportMessages: async () => [
      { id: 1, createdAt: '2026-01-02T03:04:05Z', byModerator: true, message: 'Thanks', account: null }
    ],
    writeToModerators: async (_viewer, _id, text) => void messages.push(text)
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  reports.splice(0)
  messages.splice(0)
})

const send = (path: string, form: [string, string][], headers: Record<string, string> = signedIn) =>
  bench.fetch(path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) })

test.each([
  ['/w/x/report?start=1m5s', { kind: 'video', name: 'Reef', words: null, path: `/w/${video.shortUUID}` }],
  ['/w/x/report?comment=4', { kind: 'comment', name: 'Eve', words: 'You fool' }],
  ['/a/eve@reef.example/report', { kind: 'account', name: 'Eve', path: '/a/eve@reef.example' }],
  ['/c/eve@reef.example/report', { kind: 'account', name: 'Eve' }]
])('%s is a form', async (path, target) => {
  const { status, page } = await bench.show(path, signedIn)
  expect([status, page]).toMatchObject([200, { kind: 'report', target, faults: {} }])
})

test('a comment is not shown to visitors, nor is anything taken from them', async () => {
  const { page } = await bench.show('/w/x/report?comment=4')
  expect(page).toMatchObject({ kind: 'report', target: { words: '' } })
  const answer = await send('/w/x/report', [['reason', 'Rude']], {})
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?next=%2Fw%2Fx%2Freport'])
  expect(reports).toEqual([])
})

test('a report is made, and leads to its own page', async () => {
  const answer = await send('/w/x/report', [
    ['reason', ' Rude '],
    ['predefinedReasons', 'privacy'],
    ['predefinedReasons', 'nonsense'],
    ['predefinedReasons', 'rights'],
    ['startAt', '1:05']
  ])
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/my-account/abuses/41?sent=1'])
  expect(reports).toEqual([
    { reason: 'Rude', predefinedReasons: ['privacy', 'rights'], video: { id: { uuid: video.uuid }, startAt: 65 } }
  ])
  await send('/w/x/report?comment=4', [['reason', 'Rude']])
  await send('/a/eve@reef.example/report', [['reason', 'Rude']])
  expect(reports.slice(1)).toMatchObject([{ comment: { id: 4 } }, { account: { id: 9 } }])
})

test('what is missing is said, and what was typed is kept', async () => {
  const typed = { reason: 'x', startAt: '2:00', endAt: '1:00' }
  const { status, page } = await bench.show('/w/x/report', signedIn, typed)
  expect([status, page]).toMatchObject([400, { values: typed, faults: { reason: 'short', endAt: 'order' } }])
  expect((await bench.show('/w/x/report', signedIn, { reason: 'Rude', startAt: 'soon' })).page).toMatchObject({
    faults: { startAt: 'moment' }
  })
  expect((await bench.show('/a/nobody/report', signedIn)).status).toBe(404)
  expect(reports).toEqual([])
})

test('members follow what became of their reports', async () => {
  const target = { kind: 'account', path: '/a/eve@reef.example' }
  const { page } = await bench.show('/my-account/abuses', signedIn)
  expect(page).toMatchObject({ kind: 'my-reports', reports: [{ id: 7, state: 'accepted', target }] })
  const one = await bench.show('/my-account/abuses/7?sent=1', signedIn)
  expect(one.page).toMatchObject({ kind: 'my-report', isNew: true, messages: [{ message: 'Thanks' }] })
  expect((await send('/my-account/abuses/7', [['message', 'And more']])).status).toBe(303)
  const refused = await bench.show('/my-account/abuses/7', signedIn, { message: 'x' })
  expect([refused.status, refused.page]).toMatchObject([400, { refused: 'x' }])
  expect(messages).toEqual(['And more'])
})

test('not those of others', async () => {
  for (const id of ['8', 'x']) {
    expect((await bench.show(`/my-account/abuses/${id}`, signedIn)).status).toBe(404)
    expect((await send(`/my-account/abuses/${id}`, [['message', 'And more']])).status).toBe(404)
  }
  for (const path of ['/my-account/abuses', '/my-account/abuses/7'])
    expect((await bench.fetch(path)).headers.get('location')).toMatch(/^\/login/)
  expect(messages).toEqual([])
})
