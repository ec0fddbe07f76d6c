import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation, OperationRequest } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mo: Person = { ...ada, userId: 2, accountId: 8, username: 'mo', role: 'moderator' }
const ALL = '/admin/comments'
const PAGE = '/my-library/comments-on-my-videos'
const UUID = '00000000-0000-4000-8000-000000000000'
const calls: unknown[] = []
let bench: PageBench

const comment = (id: number, accountId: number) => ({
  id,
  text: '*Well* <script>sung</script>',
  createdAt: 'then',
  heldForReview: id === 1,
  automaticTags: ['choir'],
  video: { uuid: UUID, name: 'Concert' },
  account: { id: accountId, name: 'bob', host: 'b.example', displayName: 'Bob', avatars: [] }
})

/** The first is held, the second gone, the third under somebody else's film. */
beforeAll(async () => {
  const call: CallOperation = async <Answer>(id: string, { params, query, body }: OperationRequest) => {
    calls.push([id, { ...(params as object), ...(query as object), ...(body as object) }])
    if (id === 'getCommentsOnMyVideos' || id === 'getComments')
      return { total: 2, data: [comment(1, 9), comment(2, ada.accountId)] } as Answer
    const { commentId } = (params ?? {}) as { commentId?: string }
    if (commentId === '2') throw new AppError('conflict', 'Gone')
    if (commentId === '3') throw new AppError('forbidden', 'Not yours')
    return undefined as Answer
  }
  bench = await openPageBench({ ada, mo } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void calls.splice(0))

const as = { authorization: 'ada' }
const post = (form: readonly (readonly [string, string])[], headers: Record<string, string> = as, path = PAGE) =>
  bench.fetch(path, {
    redirect: 'manual',
    method: 'POST',
    body: new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])),
    headers
  })
const doneBy = async (...form: Parameters<typeof post>[0]) => (await post(form)).headers.get('location')

test('a member sees what is said under their films, as they ask for it', async () => {
  const { page } = await bench.show(`${PAGE}?isHeldForReview=true&searchAccount=bob&search=&sort=x`, as)
  const range = { start: 0, count: 24 }
  expect(calls).toEqual([['getCommentsOnMyVideos', { isHeldForReview: 'true', searchAccount: 'bob', ...range }]])
  expect(page).toMatchObject({
    comments: [
      { key: `${UUID}:1`, isHeld: true, tags: ['choir'], author: { handle: 'bob@b.example', isReader: false } },
      { isHeld: false, author: { isReader: true } }
    ]
  })
  expect(JSON.stringify(page)).toContain('<em>Well</em>')
  expect(JSON.stringify(page)).not.toContain('<script>')
})

test('one or several are approved or deleted, and what is gone meanwhile stops nothing', async () => {
  const both = [`${UUID}:2`, `${UUID}:1`].map(key => ['comment', key] as const)
  expect(await doneBy(['form', 'approve'], ...both)).toBe(`${PAGE}?done=comments-approved`)
  expect(await doneBy(['form', 'delete'], ...both)).toBe(`${PAGE}?done=comments-deleted`)
  expect(await doneBy(['form', 'delete'], both[0]!)).toBe(`${PAGE}?done=nothing`)
  expect(await doneBy(['form', 'delete'])).toBe(`${PAGE}?done=nothing`)
  const ofBoth = (id: string) => ['2', '1'].map(commentId => [id, { id: UUID, commentId }])
  expect(calls.slice(0, 4)).toEqual([...ofBoth('approveComment'), ...ofBoth('delComment')])
})

test('an author is muted, or all that they said is deleted', async () => {
  expect(await doneBy(['form', 'mute'], ['id', 'bob@b.example'])).toBe(`${PAGE}?done=author-muted`)
  expect(await doneBy(['form', 'delete-all'], ['id', 'bob@b.example'])).toBe(`${PAGE}?done=comments-removed`)
  expect(calls).toEqual([
    ['muteAccount', { accountName: 'bob@b.example' }],
    ['removeCommentsOf', { accountName: 'bob@b.example', scope: 'my-videos' }]
  ])
})

test('what is not theirs, too much at once and visitors are refused', async () => {
  const form = { form: 'delete', comment: `${UUID}:3` }
  const { status, page } = await bench.show(PAGE, as, form)
  expect([status, page]).toMatchObject([403, { outcome: { fault: { kind: 'refused' } }, comments: [{}, {}] }])
  const many = Array.from({ length: 25 }, (_, at) => ['comment', `${UUID}:${at + 10}`] as const)
  expect((await post([['form', 'delete'], ...many])).status).toBe(400)
  calls.splice(0)
  expect((await post([['form', 'delete']], {})).headers.get('location')).toBe(`/login?next=${encodeURIComponent(PAGE)}`)
  expect(calls).toEqual([])
})

test('moderators see all there are, and mute and delete for everybody', async () => {
  const moderator = { authorization: 'mo' }
  const { page } = await bench.show(`${ALL}?isLocal=false`, moderator)
  expect(page).toMatchObject({ of: 'all', choice: { isLocal: 'false' }, comments: [{}, {}] })
  expect(calls).toEqual([['getComments', { isLocal: 'false', start: 0, count: 24 }]])
  calls.splice(0)
  for (const form of ['mute', 'delete-all'])
    await post(
      [
        ['form', form],
        ['id', 'bob@b.example']
      ],
      moderator,
      ALL
    )
  expect(calls).toEqual([
    ['muteAccountByServer', { accountName: 'bob@b.example' }],
    ['removeCommentsOf', { accountName: 'bob@b.example', scope: 'instance' }]
  ])
  calls.splice(0)
  expect((await post([['form', 'delete']], as, ALL)).status).toBe(403)
  expect(calls).toEqual([])
})
