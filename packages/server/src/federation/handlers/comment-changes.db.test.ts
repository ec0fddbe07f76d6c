/** What becomes of the words of people elsewhere: they are sent on, changed and deleted. */
import { describe, expect, test } from 'vitest'
import { aRemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import {
  aNote,
  type CommentRow,
  creationOf,
  OTHER,
  PEER,
  SIGNATURE,
  useRemoteComments
} from '../../../../../tests/support/remote-comments-bench.ts'
import { Refused, type RemoteActor } from '../deps.ts'

const bench = useRemoteComments()
const { here, watch, say, rows } = bench

describe('sent on', () => {
  test('to followers, but for whom it came from, byte for byte when it is signed', async () => {
    const said = creationOf(aNote(bench.remo, watch()), { signature: SIGNATURE })
    await bench.fixture.receive(bench.remo, said)
    await bench.fixture.receive(bench.remo, said)
    const told = await bench.fixture.tell()
    expect(told.map(({ text, inboxes }) => [text, inboxes])).toEqual([
      [JSON.stringify(said), [`${OTHER}/inbox`]],
      [null, [`${bench.remo.url}/inbox`]]
    ])
    expect(told[1]?.body).toMatchObject({ type: 'ApproveReply', object: said.object.id })
  })

  test('not when others could not know whose it is', async () => {
    await say(bench.remo, watch())
    expect((await bench.fixture.tell()).map(({ body }) => body.type)).toEqual(['ApproveReply'])
  })
})

describe('changes', () => {
  const change = (author: RemoteActor, said: object, id = 'u') =>
    bench.fixture.receive(author, { type: 'Update', id: `${author.url}/${id}`, actor: author.url, object: said })

  test('its author’s words, and no older ones', async () => {
    const said = await say(bench.remo, watch())
    const newer = { ...said, content: 'Better words', updated: '2026-11-02T10:00:00.000Z' }
    await change(bench.remo, newer)
    await change(bench.remo, newer)
    await change(bench.remo, { ...said, content: 'Old words', updated: '2026-11-01T11:00:00.000Z' })
    expect((await rows()).map(({ text }) => text)).toEqual(['Better words'])
  })

  test('only by its author', async () => {
    const said = await say(bench.remo, watch())
    await expect(change(bench.olga, { ...said, content: 'Mine' })).rejects.toThrow(Refused)
    await expect(change(bench.olga, { ...said, attributedTo: bench.olga.url, content: 'Mine' })).rejects.toThrow(
      Refused
    )
    expect((await rows()).map(({ text }) => text)).toEqual(['Fine words'])
  })

  test('to something that was never heard of before is as good as new', async () => {
    await change(bench.remo, aNote(bench.remo, watch()))
    expect(await rows()).toHaveLength(1)
  })
})

describe('deletion', () => {
  const remove = (actor: RemoteActor, object: unknown, change: object = {}) =>
    bench.fixture.receive(actor, { type: 'Delete', id: `${actor.url}/d`, actor: actor.url, object, ...change })

  test('by its author leaves the place, and goes on', async () => {
    const said = await say(bench.remo, watch())
    await bench.fixture.tell()
    await remove(bench.remo, { type: 'Tombstone', id: said.id }, { signature: SIGNATURE })
    await remove(bench.remo, said.id, { signature: SIGNATURE })
    expect(await rows()).toMatchObject([{ text: '', deleted_at: expect.any(Date) }])
    expect((await bench.fixture.tell()).map(({ text }) => JSON.parse(text!).type)).toEqual(['Delete'])
    await say(bench.remo, watch(), { id: said.id })
    expect(await rows()).toMatchObject([{ text: '' }])
  })

  test('without a signature is told by the video’s owner', async () => {
    const said = await say(bench.remo, watch())
    await bench.fixture.tell()
    await remove(bench.remo, said.id)
    expect(await bench.fixture.tell()).toMatchObject([
      { body: { type: 'Delete', actor: here('/accounts/ada'), object: said.id }, text: null }
    ])
  })

  test('is not for others', async () => {
    const said = await say(bench.remo, watch())
    await expect(remove(bench.olga, said.id)).rejects.toThrow(Refused)
    const [{ id }] = (await rows()) as [CommentRow]
    await bench.db.query('UPDATE video_comment SET url = NULL, account_id = $1', [bench.people.bob.accountId])
    await expect(remove(bench.olga, here(`/videos/watch/${bench.video.uuid}/comments/${id}`))).rejects.toThrow(Refused)
    expect((await rows())[0]?.deleted_at).toBeNull()
  })

  test('by the owner of a video elsewhere takes any words from under it', async () => {
    const owner = await aRemoteActor(bench.db, 'owner', { origin: PEER })
    const channel = await aRemoteActor(bench.db, 'reefs', { kind: 'group', origin: PEER, owner })
    const there = await aRemoteVideo(bench.db, channel)
    const said = await say(bench.olga, there.url)
    await remove(owner, said.id)
    expect(await rows()).toMatchObject([{ text: '' }])
  })
})

describe('under a video elsewhere', () => {
  test('others speak, and what waits there for approval waits here', async () => {
    const owner = await aRemoteActor(bench.db, 'owner', { origin: PEER })
    const channel = await aRemoteActor(bench.db, 'reefs', { kind: 'group', origin: PEER, owner })
    const there = await aRemoteVideo(bench.db, channel, { commentsPolicy: 3 })
    const said = await say(bench.olga, there.url)
    expect((await rows()).map(row => row.held_for_review)).toEqual([true])
    await bench.fixture.receive(bench.olga, creationOf({ ...said, replyApproval: `${OTHER}/made-up` }))
    expect((await rows()).map(row => row.held_for_review)).toEqual([true])
    await bench.fixture.receive(
      bench.olga,
      creationOf({ ...said, replyApproval: `${there.url}/comments/1/approve-reply` })
    )
    expect((await rows()).map(row => row.held_for_review)).toEqual([false])
  })
})
