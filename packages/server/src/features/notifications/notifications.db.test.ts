import { expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { useNotifications } from '../../../../../tests/support/notifications-bench.ts'

const at = useNotifications()
const { listed, typesOf, happen, one, followAdasChannel, comment } = at

test('a new video is told to subscribers and its owner, once', async () => {
  await followAdasChannel('bob')
  const video = await aVideo(at.db, at.people.ada.channelId)
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
  const video = await aVideo(at.db, at.people.ada.channelId)
  await happen({ type: 'video.published', videoId: video.id, byOwner: true })
  expect(await typesOf('ada')).toEqual([])
})

test.each([
  ['private', { privacy: 3 }, {}],
  ['unlisted', { privacy: 2 }, {}],
  ['not ready', {}, { state: 2 }]
] as const)('a video that is %s is told to no subscriber', async (_why, change, columns) => {
  await followAdasChannel('bob')
  const video = await aVideo(at.db, at.people.ada.channelId, { ...change, columns })
  await happen({ type: 'video.published', videoId: video.id })
  expect(await typesOf('bob')).toEqual([])
})

test.each([3, 5])('the name of a video whose privacy became %i is told no longer', async privacy => {
  await followAdasChannel('bob')
  const video = await aVideo(at.db, at.people.ada.channelId)
  await happen({ type: 'video.published', videoId: video.id })
  await at.db.query('UPDATE video SET privacy = $2 WHERE id = $1', [video.id, privacy])
  expect([await listed('bob'), await typesOf('ada')]).toEqual([{ total: 0, data: [] }, [6]])
})

test('a call under a video with a password tells nobody its name', async () => {
  const video = await aVideo(at.db, at.people.ada.channelId, { privacy: 5, passwords: ['secret'] })
  const { id } = await comment(video.id, 'bob', 'Look, @mona!')
  await happen({ type: 'comment.created', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[2], []])
})

test('comments are told to the owner, and to whom they call', async () => {
  const video = await aVideo(at.db, at.people.ada.channelId)
  const { id } = await comment(video.id, 'bob', 'Look, @Mona and @bob and @ada!')
  await happen({ type: 'comment.created', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona'), await typesOf('bob')]).toEqual([[2], [11], []])
  expect((await listed('ada')).data[0]!.comment).toMatchObject({
    id,
    threadId: id,
    heldForReview: false,
    account: { name: 'bob', host: 'tube.example' },
    video: { uuid: video.uuid }
  })
  await at.db.query('UPDATE video_comment SET deleted_at = now() WHERE id = $1', [id])
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[], []])
})

test('a held comment is told to the owner alone until it is approved', async () => {
  const video = await aVideo(at.db, at.people.ada.channelId)
  const { id } = await comment(video.id, 'bob', 'Hello @mona', true)
  await happen({ type: 'comment.created', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[2], []])
  await at.db.query('UPDATE video_comment SET held_for_review = false WHERE id = $1', [id])
  await happen({ type: 'comment.approved', commentId: id })
  expect([await typesOf('ada'), await typesOf('mona')]).toEqual([[2], [11]])
})

test('who is muted is not heard', async () => {
  await at.db.query('INSERT INTO account_mute (by_account_id, account_id) VALUES ($1, $2)', [
    at.people.ada.accountId,
    at.people.bob.accountId
  ])
  const video = await aVideo(at.db, at.people.ada.channelId)
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
      id: followId,
      state: 'accepted',
      follower: { id: at.people.bob.accountId, name: 'bob' },
      following: { type: 'channel', name: 'ada_channel', host: 'tube.example' }
    }
  })
  await at.db.query('DELETE FROM follow')
  expect(await typesOf('ada')).toEqual([])
})

test('moderators hear of users, reports and held videos; owners of blocks; reporters of answers', async () => {
  const video = await aVideo(at.db, at.people.ada.channelId)
  const { id: abuseId } = await one<{ id: number }>(
    `INSERT INTO abuse (kind, reporter_account_id, flagged_account_id, video_id, reason)
     VALUES ('video', $1, $2, $3, 'x') RETURNING id`,
    [at.people.bob.accountId, at.people.ada.accountId, video.id]
  )
  const { id: messageId } = await one<{ id: number }>(
    "INSERT INTO abuse_message (abuse_id, account_id, by_moderator, message) VALUES ($1, $2, true, 'x') RETURNING id",
    [abuseId, at.people.mona.accountId]
  )
  await at.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 2)', [video.id])
  await happen(
    { type: 'user.registered', userId: at.people.bob.userId },
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
  const video = await aVideo(at.db, at.people.ada.channelId)
  const { id: importId } = await one<{ id: number }>(
    `INSERT INTO video_import (user_id, channel_id, target_url, fields, state, video_id)
     VALUES ($1, $2, 'https://there.example/x.mp4', '{}', $3, $4) RETURNING id`,
    [at.people.ada.userId, at.people.ada.channelId, state, state === 3 ? video.id : null]
  )
  await happen({ type: 'import.ended', importId }, { type: 'import.ended', importId })
  const { data } = await listed('ada')
  expect(data.map(told => told.type)).toEqual(type ? [type] : [])
  if (!type) return
  expect(data[0]!.videoImport).toMatchObject({ id: importId, targetUrl: 'https://there.example/x.mp4' })
  expect(data[0]!.videoImport!.video?.uuid).toBe(type === 7 ? video.uuid : undefined)
})

test('reporters and former owners are not told the name of a video that is hidden from them by now', async () => {
  const video = await aVideo(at.db, at.people.ada.channelId)
  const { id: abuseId } = await one<{ id: number }>(
    `INSERT INTO abuse (kind, reporter_account_id, flagged_account_id, video_id, reason)
     VALUES ('video', $1, $2, $3, 'x') RETURNING id`,
    [at.people.bob.accountId, at.people.ada.accountId, video.id]
  )
  const { id: importId } = await one<{ id: number }>(
    `INSERT INTO video_import (user_id, channel_id, target_url, fields, state, video_id)
     VALUES ($1, $2, 'https://there.example/x.mp4', '{}', 3, $3) RETURNING id`,
    [at.people.bob.userId, at.people.bob.channelId, video.id]
  )
  await happen({ type: 'abuse.state-changed', abuseId }, { type: 'import.ended', importId })
  expect(JSON.stringify(await listed('bob')).match(/A video/g)).toHaveLength(2)
  await at.db.query("UPDATE video SET privacy = 3, name = 'My secret' WHERE id = $1", [video.id])
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
