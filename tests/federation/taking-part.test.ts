/** What people of one server do on films of another is known on both: ratings, comments, reports, views. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NetworkServer } from '../support/network.ts'
import {
  type Comment,
  expectNothingSetAside,
  list,
  PATIENCE_MS,
  type Pair,
  send,
  soon,
  startPair,
  statusOf
} from './pair.ts'

let pair: Pair
let oak: NetworkServer
let elm: NetworkServer
let uuid: string

/** Both follow each other. */
beforeAll(async () => {
  pair = await startPair()
  ;({ oak, elm, uuid } = pair)
  await send(elm, 'POST', '/server/following', { hosts: [oak.host] })
  await send(oak, 'POST', '/server/following', { hosts: [elm.host] })
  for (const server of [oak, elm])
    await soon(async () => expect(await list(server, '/server/following?state=accepted')).toHaveLength(1))
  await soon(() => elm.api.video(uuid))
}, PATIENCE_MS)
afterAll(() => pair?.close(), PATIENCE_MS)

const comments = (server: NetworkServer) => list<Comment>(server, `/videos/${uuid}/comment-threads`)

test(
  'likes, dislikes, and neither, are counted at the origin',
  async () => {
    for (const [rating, likes, dislikes] of [
      ['like', 1, 0],
      ['dislike', 0, 1],
      ['none', 0, 0]
    ] as const) {
      await send(elm, 'PUT', `/videos/${uuid}/rate`, { rating })
      await soon(async () => expect(await oak.api.video(uuid)).toMatchObject({ likes, dislikes }))
    }
  },
  PATIENCE_MS
)

test(
  'a comment from elsewhere waits for the owner, is let pass, rejected, or taken away',
  async () => {
    await send(oak, 'PUT', `/videos/${uuid}`, { commentsPolicy: 3 })
    await soon(async () => expect(await elm.api.video(uuid)).toMatchObject({ commentsPolicy: { id: 3 } }))
    const texts = ['To keep', 'To reject', 'To take away']
    for (const text of texts) await send(elm, 'POST', `/videos/${uuid}/comment-threads`, { text })
    const held = await soon(async () => {
      const all = await list<Comment>(oak, '/users/me/videos/comments')
      expect(all.map(({ heldForReview }) => heldForReview)).toEqual([true, true, true])
      return all
    })
    const idOf = (text: string) => held.find(comment => comment.text.includes(text))!.id
    const shown = async (texts: readonly string[]) => {
      for (const server of [oak, elm]) {
        const passed = (await comments(server)).filter(({ heldForReview }) => !heldForReview)
        expect(passed.map(({ text }) => text).toSorted()).toEqual(texts)
      }
    }
    await shown([])
    await send(oak, 'DELETE', `/videos/${uuid}/comments/${idOf('To reject')}`)
    for (const text of ['To keep', 'To take away'])
      await send(oak, 'POST', `/videos/${uuid}/comments/${idOf(text)}/approve`)
    await soon(() => shown(['To keep', 'To take away']))
    const heard = await soon(async () => {
      const { rows } = await elm.db.query("SELECT state FROM inbox_activity WHERE type = 'RejectReply'")
      expect(rows).toEqual([{ state: 'done' }])
      return (await comments(elm)).map(({ text }) => text)
    })
    expect(heard).not.toContain('To reject')
    await send(oak, 'DELETE', `/videos/${uuid}/comments/${idOf('To take away')}`)
    await soon(() => shown(['To keep']))
  },
  PATIENCE_MS
)

test(
  'a report reaches the moderators of the origin, either way',
  async () => {
    const ofElm = await pair.publish(elm, 'A film of elm')
    for (const [from, to, reported] of [
      [elm, oak, uuid],
      [oak, elm, ofElm]
    ] as const) {
      const { id } = await soon(() => from.api.video(reported))
      const reason = `${from.name} was not asked`
      await send(from, 'POST', '/abuses', { reason, video: { id }, predefinedReasons: ['privacy'] })
      const report = { reason, video: { uuid: reported }, predefinedReasons: ['privacy'] }
      await soon(async () => {
        const reports = await list<{ reason: string }>(to, '/abuses')
        expect(reports.filter(one => one.reason === reason)).toMatchObject([report])
      })
    }
    await send(elm, 'DELETE', `/videos/${ofElm}`)
    await soon(async () => expect(await statusOf(oak, `/videos/${ofElm}`)).toBe(404))
  },
  PATIENCE_MS
)

test(
  'a view counts at the origin, which tells its number to others',
  async () => {
    await send(elm, 'POST', `/videos/${uuid}/views`, { currentTime: 0 })
    await send(elm, 'POST', `/videos/${uuid}/views`, { currentTime: 1 })
    await soon(async () => expect(await oak.api.video(uuid)).toMatchObject({ views: 1 }))
    // Numbers are told once a minute at most.
    await oak.db.query('UPDATE told SET numbers_due_at = now() WHERE uuid = $1', [uuid])
    await soon(async () => expect(await elm.api.video(uuid)).toMatchObject({ views: 1 }))
  },
  PATIENCE_MS
)

test('nothing was set aside on either', () => expectNothingSetAside(pair))
