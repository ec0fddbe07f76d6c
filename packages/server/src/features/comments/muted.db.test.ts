import { describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { useComments, type Who } from '../../../../../tests/support/comments-bench.ts'

const at = useComments()
const { ask, say, threads, tree } = at

describe('mutes', () => {
  const mute = (as: Who, accountName: string, by = 'users/me') =>
    ask(`/${by}/blocklist/accounts`, as, { method: 'POST', body: { accountName } })

  test('spare who mutes, and only them', async () => {
    const first = (await say('mona', 'First')).body.comment
    await say('ruth', 'Answer', { under: first.id })
    await mute('ada', 'ruth')
    at.video = await aVideo(at.db, at.people.mona.channelId)
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
