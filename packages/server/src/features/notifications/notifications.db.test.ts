import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { DomainEvent, UserNotification } from '../../contract/index.ts'
import { appendEvent, handleNext } from '../../platform/events.ts'
import { countUnread, notificationRoutes, notifyUsers, sweepNotifications } from './index.ts'
import { namesIn } from './tellings.ts'

const ORIGIN = 'https://tube.example'
let database: FreshDatabase
let server: TestServer
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(people, notificationRoutes({ db: database.db, origin: ORIGIN }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  for (const table of ['notification', 'mail', 'domain_event', 'follow', 'account_mute', 'abuse', 'video_block'])
    await database.db.query(`DELETE FROM ${table}`)
  await database.db.query("UPDATE app_user SET notification_settings = '{}', language = 'en', email_verified = NULL")
})

const api = (as: keyof People | undefined, path: string, method = 'GET', body?: unknown) =>
  fetch(`${server.origin}/api/v1/users/me/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
async function listed(as: keyof People, query = '') {
  const answer = await api(as, `notifications${query}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as { total: number; data: UserNotification[] }
}
const typesOf = async (as: keyof People) => (await listed(as)).data.map(({ type }) => type)

const handle = notifyUsers({ origin: ORIGIN, settings: someSettings(), hasMail: true })
async function happen(...events: DomainEvent[]) {
  await database.db.transaction(async tx => {
    for (const event of events) await appendEvent(tx, event)
  })
  while (await handleNext(database.db, 'notifications', handle));
  expect(
    (await database.db.query("SELECT 1 AS left_over FROM domain_event WHERE subscriber = 'notifications'")).rows
  ).toEqual([])
}
async function one<Row extends object>(text: string, values: unknown[]) {
  return (await database.db.query<Row>(text, values)).rows[0]!
}
const followAdasChannel = (who: keyof People) =>
  one<{ id: number }>(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT account.actor_id, channel.actor_id, 'accepted' FROM account, channel
      WHERE account.id = $1 AND channel.id = $2 RETURNING id`,
    [people[who].accountId, people.ada.channelId]
  )
const comment = (videoId: number, who: keyof People, text: string, isHeld = false) =>
  one<{ id: number }>(
    `WITH next AS (SELECT coalesce(max(id), 0) + 1 AS id FROM video_comment)
     INSERT INTO video_comment (id, video_id, account_id, thread_id, text, held_for_review)
     SELECT id, $1, $2, id, $3, $4 FROM next RETURNING id`,
    [videoId, people[who].accountId, text, isHeld]
  )

test('a new video is told to subscribers and its owner, once', async () => {
  await followAdasChannel('bob')
  const video = await aVideo(database.db, people.ada.channelId)
  await happen({ type: 'video.published', videoId: video.id }, { type: 'video.published', videoId: video.id })
  await happen({ type: 'transcoding.ended', videoId: video.id })
  expect([await typesOf('bob'), await typesOf('ada'), await typesOf('mona')]).toEqual([[1], [6], []])
  const [told] = (await listed('bob')).data
  expect(told).toMatchObject({
    read: false,
    video: { id: video.id, uuid: video.uuid, name: 'A video', channel: { name: 'ada_channel', avatars: [] } }
  })
  expect(told!.video!.shortUUID).toHaveLength(22)
})

test('an owner who has just opened a video is not told so', async () => {
  const video = await aVideo(database.db, people.ada.channelId)
  await happen({ type: 'video.published', videoId: video.id, byOwner: true })
  expect(await typesOf('ada')).toEqual([])
})

test.each([
  ['private', { privacy: 3 }, {}],
  ['unlisted', { privacy: 2 }, {}],
  ['not ready', {}, { state: 2 }]
] as const)('a video that is %s is told to no subscriber', async (_why, change, columns) => {
  await followAdasChannel('bob')
  const video = await aVideo(database.db, people.ada.channelId, { ...change, columns })
  await happen({ type: 'video.published', videoId: video.id })
  expect(await typesOf('bob')).toEqual([])
})

test.each([3, 5])('the name of a video whose privacy became %i is told no longer', async privacy => {
  await followAdasChannel('bob')
  const video = await aVideo(database.db, people.ada.channelId)
  await happen({ type: 'video.published', videoId: video.id })
  await database.db.query('UPDATE video SET privacy = $2 WHERE id = $1', [video.id, privacy])
  expect([await listed('bob'), await typesOf('ada')]).toEqual([{ total: 0, data: [] }, [6]])
})

test('a call under a video with a password tells nobody its name', async () => {
  const video = await aVideo(database.db, people.ada.channelId, { privacy: 5, passwords: ['secret'] })
  const { id } = await comment(video.id, 'bob', 'Look, @mona!')
  await happen({ type: 'comment.created', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[2], []])
})

test('comments are told to the owner, and to whom they call', async () => {
  const video = await aVideo(database.db, people.ada.channelId)
  const { id } = await comment(video.id, 'bob', 'Look, @Mona and @bob and @ada!')
  await happen({ type: 'comment.created', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona'), await typesOf('bob')]).toEqual([[2], [11], []])
  expect((await listed('ada')).data[0]!.comment).toMatchObject({
    ...{ id, threadId: id, heldForReview: false },
    ...{ account: { name: 'bob', host: 'tube.example' }, video: { uuid: video.uuid } }
  })
  await database.db.query('UPDATE video_comment SET deleted_at = now() WHERE id = $1', [id])
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[], []])
})

test('a held comment is told to the owner alone until it is approved', async () => {
  const video = await aVideo(database.db, people.ada.channelId)
  const { id } = await comment(video.id, 'bob', 'Hello @mona', true)
  await happen({ type: 'comment.created', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[2], []])
  await database.db.query('UPDATE video_comment SET held_for_review = false WHERE id = $1', [id])
  await happen({ type: 'comment.approved', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[2], [11]])
})

test('who is muted is not heard', async () => {
  await database.db.query('INSERT INTO account_mute (by_account_id, account_id) VALUES ($1, $2)', [
    people.ada.accountId,
    people.bob.accountId
  ])
  const video = await aVideo(database.db, people.ada.channelId)
  const { id: commentId } = await comment(video.id, 'bob', 'Hello @mona')
  const { id: followId } = await followAdasChannel('bob')
  await happen({ type: 'comment.created', commentId }, { type: 'follow.accepted', followId })
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[], [11]])
})

test('a new follower is told, and no longer when they left', async () => {
  const { id: followId } = await followAdasChannel('bob')
  await happen({ type: 'follow.accepted', followId })
  expect((await listed('ada')).data[0]).toMatchObject({
    type: 10,
    actorFollow: {
      ...{ id: followId, state: 'accepted', follower: { id: people.bob.accountId, name: 'bob' } },
      following: { type: 'channel', name: 'ada_channel', host: 'tube.example' }
    }
  })
  await database.db.query('DELETE FROM follow')
  expect(await typesOf('ada')).toEqual([])
})

test('moderators hear of users, reports and held videos; owners of blocks; reporters of answers', async () => {
  const video = await aVideo(database.db, people.ada.channelId)
  const { id: abuseId } = await one<{ id: number }>(
    `INSERT INTO abuse (kind, reporter_account_id, flagged_account_id, video_id, reason)
     VALUES ('video', $1, $2, $3, 'x') RETURNING id`,
    [people.bob.accountId, people.ada.accountId, video.id]
  )
  const { id: messageId } = await one<{ id: number }>(
    "INSERT INTO abuse_message (abuse_id, account_id, by_moderator, message) VALUES ($1, $2, true, 'x') RETURNING id",
    [abuseId, people.mona.accountId]
  )
  await database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 2)', [video.id])
  await happen(
    { type: 'user.registered', userId: people.bob.userId },
    { type: 'abuse.created', abuseId },
    { type: 'abuse.message-created', messageId },
    { type: 'abuse.state-changed', abuseId },
    { type: 'video.auto-blocked', videoId: video.id },
    { type: 'video.blocked', videoId: video.id },
    { type: 'video.unblocked', videoId: video.id }
  )
  expect([await typesOf('mona'), await typesOf('ruth')]).toEqual([
    [12, 3, 9],
    [12, 3, 9]
  ])
  expect([await typesOf('bob'), await typesOf('ada')]).toEqual([[15, 16], [4]])
  expect((await listed('mona')).data).toMatchObject([
    { videoBlacklist: { video: { uuid: video.uuid } } },
    { abuse: { id: abuseId, state: 1, video: { name: 'A video' } } },
    { account: { name: 'bob' } }
  ])
})

test.each([
  [3, 7],
  [4, 8],
  [5, undefined]
])('an import that ended in state %i is told to its owner once', async (state, type) => {
  const video = await aVideo(database.db, people.ada.channelId)
  const { id: importId } = await one<{ id: number }>(
    `INSERT INTO video_import (user_id, channel_id, target_url, fields, state, video_id)
     VALUES ($1, $2, 'https://there.example/x.mp4', '{}', $3, $4) RETURNING id`,
    [people.ada.userId, people.ada.channelId, state, state === 3 ? video.id : null]
  )
  await happen({ type: 'import.ended', importId }, { type: 'import.ended', importId })
  const { data } = await listed('ada')
  expect(data.map(told => told.type)).toEqual(type ? [type] : [])
  if (!type) return
  expect(data[0]!.videoImport).toMatchObject({ id: importId, targetUrl: 'https://there.example/x.mp4' })
  expect(data[0]!.videoImport!.video?.uuid).toBe(type === 7 ? video.uuid : undefined)
})

test('reporters and former owners are not told the name of a video that is hidden from them by now', async () => {
  const video = await aVideo(database.db, people.ada.channelId)
  const { id: abuseId } = await one<{ id: number }>(
    `INSERT INTO abuse (kind, reporter_account_id, flagged_account_id, video_id, reason)
     VALUES ('video', $1, $2, $3, 'x') RETURNING id`,
    [people.bob.accountId, people.ada.accountId, video.id]
  )
  const { id: importId } = await one<{ id: number }>(
    `INSERT INTO video_import (user_id, channel_id, target_url, fields, state, video_id)
     VALUES ($1, $2, 'https://there.example/x.mp4', '{}', 3, $3) RETURNING id`,
    [people.bob.userId, people.bob.channelId, video.id]
  )
  await happen({ type: 'abuse.state-changed', abuseId }, { type: 'import.ended', importId })
  expect(JSON.stringify(await listed('bob')).match(/A video/g)).toHaveLength(2)
  await database.db.query("UPDATE video SET privacy = 3, name = 'My secret' WHERE id = $1", [video.id])
  const told = await listed('bob')
  expect(told).toMatchObject({ total: 2, data: [{ videoImport: { id: importId } }, { abuse: { id: abuseId } }] })
  expect(JSON.stringify(told)).not.toMatch(/My secret|A video/)
})

test('news of what is gone meanwhile is no news', async () => {
  await happen(
    { type: 'video.published', videoId: 10 ** 9 },
    { type: 'comment.created', commentId: 10 ** 9 },
    { type: 'follow.accepted', followId: 10 ** 9 },
    { type: 'user.registered', userId: 10 ** 9 },
    { type: 'registration.requested', registrationId: 10 ** 9 },
    { type: 'abuse.created', abuseId: 10 ** 9 },
    { type: 'abuse.message-created', messageId: 10 ** 9 },
    { type: 'video.auto-blocked', videoId: 10 ** 9 }
  )
  expect((await listed('ruth')).total).toBe(0)
})

test('users choose what they are told, and where', async () => {
  const settings = { newUserRegistration: 0, abuseAsModerator: 2 }
  expect((await api('mona', 'notification-settings', 'PUT', settings)).status).toBe(204)
  expect((await api('mona', 'notification-settings', 'PUT', { newFollow: 4 })).status).toBe(400)
  expect((await api(undefined, 'notification-settings', 'PUT', settings)).status).toBe(401)
  const { id: abuseId } = await one<{ id: number }>(
    "INSERT INTO abuse (kind, flagged_account_id, reason) VALUES ('account', $1, 'x') RETURNING id",
    [people.ada.accountId]
  )
  // Moderators know what one of them has just written.
  await happen({ type: 'abuse.created', abuseId, byModerator: true })
  expect([await typesOf('mona'), await typesOf('ruth')]).toEqual([[], []])
  await happen({ type: 'user.registered', userId: people.bob.userId }, { type: 'abuse.created', abuseId })
  expect([await typesOf('mona'), await typesOf('ruth')]).toEqual([[], [3, 9]])
  const { rows } = await database.db.query('SELECT recipient FROM mail ORDER BY recipient')
  expect(rows).toEqual([{ recipient: 'mona@example.org' }, { recipient: 'ruth@example.org' }])
})

test('an offer is told on our own pages and by e-mail, and is no news once it came to nothing', async () => {
  const video = await aVideo(database.db, people.ada.channelId, { name: 'Fête', privacy: 3 })
  const { id: offerId } = await one<{ id: number }>(
    `INSERT INTO ownership_change (video_id, initiator_account_id, next_owner_account_id) VALUES ($1, $2, $3)
     RETURNING id`,
    [video.id, people.ada.accountId, people.bob.accountId]
  )
  await happen({ type: 'video.offered', offerId }, { type: 'video.offered', offerId })
  // PeerTube's programs would not know what to say.
  expect([await listed('bob'), await listed('bob', '?count=0&unread=true')]).toMatchObject([{ total: 0 }, { total: 0 }])
  const ours = () => listed('bob', '?withOwnTypes=true')
  expect(await ours()).toMatchObject({
    total: 1,
    data: [{ type: 1001, read: false, account: { name: 'ada' }, video: { name: 'Fête' } }]
  })
  expect(await countUnread(database.db, people.bob.userId)).toBe(1)
  const { rows: mails } = await database.db.query<{ subject: string; body: string }>(
    'SELECT recipient, subject, body FROM mail'
  )
  expect(mails).toMatchObject([{ recipient: 'bob@example.org', subject: expect.stringContaining('ada offers you') }])
  expect(mails[0]!.body).toContain(`${ORIGIN}/my-library/ownership`)

  await database.db.query("UPDATE ownership_change SET status = 'REFUSED' WHERE id = $1", [offerId])
  expect([(await ours()).total, await countUnread(database.db, people.bob.userId)]).toEqual([0, 0])
  await database.db.query('DELETE FROM ownership_change WHERE id = $1', [offerId])
  expect((await database.db.query('SELECT FROM notification')).rowCount).toBe(0)
  // Withdrawn before it was told.
  await happen({ type: 'video.offered', offerId })
  expect((await ours()).total).toBe(0)
})

test('letters are in the language of their reader, and go to no address that was not proven', async () => {
  await database.db.query("UPDATE app_user SET language = 'fr' WHERE username = 'ada'")
  await database.db.query("UPDATE app_user SET email_verified = false WHERE username = 'mona'")
  const video = await aVideo(database.db, people.ada.channelId, { name: 'Fête' })
  await database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 2)', [video.id])
  await happen({ type: 'video.blocked', videoId: video.id }, { type: 'video.auto-blocked', videoId: video.id })
  const { rows } = await database.db.query<{ recipient: string; subject: string; body: string }>(
    'SELECT recipient, subject, body FROM mail ORDER BY id'
  )
  expect(rows.map(({ recipient, subject }) => [recipient, subject])).toEqual([
    ['ada@example.org', '[A server for tests] Votre vidéo Fête a été bloquée'],
    ['ruth@example.org', '[A server for tests] The new video Fête waits for a moderator']
  ])
  expect(rows[0]!.body).toContain(`${ORIGIN}/w/`)
})

test('are read one by one or all, by their own reader', async () => {
  const videos = [await aVideo(database.db, people.ada.channelId), await aVideo(database.db, people.ada.channelId)]
  await happen(...videos.map(({ id }) => ({ type: 'video.published', videoId: id }) as const))
  const { data } = await listed('ada', '?unread=true&sort=createdAt&count=1')
  const ids = [data[0]!.id]
  expect(data[0]!.video!.id).toBe(videos[0]!.id)
  expect((await api('bob', 'notifications/read', 'POST', { ids })).status).toBe(204)
  expect((await listed('ada', '?unread=true&count=0')).total).toBe(2)
  expect((await api('ada', 'notifications/read', 'POST', { ids })).status).toBe(204)
  expect((await listed('ada', '?unread=true')).data.map(({ id }) => id)).not.toContain(ids[0])
  expect((await listed('ada', '?unread=false')).total).toBe(1)
  expect((await api('ada', 'notifications/read-all', 'POST')).status).toBe(204)
  expect((await listed('ada', '?unread=true')).total).toBe(0)
  expect((await api('ada', 'notifications/read', 'POST', { ids: ['x'] })).status).toBe(400)
  expect((await api(undefined, 'notifications')).status).toBe(401)
})

test('old ones go', async () => {
  const video = await aVideo(database.db, people.ada.channelId)
  await followAdasChannel('bob')
  await happen({ type: 'video.published', videoId: video.id })
  await database.db.query("UPDATE notification SET created_at = now() - interval '100 days'")
  await api('ada', 'notifications/read-all', 'POST')
  await sweepNotifications(database.db)
  expect([await typesOf('ada'), await typesOf('bob')]).toEqual([[], [1]])
})

test('names are found in texts', () => {
  const host = 'tube.example'
  const text = '@ada, x@bob.example (@mona.) @Ada @ruth@tube.example. @bob@other.example'
  expect(namesIn(text, { host, isLocal: true })).toEqual(['ada', 'mona', 'ruth'])
  expect(namesIn(text, { host, isLocal: false })).toEqual(['ruth'])
})
