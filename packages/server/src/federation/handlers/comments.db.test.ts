import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type FederationFixture, federationOf } from '../../../../../tests/support/federation.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { ensureApplication } from '../actor-store.ts'
import { Refused, type RemoteActor } from '../deps.ts'

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const PEER = 'https://peer.example'
const OTHER = 'https://other.example'

let database: FreshDatabase
let people: People
let fixture: FederationFixture
let remo: RemoteActor
let olga: RemoteActor
let follower: RemoteActor
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  await ensureApplication(database.db)
  fixture = federationOf(database.db)
  remo = await aRemoteActor(database.db, 'remo', { origin: PEER })
  olga = await aRemoteActor(database.db, 'olga', { origin: OTHER })
  follower = await aRemoteActor(database.db, 'app', { kind: 'application', origin: OTHER })
  const peer = await aRemoteActor(database.db, 'peer', { kind: 'application', origin: PEER })
  for (const { actorId } of [follower, peer])
    await database.db.query(
      `INSERT INTO follow (actor_id, target_actor_id, state)
       SELECT $1, channel.actor_id, 'accepted' FROM channel WHERE id = $2`,
      [actorId, people.ada.channelId]
    )
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.query('DELETE FROM video_comment')
  await database.db.query('DELETE FROM outgoing_activity')
  await database.db.query('TRUNCATE domain_event, account_mute, server_mute, watched_words_list, comment_review_tag')
  video = await aVideo(database.db, people.ada.channelId)
  await database.db.query('TRUNCATE domain_event')
  fixture.asked.length = 0
})

const here = (path: string) => `${fixture.deps.origin}${path}`
const watch = ({ uuid }: AVideo) => here(`/videos/watch/${uuid}`)

let notes = 0
function note(author: RemoteActor, inReplyTo: string, change: object = {}) {
  const id = `${new URL(author.url).origin}/notes/${++notes}`
  return {
    ...{ type: 'Note', id, attributedTo: author.url, content: 'Fine words', mediaType: 'text/markdown', inReplyTo },
    ...{ published: '2026-11-01T10:00:00.000Z', url: id, to: [PUBLIC], cc: [`${author.url}/followers`], ...change }
  }
}
const SIGNATURE = { type: 'RsaSignature2017', creator: 'x', created: 'y', signatureValue: 'z' }
const creation = (object: ReturnType<typeof note>, change: object = {}) => ({
  ...{ type: 'Create', id: `${object.id}/activity`, actor: object.attributedTo, object, to: object.to, ...change }
})
const say = (author: RemoteActor, inReplyTo: string, change: object = {}) => {
  const said = note(author, inReplyTo, change)
  return fixture.receive(author, creation(said)).then(() => said)
}

interface Row {
  id: number
  url: string
  text: string
  held_for_review: boolean
  deleted_at: Date | null
  in_reply_to_id: number | null
  thread_id: number
  account_id: number | null
}
const rows = async () => (await database.db.query<Row>('SELECT * FROM video_comment ORDER BY id')).rows
const events = async () =>
  (
    await database.db.query<{ type: string }>(
      "SELECT payload->>'type' AS type FROM domain_event WHERE subscriber = 'notifications' ORDER BY id"
    )
  ).rows.map(({ type }) => type)

describe('a comment of somebody elsewhere', () => {
  test('stands under a video of ours, once, and its owner is told', async () => {
    const said = note(remo, watch(video))
    await fixture.receive(remo, creation(said))
    await fixture.receive(remo, creation(said))
    expect(await rows()).toMatchObject([
      { url: said.id, text: 'Fine words', account_id: remo.accountId, held_for_review: false, deleted_at: null }
    ])
    expect(await events()).toEqual(['comment.created'])
    const [{ count }] = (
      await database.db.query<{ count: number }>('SELECT comments_count AS count FROM video WHERE id = $1', [video.id])
    ).rows as [{ count: number }]
    expect(count).toBe(1)
  })

  test('answers comments of ours and of others', async () => {
    const first = await say(remo, watch(video))
    const [{ id }] = (await rows()) as [Row]
    const second = await say(olga, first.id)
    await say(remo, here(`/videos/watch/${video.uuid}/comments/${id}`))
    expect(await rows()).toMatchObject([
      { id, thread_id: id, in_reply_to_id: null },
      { url: second.id, thread_id: id, in_reply_to_id: id },
      { thread_id: id, in_reply_to_id: id }
    ])
  })

  test('as Mastodon writes it becomes Markdown without its markup', async () => {
    await say(remo, watch(video), {
      mediaType: undefined,
      content: `<p><span class="h-card"><a href="${here('/accounts/ada')}" class="u-url mention">@<span>ada</span></a></span> hi <script>alert(1)</script><a href="https://x.example/a">there</a></p>`,
      tag: [{ type: 'Mention', href: here('/accounts/ada'), name: '@ada@here.example' }]
    })
    expect((await rows())[0]?.text).toBe('@ada@here.example hi [there](https://x.example/a)')
  })

  test('that nobody knows what it answers brings that along, up to the video', async () => {
    const first = note(olga, watch(video), { content: 'First' })
    const second = note(olga, first.id, { content: 'Second' })
    Object.assign(fixture.documents, { [first.id]: first, [second.id]: second })
    await say(remo, second.id, { content: 'Third' })
    const [one, two, three] = (await rows()) as [Row, Row, Row]
    expect([one.text, two.text, three.text]).toEqual(['First', 'Second', 'Third'])
    expect([two.in_reply_to_id, three.in_reply_to_id, three.thread_id]).toEqual([one.id, two.id, one.id])
    // What was fetched may be old.
    expect(await events()).toEqual(['comment.created'])
  })

  test('of a conversation without a beginning is refused after some steps', async () => {
    for (let n = 0; n < 60; n++) {
      const url = `${OTHER}/deep/${n}`
      fixture.documents[url] = { ...note(olga, `${OTHER}/deep/${n + 1}`), id: url }
    }
    await expect(say(remo, `${OTHER}/deep/0`)).rejects.toThrow(Refused)
    expect(fixture.asked.length).toBeLessThan(30)
    expect(await rows()).toEqual([])
  })

  test('keeps its place as a tombstone when it was deleted before it came here', async () => {
    const url = `${OTHER}/gone`
    fixture.documents[url] = {
      ...{ type: 'Tombstone', formerType: 'Note', id: url, inReplyTo: watch(video), published: '2026-11-01T10:00:00Z' },
      deleted: '2026-11-02T10:00:00Z'
    }
    await say(remo, url)
    const [place, answer] = (await rows()) as [Row, Row]
    expect(place).toMatchObject({ text: '', account_id: null, deleted_at: new Date('2026-11-02T10:00:00Z') })
    expect(answer.in_reply_to_id).toBe(place.id)
  })
})

describe('refused is', () => {
  const refused = async (author: RemoteActor, said: object) => {
    await expect(
      fixture.receive(author, { type: 'Create', id: `${author.url}/x`, actor: author.url, object: said })
    ).rejects.toThrow(Refused)
    expect(await rows()).toEqual([])
    expect(await events()).toEqual([])
  }

  test('what somebody else said', () => refused(remo, note(olga, watch(video))))
  test('what lies on another host', () => refused(remo, note(remo, watch(video), { id: `${OTHER}/n` })))
  test('what is not for everybody', () => refused(remo, note(remo, watch(video), { to: [remo.url], cc: [] })))
  test('what says nothing', () => refused(remo, note(remo, watch(video), { content: '  ' })))
  test('what is nothing but markup', () =>
    refused(remo, note(remo, watch(video), { content: '<p><script>x</script></p>', mediaType: 'text/html' })))
  test('what is too long', () => refused(remo, note(remo, watch(video), { content: 'x'.repeat(10_001) })))
  test('what answers nothing of ours', () =>
    refused(remo, note(remo, here('/videos/watch/00000000-0000-4000-8000-000000000000'))))
  test('what answers something that is no video', async () => {
    fixture.documents[`${PEER}/article`] = { type: 'Article', id: `${PEER}/article` }
    await refused(remo, note(remo, `${PEER}/article`))
  })
  test('what a channel says', async () => {
    const channel = await aRemoteActor(database.db, 'chan', { kind: 'group', origin: PEER })
    await refused(channel, note(channel, watch(video)))
  })
  test.each([
    ['private', { privacy: 3 }],
    ['internal', { privacy: 4 }],
    ['password protected', { privacy: 5, passwords: ['x'] }],
    ['unpublished', { columns: { state: 2 } }],
    ['closed to comments', { commentsPolicy: 2 }]
  ])('what stands under a video that is %s', async (_, change) => {
    video = await aVideo(database.db, people.ada.channelId, change)
    await database.db.query('TRUNCATE domain_event')
    await refused(remo, note(remo, watch(video)))
  })
})

describe('judged as words of members are', () => {
  test('where the owner approves first: nobody is told until then, and then everybody, with the same bytes', async () => {
    video = await aVideo(database.db, people.ada.channelId, { commentsPolicy: 3 })
    await database.db.query('TRUNCATE domain_event')
    const said = creation(note(remo, watch(video), { replyApproval: here('/made-up') }), { signature: SIGNATURE })
    await fixture.receive(remo, said)
    const [{ id, held_for_review }] = (await rows()) as [Row]
    expect(held_for_review).toBe(true)
    expect(await fixture.tell()).toEqual([])

    await database.db.query('UPDATE video_comment SET held_for_review = false')
    await database.db.query(`INSERT INTO domain_event (subscriber, payload) VALUES ('federation', $1)`, [
      { type: 'comment.approved', commentId: id }
    ])
    expect(await fixture.tell()).toMatchObject([
      {
        body: {
          ...{ type: 'ApproveReply', actor: here('/accounts/ada'), object: said.object.id, inReplyTo: watch(video) },
          id: here(`/videos/watch/${video.uuid}/comments/${id}/approve-reply`)
        },
        signerUrl: here('/accounts/ada'),
        inboxes: [`${remo.url}/inbox`]
      },
      { text: JSON.stringify(said), signerUrl: here('/accounts/peertube'), inboxes: [`${OTHER}/inbox`] }
    ])
  })

  test('by the words that the owner watches for', async () => {
    await database.db.query(
      `INSERT INTO watched_words_list (account_id, name, words) VALUES ($1, 'rude', '{crétin}')`,
      [people.ada.accountId]
    )
    await database.db.query(`INSERT INTO comment_review_tag (account_id, name) VALUES ($1, 'rude')`, [
      people.ada.accountId
    ])
    await say(remo, watch(video), { content: 'Crétin' })
    await say(remo, watch(video), { content: 'Bonjour' })
    expect((await rows()).map(row => row.held_for_review)).toEqual([true, false])
  })

  test('by whom the owner or the moderators mute: it goes on to nobody', async () => {
    await database.db.query('INSERT INTO account_mute (by_account_id, account_id) VALUES ($1, $2)', [
      people.ada.accountId,
      remo.accountId
    ])
    await database.db.query("INSERT INTO server_mute (by_account_id, host) VALUES (NULL, 'other.example')")
    for (const author of [remo, olga])
      await fixture.receive(author, creation(note(author, watch(video)), { signature: SIGNATURE }))
    expect(await fixture.tell()).toEqual([])
  })
})

describe('sent on', () => {
  test('to followers, but for whom it came from, byte for byte when it is signed', async () => {
    const said = creation(note(remo, watch(video)), { signature: SIGNATURE })
    await fixture.receive(remo, said)
    await fixture.receive(remo, said)
    const told = await fixture.tell()
    expect(told.map(({ text, inboxes }) => [text, inboxes])).toEqual([
      [JSON.stringify(said), [`${OTHER}/inbox`]],
      [null, [`${remo.url}/inbox`]]
    ])
    expect(told[1]?.body).toMatchObject({ type: 'ApproveReply', object: said.object.id })
  })

  test('not when others could not know whose it is', async () => {
    await say(remo, watch(video))
    expect((await fixture.tell()).map(({ body }) => body.type)).toEqual(['ApproveReply'])
  })
})

describe('changes', () => {
  const change = (author: RemoteActor, said: object, id = 'u') =>
    fixture.receive(author, { type: 'Update', id: `${author.url}/${id}`, actor: author.url, object: said })

  test('its author’s words, and no older ones', async () => {
    const said = await say(remo, watch(video))
    const newer = { ...said, content: 'Better words', updated: '2026-11-02T10:00:00.000Z' }
    await change(remo, newer)
    await change(remo, newer)
    await change(remo, { ...said, content: 'Old words', updated: '2026-11-01T11:00:00.000Z' })
    expect((await rows()).map(({ text }) => text)).toEqual(['Better words'])
  })

  test('only by its author', async () => {
    const said = await say(remo, watch(video))
    await expect(change(olga, { ...said, content: 'Mine' })).rejects.toThrow(Refused)
    await expect(change(olga, { ...said, attributedTo: olga.url, content: 'Mine' })).rejects.toThrow(Refused)
    expect((await rows()).map(({ text }) => text)).toEqual(['Fine words'])
  })

  test('to something that was never heard of before is as good as new', async () => {
    await change(remo, note(remo, watch(video)))
    expect(await rows()).toHaveLength(1)
  })
})

describe('deletion', () => {
  const remove = (actor: RemoteActor, object: unknown, change: object = {}) =>
    fixture.receive(actor, { type: 'Delete', id: `${actor.url}/d`, actor: actor.url, object, ...change })

  test('by its author leaves the place, and goes on', async () => {
    const said = await say(remo, watch(video))
    await fixture.tell()
    await remove(remo, { type: 'Tombstone', id: said.id }, { signature: SIGNATURE })
    await remove(remo, said.id, { signature: SIGNATURE })
    expect(await rows()).toMatchObject([{ text: '', deleted_at: expect.any(Date) }])
    expect((await fixture.tell()).map(({ text }) => JSON.parse(text!).type)).toEqual(['Delete'])
    await say(remo, watch(video), { id: said.id })
    expect(await rows()).toMatchObject([{ text: '' }])
  })

  test('without a signature is told by the video’s owner', async () => {
    const said = await say(remo, watch(video))
    await fixture.tell()
    await remove(remo, said.id)
    expect(await fixture.tell()).toMatchObject([
      { body: { type: 'Delete', actor: here('/accounts/ada'), object: said.id }, text: null }
    ])
  })

  test('is not for others', async () => {
    const said = await say(remo, watch(video))
    await expect(remove(olga, said.id)).rejects.toThrow(Refused)
    const [{ id }] = (await rows()) as [Row]
    await database.db.query('UPDATE video_comment SET url = NULL, account_id = $1', [people.bob.accountId])
    await expect(remove(olga, here(`/videos/watch/${video.uuid}/comments/${id}`))).rejects.toThrow(Refused)
    expect((await rows())[0]?.deleted_at).toBeNull()
  })

  test('by the owner of a video elsewhere takes any words from under it', async () => {
    const owner = await aRemoteActor(database.db, 'owner', { origin: PEER })
    const channel = await aRemoteActor(database.db, 'reefs', { kind: 'group', origin: PEER, owner })
    const there = await aRemoteVideo(database.db, channel)
    const said = await say(olga, there.url)
    await remove(owner, said.id)
    expect(await rows()).toMatchObject([{ text: '' }])
  })
})

describe('under a video elsewhere', () => {
  test('others speak, and what waits there for approval waits here', async () => {
    const owner = await aRemoteActor(database.db, 'owner', { origin: PEER })
    const channel = await aRemoteActor(database.db, 'reefs', { kind: 'group', origin: PEER, owner })
    const there = await aRemoteVideo(database.db, channel, { commentsPolicy: 3 })
    const said = await say(olga, there.url)
    expect((await rows()).map(row => row.held_for_review)).toEqual([true])
    await fixture.receive(olga, creation({ ...said, ...{ replyApproval: `${OTHER}/made-up` } }))
    expect((await rows()).map(row => row.held_for_review)).toEqual([true])
    await fixture.receive(olga, creation({ ...said, ...{ replyApproval: `${there.url}/comments/1/approve-reply` } }))
    expect((await rows()).map(row => row.held_for_review)).toEqual([false])
  })
})
