import { describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { useComments } from '../../../../../tests/support/comments-bench.ts'

const at = useComments()
const { ask, say, threads, tree, remove } = at

describe('a thread', () => {
  test('grows into a tree and counts its answers', async () => {
    const first = (await say('bob', '  Hello **all**  ')).body.comment
    expect(first).toMatchObject({
      text: 'Hello **all**',
      threadId: first.id,
      inReplyToCommentId: null,
      totalReplies: 0
    })
    expect(first.url).toBe(`http://videos.example/videos/watch/${at.video.uuid}/comments/${first.id}`)
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
    const other = await aVideo(at.db, at.people.ada.channelId)
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
    const answer = await ask(`/videos/${at.video.uuid}/comment-threads`, as, { method: 'POST', body })
    expect(answer.status).toBe(status)
    expect((await threads()).total).toBe(0)
  })

  test('under a video that one may not watch', async () => {
    at.video = await aVideo(at.db, at.people.ada.channelId, { privacy: 3 })
    expect((await say('bob', 'x')).status).toBe(403)
    expect((await ask(`/videos/${at.video.uuid}/comment-threads`)).status).toBe(401)
    expect((await say('ada', 'x')).status).toBe(200)
  })

  test('where comments are off', async () => {
    at.video = await aVideo(at.db, at.people.ada.channelId, { commentsPolicy: 2 })
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
    await at.db.query("DELETE FROM actor WHERE preferred_username = 'bob'")
    expect((await threads()).data).toMatchObject([{ id, text: '', isDeleted: true, account: null }])
  })
})
