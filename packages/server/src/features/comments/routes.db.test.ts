import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import type { CommentTree, DomainEvent, ReviewedComment, VideoComment } from '../../contract/index.ts'
import { muteRoutes } from '../mutes/index.ts'
import { watchedWordsRoutes } from '../watched-words/index.ts'
import { commentRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const deps = { db: database.db, origin: 'http://videos.example' }
  server = await serveApi(people, commentRoutes(deps), muteRoutes(deps), watchedWordsRoutes(deps))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('TRUNCATE domain_event, account_mute, watched_words_list, comment_review_tag')
  await database.db.query('DELETE FROM video_comment')
  video = await aVideo(database.db, people.ada.channelId)
})

type Who = keyof People | undefined

async function ask<Body = never>(
  path: string,
  as?: Who,
  { method = 'GET', body }: { method?: string; body?: unknown } = {}
) {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') && text
  return { status: answer.status, body: (isJson ? JSON.parse(text) : {}) as Body }
}

interface Threads {
  readonly total: number
  readonly totalNotDeletedComments: number
  readonly data: VideoComment[]
}

const say = (as: Who, text: string, { on = video, under }: { on?: AVideo; under?: number } = {}) =>
  ask<{ comment: VideoComment }>(
    `/videos/${on.uuid}/${under === undefined ? 'comment-threads' : `comments/${under}`}`,
    as,
    {
      method: 'POST',
      body: { text }
    }
  )
/** Whichever way they are ordered, there are as many. */
async function threads(as?: Who, query = ''): Promise<Threads> {
  const read = async (how: string) => (await ask<Threads>(`/videos/${video.uuid}/comment-threads${how}`, as)).body
  const { data: _, ...totals } = await read('?sort=-totalReplies')
  const found = await read(query)
  expect(found).toMatchObject(totals)
  return found
}
const tree = (threadId: number, as?: Who) => ask<CommentTree>(`/videos/${video.uuid}/comment-threads/${threadId}`, as)
const remove = (id: number, as: Who) => ask(`/videos/${video.uuid}/comments/${id}`, as, { method: 'DELETE' })

describe('a thread', () => {
  test('grows into a tree and counts its answers', async () => {
    const first = (await say('bob', '  Hello **all**  ')).body.comment
    expect(first).toMatchObject({
      text: 'Hello **all**',
      threadId: first.id,
      inReplyToCommentId: null,
      totalReplies: 0
    })
    expect(first.url).toBe(`http://videos.example/videos/watch/${video.uuid}/comments/${first.id}`)
    const second = (await say('ada', 'Thanks', { under: first.id })).body.comment
    const third = (await say('mona', 'Indeed', { under: second.id })).body.comment
    expect(third).toMatchObject({ threadId: first.id, inReplyToCommentId: second.id, account: { name: 'mona' } })

    expect(await threads()).toMatchObject({
      total: 1,
      totalNotDeletedComments: 3,
      data: [{ id: first.id, totalReplies: 2, totalRepliesFromVideoAuthor: 1 }]
    })
    expect((await tree(first.id)).body).toMatchObject({
      comment: { id: first.id },
      children: [{ comment: { id: second.id }, children: [{ comment: { id: third.id }, children: [] }] }]
    })
  })

  test('is only found by its own number, under its own video', async () => {
    const first = (await say('bob', 'First')).body.comment
    const answer = (await say('bob', 'Second', { under: first.id })).body.comment
    expect((await tree(answer.id)).status).toBe(404)
    const other = await aVideo(database.db, people.ada.channelId)
    expect((await ask(`/videos/${other.uuid}/comment-threads/${first.id}`)).status).toBe(404)
    expect((await say('bob', 'Astray', { on: other, under: first.id })).status).toBe(404)
  })

  test('comes in pages, newest first or most answered first', async () => {
    for (const text of ['one', 'two', 'three']) await say('bob', text)
    const [three, , one] = (await threads()).data
    await say('mona', 'more', { under: one!.id })
    expect((await threads(undefined, '?sort=-totalReplies&count=1')).data.map(({ text }) => text)).toEqual(['one'])
    expect((await threads(undefined, '?start=1&count=1')).data.map(({ text }) => text)).toEqual(['two'])
    expect(await threads(undefined, '?start=9')).toMatchObject({ total: 3, data: [] })
    expect(three?.text).toBe('three')
  })
})

describe('what is refused', () => {
  test.each([
    [undefined, { text: 'x' }, 401],
    ['bob', { text: '' }, 400],
    ['bob', { text: '   ' }, 400],
    ['bob', { text: 'x'.repeat(10_001) }, 400],
    ['bob', {}, 400],
    ['bob', { text: 7 }, 400]
  ] as const)('from %s: %j', async (as, body, status) => {
    const answer = await ask(`/videos/${video.uuid}/comment-threads`, as, { method: 'POST', body })
    expect(answer.status).toBe(status)
    expect((await threads()).total).toBe(0)
  })

  test('under a video that one may not watch', async () => {
    video = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
    expect((await say('bob', 'x')).status).toBe(403)
    expect((await ask(`/videos/${video.uuid}/comment-threads`)).status).toBe(401)
    expect((await say('ada', 'x')).status).toBe(200)
  })

  test('where comments are off', async () => {
    video = await aVideo(database.db, people.ada.channelId, { commentsPolicy: 2 })
    expect((await say('bob', 'x')).status).toBe(409)
  })
})

describe('deleting', () => {
  test.each([
    [undefined, 401],
    ['mona', 204],
    ['ruth', 204],
    ['ada', 204],
    ['bob', 204]
  ] as const)('of a comment by bob on a video of ada, by %s', async (who, status) => {
    const { id } = (await say('bob', 'Words')).body.comment
    expect((await remove(id, who)).status).toBe(status)
    expect((await threads()).total).toBe(status === 204 ? 0 : 1)
  })

  test("of somebody else's comment is not for members", async () => {
    const { id } = (await say('mona', 'Words')).body.comment
    expect((await remove(id, 'bob')).status).toBe(403)
    expect((await remove(999_999, 'ada')).status).toBe(404)
  })

  test('leaves an empty place while there are answers', async () => {
    const first = (await say('bob', 'Regretted')).body.comment
    await say('mona', 'Answer', { under: first.id })
    expect((await remove(first.id, 'bob')).status).toBe(204)
    const { data, totalNotDeletedComments } = await threads()
    expect(data).toMatchObject([{ text: '', isDeleted: true, account: null, totalReplies: 1 }])
    expect(totalNotDeletedComments).toBe(1)
    expect((await remove(first.id, 'bob')).status).toBe(409)
    expect((await say('mona', 'Late', { under: first.id })).status).toBe(404)
  })

  test('of an account takes its words along', async () => {
    const { id } = (await say('bob', 'My address is…')).body.comment
    await say('mona', 'Answer', { under: id })
    await database.db.query("DELETE FROM actor WHERE preferred_username = 'bob'")
    expect((await threads()).data).toMatchObject([{ id, text: '', isDeleted: true, account: null }])
  })
})

describe('held for review', () => {
  test('a comment is seen by its author and by who decides, until they approve it', async () => {
    video = await aVideo(database.db, people.ada.channelId, { commentsPolicy: 3 })
    const { comment } = (await say('mona', 'By a moderator')).body
    expect(comment.heldForReview).toBe(false)
    await database.db.query('UPDATE video_comment SET held_for_review = true WHERE id = $1', [comment.id])
    expect((await threads()).total).toBe(0)
    expect((await tree(comment.id)).status).toBe(404)
    expect((await threads('ada')).data).toMatchObject([{ heldForReview: true }])
    const approve = (as: Who) => ask(`/videos/${video.uuid}/comments/${comment.id}/approve`, as, { method: 'POST' })
    expect((await approve(undefined)).status).toBe(401)
    expect((await approve('ada')).status).toBe(204)
    expect((await approve('ada')).status).toBe(400)
    expect((await threads()).total).toBe(1)
  })
})

describe('lists for review', () => {
  test('are for moderators, and for owners of the videos', async () => {
    const { comment } = (await say('mona', 'Buy cheap things')).body
    const list = (path: string, as: Who) => ask<{ total: number; data: VideoComment[] }>(path, as)
    expect((await list('/videos/comments', 'ada')).status).toBe(403)
    expect((await list('/videos/comments', undefined)).status).toBe(401)
    const { body } = await list('/videos/comments?search=CHEAP&count=5', 'mona')
    expect(body).toMatchObject({ total: 1, data: [{ id: comment.id, video: { uuid: video.uuid }, automaticTags: [] }] })
    expect((await list(`/users/me/videos/comments?videoId=${video.id}`, 'ada')).body.total).toBe(1)
    expect((await list('/users/me/videos/comments', 'mona')).body.total).toBe(0)
    expect((await list('/videos/comments?isHeldForReview=true', 'ruth')).body.total).toBe(0)
  })
})

const events = async () =>
  (
    await database.db.query<{ payload: DomainEvent }>(
      "SELECT payload FROM domain_event WHERE subscriber = 'notifications' ORDER BY id"
    )
  ).rows.map(({ payload }) => payload)
const review = async (as: Who, path = '/videos/comments', query = '') =>
  (await ask<{ total: number; data: ReviewedComment[] }>(`${path}${query}`, as)).body
const MINE = '/users/me/videos/comments'
const watch = (as: Who, listName: string, words: string[], whose = `accounts/${as}`) =>
  ask<{ watchedWordsList: { id: number } }>(`/watched-words/${whose}/lists`, as, {
    method: 'POST',
    body: { listName, words }
  })

describe('events', () => {
  test('tell of what was written and approved', async () => {
    video = await aVideo(database.db, people.ada.channelId, { commentsPolicy: 3 })
    const { comment } = (await say('mona', 'Words')).body
    await database.db.query('UPDATE video_comment SET held_for_review = true')
    await ask(`/videos/${video.uuid}/comments/${comment.id}/approve`, 'ada', { method: 'POST' })
    await say('ada', '')
    expect(await events()).toEqual([
      { type: 'comment.created', commentId: comment.id },
      { type: 'comment.approved', commentId: comment.id }
    ])
  })
})

describe('mutes', () => {
  const mute = (as: Who, accountName: string, by = 'users/me') =>
    ask(`/${by}/blocklist/accounts`, as, { method: 'POST', body: { accountName } })

  test('spare who mutes, and only them', async () => {
    const first = (await say('mona', 'First')).body.comment
    await say('ruth', 'Answer', { under: first.id })
    await mute('ada', 'ruth')
    video = await aVideo(database.db, people.mona.channelId)
    const thread = (await say('ruth', 'A thread')).body.comment
    await say('mona', 'Answer', { under: thread.id })
    expect(await threads('ada')).toMatchObject({ total: 0, totalNotDeletedComments: 1 })
    expect((await tree(thread.id, 'ada')).status).toBe(404)
    expect(await threads('mona')).toMatchObject({ total: 1, data: [{ totalReplies: 1 }] })
  })

  test('of the owner of a video clear it for everybody but who wrote it', async () => {
    await mute('ada', 'ruth')
    const answer = await say('ruth', 'Not wanted')
    expect(answer.status).toBe(200)
    expect((await threads()).total).toBe(0)
    expect((await threads('mona')).total).toBe(0)
    expect((await threads('ruth')).total).toBe(1)
  })

  test('of the server clear every place', async () => {
    const first = (await say('ada', 'First')).body.comment
    await say('ruth', 'Answer', { under: first.id })
    await mute('mona', 'ruth', 'server')
    expect(await threads()).toMatchObject({ data: [{ totalReplies: 0 }], totalNotDeletedComments: 1 })
    expect((await tree(first.id)).body.children).toEqual([])
  })
})

describe('watched words', () => {
  test('tag comments for whose words they are', async () => {
    await watch('ada', 'rude', ['crétin', 'sale type'])
    await watch('mona', 'spam', ['casino'], 'server')
    await say('ruth', 'Quel CRETIN ! https://elsewhere.example/casino')
    await say('ruth', 'crétinerie, casinos, http://videos.example/w/x')
    expect((await review('ada', MINE)).data.map(({ automaticTags }) => automaticTags)).toEqual([
      [],
      ['external-link', 'rude']
    ])
    expect((await review('mona')).data.map(({ automaticTags }) => automaticTags)).toEqual([
      [],
      ['external-link', 'spam']
    ])
    expect((await review('ada', MINE, '?autoTagOneOf[]=rude&autoTagOneOf[]=none')).total).toBe(1)
    expect((await review('ada', MINE, '?autoTagOneOf=spam')).total).toBe(0)
    expect((await review('mona', undefined, '?autoTagOneOf=spam')).total).toBe(1)
  })

  test('hold comments back where the owner wants it, but not those of moderators', async () => {
    const path = '/automatic-tags/policies/accounts/mona/comments'
    video = await aVideo(database.db, people.mona.channelId)
    await watch('mona', 'rude', ['crétin'])
    expect((await ask(path, 'mona', { method: 'PUT', body: { review: ['none'] } })).status).toBe(400)
    expect((await ask(path, 'mona', { method: 'PUT', body: { review: ['rude', 'external-link'] } })).status).toBe(204)
    expect((await ask(path, 'mona')).body).toEqual({ review: ['external-link', 'rude'] })

    const { comment } = (await say('ada', 'Crétin')).body
    expect(comment.heldForReview).toBe(true)
    expect((await say('ada', 'Bonjour')).body.comment.heldForReview).toBe(false)
    expect((await say('ruth', 'Crétin')).body.comment.heldForReview).toBe(false)
    expect((await threads()).total).toBe(2)
    expect((await review('mona', MINE, '?isHeldForReview=true')).data).toMatchObject([{ id: comment.id }])
  })

  test('lists are changed, renamed with what waits by them, and deleted', async () => {
    const { id } = (await watch('ada', 'one', ['a'])).body.watchedWordsList
    await watch('ada', 'two', ['b'])
    const policies = '/automatic-tags/policies/accounts/ada/comments'
    await ask(policies, 'ada', { method: 'PUT', body: { review: ['one'] } })
    const change = (body: object) => ask(`/watched-words/accounts/ada/lists/${id}`, 'ada', { method: 'PUT', body })
    expect((await change({ listName: 'two' })).status).toBe(400)
    expect((await change({ listName: 'three' })).status).toBe(204)
    expect((await change({ words: ['c', 'd'] })).status).toBe(204)
    expect((await ask(policies, 'ada')).body).toEqual({ review: ['three'] })
    expect((await ask('/watched-words/accounts/ada/lists?sort=listName', 'ada')).body).toMatchObject({
      total: 2,
      data: [{ id, listName: 'three', words: ['c', 'd'], createdAt: expect.any(String) }, { listName: 'two' }]
    })
    expect((await ask('/automatic-tags/accounts/ada/available', 'ada')).body).toEqual({
      available: [
        { name: 'three', type: 'watched-words-list' },
        { name: 'two', type: 'watched-words-list' },
        { name: 'external-link', type: 'core' }
      ]
    })
    const path = `/watched-words/accounts/ada/lists/${id}`
    expect((await ask(path, 'ada', { method: 'DELETE' })).status).toBe(204)
    expect((await ask(path, 'ada', { method: 'DELETE' })).status).toBe(404)
    expect((await ask(policies, 'ada')).body).toEqual({ review: [] })
  })

  test('are their owner’s alone, and the server’s the moderators’', async () => {
    const { id } = (await watch('ada', 'one', ['a'])).body.watchedWordsList
    const server = (await watch('mona', 'all', ['b'], 'server')).body.watchedWordsList
    for (const as of ['mona', 'ruth'] as const) {
      expect((await ask('/watched-words/accounts/ada/lists', as)).status).toBe(403)
      expect((await ask('/automatic-tags/policies/accounts/ada/comments', as)).status).toBe(403)
    }
    expect((await ask('/watched-words/accounts/ada/lists')).status).toBe(401)
    expect((await ask('/watched-words/accounts/nobody/lists', 'ada')).status).toBe(404)
    expect((await ask(`/watched-words/server/lists/${id}`, 'mona', { method: 'DELETE' })).status).toBe(404)
    expect((await ask(`/watched-words/accounts/ada/lists/${server.id}`, 'ada', { method: 'DELETE' })).status).toBe(404)
    expect((await ask('/watched-words/server/lists', 'ada')).status).toBe(403)
    for (const body of [{ listName: '', words: ['a'] }, { listName: 'x' }, { listName: 'x', words: [] }])
      expect((await ask('/watched-words/server/lists', 'mona', { method: 'POST', body })).status).toBe(400)
    expect((await watch('ada', 'one', ['b'])).status).toBe(400)
    expect((await watch('ada', 'long', ['x'.repeat(101)])).status).toBe(400)
  })
})

describe('many comments', () => {
  const removeAll = (as: Who, scope: string, accountName = 'ruth') =>
    ask('/bulk/remove-comments-of', as, { method: 'POST', body: { accountName, scope } })

  test('of somebody go at once, from one’s own videos or from everywhere', async () => {
    const other = await aVideo(database.db, people.mona.channelId)
    await say('ruth', 'Here')
    await say('ruth', 'There', { on: other })
    await say('mona', 'Stays')
    expect((await removeAll(undefined, 'my-videos')).status).toBe(401)
    expect((await removeAll('ada', 'instance')).status).toBe(403)
    expect((await removeAll('ada', 'everywhere')).status).toBe(400)
    expect((await removeAll('ada', 'my-videos', 'nobody')).status).toBe(404)
    expect((await removeAll('ada', 'my-videos')).status).toBe(204)
    expect((await review('mona')).data.map(({ text }) => text)).toEqual(['Stays', 'There'])
    expect((await removeAll('mona', 'instance')).status).toBe(204)
    expect((await review('mona')).data.map(({ text }) => text)).toEqual(['Stays'])
  })

  test('are found by what they say, who said it and where', async () => {
    await say('ruth', '100 % Pure_Fun')
    await say('ada', 'Else')
    await database.db.query("UPDATE video SET name = 'Pétanque 50 %' WHERE id = $1", [video.id])
    const found = async (query: string) => (await review('mona', undefined, `?${query}`)).total
    expect(await found('search=100 %25 pure_')).toBe(1)
    expect(await found('search=pure-')).toBe(0)
    expect(await found('searchAccount=RUTH')).toBe(1)
    expect(await found('searchVideo=petanque 50 %25')).toBe(2)
    expect(await found('searchVideo=100')).toBe(0)
    expect(await found(`videoId=${video.id}`)).toBe(2)
    expect(await found(`videoChannelId=${people.ada.channelId}`)).toBe(2)
    expect(await found(`videoChannelId=${people.mona.channelId}`)).toBe(0)
    expect(await found('isLocal=true&onLocalVideo=true')).toBe(2)
    expect(await found('isLocal=false')).toBe(0)
    expect(await found('onLocalVideo=false')).toBe(0)
    expect((await ask('/videos/comments?isLocal=perhaps', 'mona')).status).toBe(400)
    expect(await review('mona', undefined, '?start=7')).toEqual({ total: 2, data: [] })
  })
})
