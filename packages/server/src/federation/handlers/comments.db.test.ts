/** Comments of people elsewhere as they come in: taken, refused, judged. */
import { describe, expect, test } from 'vitest'
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
const { here, watch, say, rows, events } = bench

describe('a comment of somebody elsewhere', () => {
  test('stands under a video of ours, once, and its owner is told', async () => {
    const said = aNote(bench.remo, watch())
    await bench.fixture.receive(bench.remo, creationOf(said))
    await bench.fixture.receive(bench.remo, creationOf(said))
    expect(await rows()).toMatchObject([
      { url: said.id, text: 'Fine words', account_id: bench.remo.accountId, held_for_review: false, deleted_at: null }
    ])
    expect(await events()).toEqual(['comment.created'])
    const [{ count }] = (
      await bench.db.query<{ count: number }>('SELECT comments_count AS count FROM video WHERE id = $1', [
        bench.video.id
      ])
    ).rows as [{ count: number }]
    expect(count).toBe(1)
  })

  test('answers comments of ours and of others', async () => {
    const first = await say(bench.remo, watch())
    const [{ id }] = (await rows()) as [CommentRow]
    const second = await say(bench.olga, first.id)
    await say(bench.remo, here(`/videos/watch/${bench.video.uuid}/comments/${id}`))
    expect(await rows()).toMatchObject([
      { id, thread_id: id, in_reply_to_id: null },
      { url: second.id, thread_id: id, in_reply_to_id: id },
      { thread_id: id, in_reply_to_id: id }
    ])
  })

  test('as Mastodon writes it becomes Markdown without its markup', async () => {
    await say(bench.remo, watch(), {
      mediaType: undefined,
      content: `<p><span class="h-card"><a href="${here('/accounts/ada')}" class="u-url mention">@<span>ada</span></a></span> hi <script>alert(1)</script><a href="https://x.example/a">there</a></p>`,
      tag: [{ type: 'Mention', href: here('/accounts/ada'), name: '@ada@here.example' }]
    })
    expect((await rows())[0]?.text).toBe('@ada@here.example hi [there](https://x.example/a)')
  })

  test('that nobody knows what it answers brings that along, up to the video', async () => {
    const first = aNote(bench.olga, watch(), { content: 'First' })
    const second = aNote(bench.olga, first.id, { content: 'Second' })
    Object.assign(bench.fixture.documents, { [first.id]: first, [second.id]: second })
    await say(bench.remo, second.id, { content: 'Third' })
    const [one, two, three] = (await rows()) as [CommentRow, CommentRow, CommentRow]
    expect([one.text, two.text, three.text]).toEqual(['First', 'Second', 'Third'])
    expect([two.in_reply_to_id, three.in_reply_to_id, three.thread_id]).toEqual([one.id, two.id, one.id])
    // What was fetched may be old.
    expect(await events()).toEqual(['comment.created'])
  })

  test('of a conversation without a beginning is refused after some steps', async () => {
    for (let n = 0; n < 60; n++) {
      const url = `${OTHER}/deep/${n}`
      bench.fixture.documents[url] = { ...aNote(bench.olga, `${OTHER}/deep/${n + 1}`), id: url }
    }
    await expect(say(bench.remo, `${OTHER}/deep/0`)).rejects.toThrow(Refused)
    expect(bench.fixture.asked.length).toBeLessThan(30)
    expect(await rows()).toEqual([])
  })

  test('keeps its place as a tombstone when it was deleted before it came here', async () => {
    const url = `${OTHER}/gone`
    bench.fixture.documents[url] = {
      type: 'Tombstone',
      formerType: 'Note',
      id: url,
      inReplyTo: watch(),
      published: '2026-11-01T10:00:00Z',
      deleted: '2026-11-02T10:00:00Z'
    }
    await say(bench.remo, url)
    const [place, answer] = (await rows()) as [CommentRow, CommentRow]
    expect(place).toMatchObject({ text: '', account_id: null, deleted_at: new Date('2026-11-02T10:00:00Z') })
    expect(answer.in_reply_to_id).toBe(place.id)
  })
})

describe('refused is', () => {
  const refused = async (author: RemoteActor, said: object) => {
    await expect(
      bench.fixture.receive(author, { type: 'Create', id: `${author.url}/x`, actor: author.url, object: said })
    ).rejects.toThrow(Refused)
    expect(await rows()).toEqual([])
    expect(await events()).toEqual([])
  }

  test('what somebody else said', () => refused(bench.remo, aNote(bench.olga, watch())))
  test('what lies on another host', () => refused(bench.remo, aNote(bench.remo, watch(), { id: `${OTHER}/n` })))
  test('what is not for everybody', () =>
    refused(bench.remo, aNote(bench.remo, watch(), { to: [bench.remo.url], cc: [] })))
  test('what says nothing', () => refused(bench.remo, aNote(bench.remo, watch(), { content: '  ' })))
  test('what is nothing but markup', () =>
    refused(bench.remo, aNote(bench.remo, watch(), { content: '<p><script>x</script></p>', mediaType: 'text/html' })))
  test('what is too long', () => refused(bench.remo, aNote(bench.remo, watch(), { content: 'x'.repeat(10_001) })))
  test('what answers nothing of ours', () =>
    refused(bench.remo, aNote(bench.remo, here('/videos/watch/00000000-0000-4000-8000-000000000000'))))
  test('what answers something that is no video', async () => {
    bench.fixture.documents[`${PEER}/article`] = { type: 'Article', id: `${PEER}/article` }
    await refused(bench.remo, aNote(bench.remo, `${PEER}/article`))
  })
  test('what a channel says', async () => {
    const channel = await aRemoteActor(bench.db, 'chan', { kind: 'group', origin: PEER })
    await refused(channel, aNote(channel, watch()))
  })
  test.each([
    ['private', { privacy: 3 }],
    ['internal', { privacy: 4 }],
    ['password protected', { privacy: 5, passwords: ['x'] }],
    ['unpublished', { columns: { state: 2 } }],
    ['closed to comments', { commentsPolicy: 2 }]
  ])('what stands under a video that is %s', async (_, change) => {
    await bench.anotherVideo(change)
    await refused(bench.remo, aNote(bench.remo, watch()))
  })
})

describe('judged as words of members are', () => {
  test('where the owner approves first: nobody is told until then, and then everybody, with the same bytes', async () => {
    await bench.anotherVideo({ commentsPolicy: 3 })
    const said = creationOf(aNote(bench.remo, watch(), { replyApproval: here('/made-up') }), { signature: SIGNATURE })
    await bench.fixture.receive(bench.remo, said)
    const [{ id, held_for_review }] = (await rows()) as [CommentRow]
    expect(held_for_review).toBe(true)
    expect(await bench.fixture.tell()).toEqual([])

    await bench.db.query('UPDATE video_comment SET held_for_review = false')
    await bench.db.query(`INSERT INTO domain_event (subscriber, payload) VALUES ('federation', $1)`, [
      { type: 'comment.approved', commentId: id }
    ])
    expect(await bench.fixture.tell()).toMatchObject([
      {
        body: {
          type: 'ApproveReply',
          actor: here('/accounts/ada'),
          object: said.object.id,
          inReplyTo: watch(),
          id: here(`/videos/watch/${bench.video.uuid}/comments/${id}/approve-reply`)
        },
        signerUrl: here('/accounts/ada'),
        inboxes: [`${bench.remo.url}/inbox`]
      },
      { text: JSON.stringify(said), signerUrl: here('/accounts/peertube'), inboxes: [`${OTHER}/inbox`] }
    ])
  })

  test('by the words that the owner watches for', async () => {
    await bench.db.query(`INSERT INTO watched_words_list (account_id, name, words) VALUES ($1, 'rude', '{crétin}')`, [
      bench.people.ada.accountId
    ])
    await bench.db.query(`INSERT INTO comment_review_tag (account_id, name) VALUES ($1, 'rude')`, [
      bench.people.ada.accountId
    ])
    await say(bench.remo, watch(), { content: 'Crétin' })
    await say(bench.remo, watch(), { content: 'Bonjour' })
    expect((await rows()).map(row => row.held_for_review)).toEqual([true, false])
  })

  test('by whom the owner or the moderators mute: it goes on to nobody', async () => {
    await bench.db.query('INSERT INTO account_mute (by_account_id, account_id) VALUES ($1, $2)', [
      bench.people.ada.accountId,
      bench.remo.accountId
    ])
    await bench.db.query("INSERT INTO server_mute (by_account_id, host) VALUES (NULL, 'other.example')")
    for (const author of [bench.remo, bench.olga])
      await bench.fixture.receive(author, creationOf(aNote(author, watch()), { signature: SIGNATURE }))
    expect(await bench.fixture.tell()).toEqual([])
  })
})
