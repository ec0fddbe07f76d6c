import { describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { useComments, type Who } from '../../../../../tests/support/comments-bench.ts'
import type { DomainEvent, VideoComment } from '../../contract/index.ts'

const at = useComments()
const { ask, say, threads, tree, review } = at

describe('held for review', () => {
  test('a comment is seen by its author and by who decides, until they approve it', async () => {
    at.video = await aVideo(at.db, at.people.ada.channelId, { commentsPolicy: 3 })
    const { comment } = (await say('mona', 'By a moderator')).body
    expect(comment.heldForReview).toBe(false)
    await at.db.query('UPDATE video_comment SET held_for_review = true WHERE id = $1', [comment.id])
    expect((await threads()).total).toBe(0)
    expect((await tree(comment.id)).status).toBe(404)
    expect((await threads('ada')).data).toMatchObject([{ heldForReview: true }])
    const approve = (as: Who) => ask(`/videos/${at.video.uuid}/comments/${comment.id}/approve`, as, { method: 'POST' })
    expect((await approve(undefined)).status).toBe(401)
    expect((await approve('ada')).status).toBe(204)
    expect((await approve('ada')).status).toBe(400)
    expect((await threads()).total).toBe(1)
  })
})

const events = async () =>
  (
    await at.db.query<{ payload: DomainEvent }>(
      "SELECT payload FROM domain_event WHERE subscriber = 'notifications' ORDER BY id"
    )
  ).rows.map(({ payload }) => payload)

describe('events', () => {
  test('tell of what was written and approved', async () => {
    at.video = await aVideo(at.db, at.people.ada.channelId, { commentsPolicy: 3 })
    const { comment } = (await say('mona', 'Words')).body
    await at.db.query('UPDATE video_comment SET held_for_review = true')
    await ask(`/videos/${at.video.uuid}/comments/${comment.id}/approve`, 'ada', { method: 'POST' })
    await say('ada', '')
    expect(await events()).toEqual([
      { type: 'comment.created', commentId: comment.id },
      { type: 'comment.approved', commentId: comment.id }
    ])
  })
})

describe('lists for review', () => {
  test('are for moderators, and for owners of the videos', async () => {
    const { comment } = (await say('mona', 'Buy cheap things')).body
    const list = (path: string, as: Who) => ask<{ total: number; data: VideoComment[] }>(path, as)
    expect((await list('/videos/comments', 'ada')).status).toBe(403)
    expect((await list('/videos/comments', undefined)).status).toBe(401)
    const { body } = await list('/videos/comments?search=CHEAP&count=5', 'mona')
    expect(body).toMatchObject({
      total: 1,
      data: [{ id: comment.id, video: { uuid: at.video.uuid }, automaticTags: [] }]
    })
    expect((await list(`/users/me/videos/comments?videoId=${at.video.id}`, 'ada')).body.total).toBe(1)
    expect((await list('/users/me/videos/comments', 'mona')).body.total).toBe(0)
    expect((await list('/videos/comments?isHeldForReview=true', 'ruth')).body.total).toBe(0)
  })
})

describe('many comments', () => {
  const removeAll = (as: Who, scope: string, accountName = 'ruth') =>
    ask('/bulk/remove-comments-of', as, { method: 'POST', body: { accountName, scope } })

  test('of somebody go at once, from one’s own videos or from everywhere', async () => {
    const other = await aVideo(at.db, at.people.mona.channelId)
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
    await at.db.query("UPDATE video SET name = 'Pétanque 50 %' WHERE id = $1", [at.video.id])
    const found = async (query: string) => (await review('mona', undefined, `?${query}`)).total
    expect(await found('search=100 %25 pure_')).toBe(1)
    expect(await found('search=pure-')).toBe(0)
    expect(await found('searchAccount=RUTH')).toBe(1)
    expect(await found('searchVideo=petanque 50 %25')).toBe(2)
    expect(await found('searchVideo=100')).toBe(0)
    expect(await found(`videoId=${at.video.id}`)).toBe(2)
    expect(await found(`videoChannelId=${at.people.ada.channelId}`)).toBe(2)
    expect(await found(`videoChannelId=${at.people.mona.channelId}`)).toBe(0)
    expect(await found('isLocal=true&onLocalVideo=true')).toBe(2)
    expect(await found('isLocal=false')).toBe(0)
    expect(await found('onLocalVideo=false')).toBe(0)
    expect((await ask('/videos/comments?isLocal=perhaps', 'mona')).status).toBe(400)
    expect(await review('mona', undefined, '?start=7')).toEqual({ total: 2, data: [] })
  })
})
