import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRemoteVideo, type RemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type FederationFixture, federationOf } from '../../../../../tests/support/federation.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { commentRoutes } from '../../features/comments/index.ts'
import { ratingRoutes } from '../../features/ratings/index.ts'
import { ensureApplication } from '../actor-store.ts'
import { Refused, type RemoteActor } from '../deps.ts'
import { federationRoutes } from '../routes.ts'

const PEER = 'https://peer.example'
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

let database: FreshDatabase
let people: People
let fixture: FederationFixture
let api: TestServer
let documents: TestServer
let remo: RemoteActor
let owner: RemoteActor
let channel: RemoteActor
let video: AVideo
let there: RemoteVideo

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  await ensureApplication(db)
  fixture = federationOf(db)
  const { origin } = fixture.deps
  api = await serveApi(people, ratingRoutes({ db, origin }), commentRoutes({ db, origin }))
  documents = await serve(express().use(federationRoutes(fixture.deps)))
  remo = await aRemoteActor(db, 'remo', { origin: PEER })
  owner = await aRemoteActor(db, 'owner', { origin: PEER })
  channel = await aRemoteActor(db, 'reefs', { kind: 'group', origin: PEER, owner })
})
afterAll(async () => {
  await api.close()
  await documents.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM video_rating')
  await database.db.query('DELETE FROM video_comment')
  await database.db.query('DELETE FROM outgoing_activity')
  video = await aVideo(database.db, people.ada.channelId)
  there = await aRemoteVideo(database.db, channel)
})

const here = (path: string) => `${fixture.deps.origin}${path}`
const opinion = (type: 'Like' | 'Dislike', { uuid }: AVideo, actor = remo) => ({
  ...{ type, id: `${actor.url}/${type.toLowerCase()}s/28`, actor: actor.url, to: [here('/accounts/ada')], cc: [] },
  object: here(`/videos/watch/${uuid}`)
})
const undo = (object: ReturnType<typeof opinion>, actor = remo) => ({
  ...{ type: 'Undo', id: `${object.id}/undo`, actor: actor.url, object }
})
const numbers = async ({ id } = video as { id: number }) =>
  (await database.db.query('SELECT likes, dislikes FROM video WHERE id = $1', [id])).rows[0]
const ask = (as: keyof People, method: string, path: string, body?: object) =>
  fetch(`${api.origin}/api/v1/videos/${path}`, {
    method,
    headers: { authorization: as, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) })
  })
const fetchDocument = (path: string) =>
  fetch(documents.origin + path, { headers: { Accept: 'application/activity+json' } })

describe('opinions of people elsewhere', () => {
  test('are counted once, change, and are taken back', async () => {
    for (let n = 0; n < 2; n++) await fixture.receive(remo, opinion('Like', video))
    expect(await numbers()).toEqual({ likes: 1, dislikes: 0 })
    for (let n = 0; n < 2; n++) await fixture.receive(remo, opinion('Dislike', video))
    expect(await numbers()).toEqual({ likes: 0, dislikes: 1 })
    await fixture.receive(remo, undo(opinion('Like', video)))
    expect(await numbers()).toEqual({ likes: 0, dislikes: 1 })
    for (let n = 0; n < 2; n++) await fixture.receive(remo, undo(opinion('Dislike', video)))
    expect(await numbers()).toEqual({ likes: 0, dislikes: 0 })
    expect(await fixture.tell()).toEqual([])
  })

  test('are refused under another’s name, of channels, and of what is not for everybody', async () => {
    await fixture.receive(remo, opinion('Like', video))
    await expect(fixture.receive(owner, undo(opinion('Like', video), owner))).rejects.toThrow(Refused)
    await expect(fixture.receive(channel, opinion('Like', video, channel))).rejects.toThrow(Refused)
    const elsewhere = { ...opinion('Like', video), id: 'https://other.example/likes/1' }
    await expect(fixture.receive(remo, elsewhere)).rejects.toThrow(Refused)
    expect(await numbers()).toEqual({ likes: 1, dislikes: 0 })
    for (const privacy of [3, 4, 5]) {
      const hidden = await aVideo(database.db, people.ada.channelId, { privacy, passwords: ['x'] })
      await expect(fixture.receive(remo, opinion('Like', hidden))).rejects.toThrow(Refused)
    }
  })

  test('of videos elsewhere are for their servers to count', async () => {
    await fixture.receive(remo, { ...opinion('Like', video), object: there.url })
    expect(await numbers(there)).toEqual({ likes: 0, dislikes: 0 })
  })
})

describe('opinions of members', () => {
  const rate = (rating: string, path: string) => ask('bob', 'PUT', `${path}/rate`, { rating })

  test('of videos elsewhere go to their server alone, in PeerTube’s shape', async () => {
    expect((await rate('like', there.uuid)).status).toBe(204)
    await rate('like', there.uuid)
    const like = { id: here(`/accounts/bob/likes/${there.id}`), type: 'Like', actor: here('/accounts/bob') }
    expect(await fixture.tell()).toEqual([
      {
        body: { '@context': expect.any(Array), to: [owner.url], cc: [], ...like, object: there.url },
        ...{ text: null, signerUrl: here('/accounts/bob'), inboxes: [`${PEER}/inbox`] }
      }
    ])
    const document = await fetchDocument(`/accounts/bob/likes/${there.id}`)
    expect(await document.json()).toMatchObject({ ...like, object: there.url, to: [PUBLIC] })
    expect((await fetchDocument(`/accounts/bob/dislikes/${there.id}`)).status).toBe(404)

    await rate('dislike', there.uuid)
    await rate('none', there.uuid)
    const followers = { to: [PUBLIC], cc: [here('/accounts/bob/followers')] }
    expect((await fixture.tell()).map(({ body }) => body)).toMatchObject([
      { type: 'Undo', id: `${like.id}/undo`, actor: like.actor, object: { ...followers, ...like, object: there.url } },
      { type: 'Dislike', id: here(`/accounts/bob/dislikes/${there.id}`) },
      { type: 'Undo', id: here(`/accounts/bob/dislikes/${there.id}/undo`), object: { type: 'Dislike' } }
    ])
  })

  test('of ours are told to nobody by themselves', async () => {
    await rate('like', video.uuid)
    expect(await fixture.tell()).toEqual([])
  })
})

describe('words of members', () => {
  const say = async (as: keyof People, path: string, text = 'Words', under?: number) => {
    const answer = await ask(as, 'POST', `${path}/${under ? `comments/${under}` : 'comment-threads'}`, { text })
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { comment: { id: number; url: string; heldForReview: boolean } }).comment
  }
  const remoteComment = async (inReplyTo: string) => {
    const id = `${PEER}/notes/${crypto.randomUUID()}`
    const object = {
      ...{ type: 'Note', id, attributedTo: remo.url, content: 'There', mediaType: 'text/markdown', inReplyTo },
      ...{ published: '2026-11-01T10:00:00.000Z', to: [PUBLIC] }
    }
    await fixture.receive(remo, { type: 'Create', id: `${id}/activity`, actor: remo.url, object })
    await fixture.tell()
    return id
  }

  test('under a video elsewhere go to its server alone', async () => {
    const comment = await say('bob', there.uuid)
    expect(comment.url).toBe(here(`/videos/watch/${there.uuid}/comments/${comment.id}`))
    const audience = {
      to: [PUBLIC, `${channel.url}/followers`, `${owner.url}/followers`, here('/accounts/bob/followers')],
      cc: []
    }
    expect(await fixture.tell()).toEqual([
      {
        body: {
          ...{ '@context': expect.any(Array), ...audience, type: 'Create', id: `${comment.url}/activity` },
          actor: here('/accounts/bob'),
          object: {
            ...{ ...audience, type: 'Note', id: comment.url, content: 'Words', mediaType: 'text/markdown' },
            ...{ inReplyTo: there.url, updated: expect.any(String), published: expect.any(String), url: comment.url },
            ...{ attributedTo: here('/accounts/bob'), replyApproval: null, tag: [] }
          }
        },
        ...{ text: null, signerUrl: here('/accounts/bob'), inboxes: [`${PEER}/inbox`] }
      }
    ])
    const document = await fetchDocument(new URL(comment.url).pathname)
    expect(await document.json()).toMatchObject({ type: 'Note', id: comment.url, inReplyTo: there.url })
  })

  test('wait until its owner lets them pass, where that is so', async () => {
    await database.db.query('UPDATE video SET comments_policy = 3 WHERE id = $1', [there.id])
    const comment = await say('mona', there.uuid)
    expect(comment.heldForReview).toBe(true)
    expect((await fixture.tell()).map(({ body }) => body.type)).toEqual(['Create'])
    expect((await ask('mona', 'POST', `${there.uuid}/comments/${comment.id}/approve`)).status).toBe(403)

    const decision = (type: string) => ({
      ...{ type, id: `${there.url}/comments/9/approve-reply`, object: comment.url, inReplyTo: there.url }
    })
    await expect(fixture.receive(remo, decision('ApproveReply'))).rejects.toThrow(Refused)
    for (let n = 0; n < 2; n++) await fixture.receive(owner, decision('ApproveReply'))
    const isHeld = async () =>
      (await database.db.query<{ held: boolean }>('SELECT held_for_review AS held FROM video_comment')).rows[0]?.held
    expect(await isHeld()).toBe(false)
    expect((await fixture.tell()).map(({ body }) => body)).toMatchObject([
      { type: 'Create', object: { replyApproval: `${there.url}/comments/9/approve-reply` } }
    ])
    await expect(fixture.receive(remo, decision('RejectReply'))).rejects.toThrow(Refused)
    await fixture.receive(owner, decision('RejectReply'))
    const { rows } = await database.db.query('SELECT text, deleted_at IS NOT NULL AS gone FROM video_comment')
    expect(rows).toEqual([{ text: '', gone: true }])
    expect(await fixture.tell()).toEqual([])
  })

  test('answering somebody elsewhere call and reach them, and the followers', async () => {
    const first = await remoteComment(here(`/videos/watch/${video.uuid}`))
    const { rows } = await database.db.query<{ id: number }>('SELECT id FROM video_comment')
    const comment = await say('bob', video.uuid, 'Answer', rows[0]!.id)
    const told = await fixture.tell()
    expect(told).toMatchObject([
      {
        body: {
          cc: [
            ...[here('/accounts/bob/followers'), remo.url, here('/video-channels/ada_channel/followers')],
            ...[here('/accounts/peertube/followers'), here('/accounts/ada/followers')]
          ],
          object: {
            ...{ inReplyTo: first, replyApproval: `${comment.url}/approve-reply` },
            tag: [{ type: 'Mention', href: remo.url, name: '@remo@peer.example' }]
          }
        },
        inboxes: [`${PEER}/inbox`]
      }
    ])
  })

  test('that nobody else may see are told to nobody', async () => {
    for (const privacy of [3, 4]) {
      const hidden = await aVideo(database.db, people.ada.channelId, { privacy })
      await say('ada', hidden.uuid)
    }
    expect(await fixture.tell()).toEqual([])
  })

  test('taken back are taken back where they were told', async () => {
    const comment = await say('bob', there.uuid)
    await fixture.tell()
    expect((await ask('bob', 'DELETE', `${there.uuid}/comments/${comment.id}`)).status).toBe(204)
    expect(await fixture.tell()).toMatchObject([
      {
        body: { type: 'Delete', id: `${comment.url}/delete`, actor: here('/accounts/bob'), object: comment.url },
        inboxes: [`${PEER}/inbox`]
      }
    ])
    expect(await (await fetchDocument(new URL(comment.url).pathname)).json()).toMatchObject({ type: 'Tombstone' })
  })

  test('of somebody elsewhere are taken away by moderators: under ours everywhere, under others’ only here', async () => {
    const mine = await remoteComment(here(`/videos/watch/${video.uuid}`))
    await remoteComment(there.url)
    const { rows } = await database.db.query<{ id: number; video_id: number }>(
      'SELECT id, video_id FROM video_comment ORDER BY id'
    )
    expect((await ask('mona', 'DELETE', `${video.uuid}/comments/${rows[0]!.id}`)).status).toBe(204)
    expect((await ask('mona', 'DELETE', `${there.uuid}/comments/${rows[1]!.id}`)).status).toBe(204)
    expect(await fixture.tell()).toMatchObject([
      { body: { type: 'Delete', actor: here('/accounts/ada'), object: mine }, inboxes: [`${PEER}/inbox`] }
    ])
  })

  test('of somebody elsewhere that the owner does not let pass: their server is told', async () => {
    await database.db.query('UPDATE video SET comments_policy = 3 WHERE id = $1', [video.id])
    const mine = await remoteComment(here(`/videos/watch/${video.uuid}`))
    const { rows } = await database.db.query<{ id: number }>('SELECT id FROM video_comment')
    await ask('ada', 'DELETE', `${video.uuid}/comments/${rows[0]!.id}`)
    expect(await fixture.tell()).toMatchObject([
      { body: { type: 'RejectReply', actor: here('/accounts/ada'), object: mine }, inboxes: [`${remo.url}/inbox`] }
    ])
  })

  test('stand beside those of others in threads', async () => {
    const first = await remoteComment(there.url)
    const answer = await ask('bob', 'GET', `${there.uuid}/comment-threads`)
    const { data } = (await answer.json()) as { data: object[] }
    expect(data).toMatchObject([
      { url: first, text: 'There', account: { name: 'remo', host: 'peer.example', url: remo.url } }
    ])
  })
})
