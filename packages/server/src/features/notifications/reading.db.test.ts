/** Where people are told, how they read it, and when it is forgotten. */
import { expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { ORIGIN, useNotifications } from '../../../../../tests/support/notifications-bench.ts'
import { countUnread, sweepNotifications } from './index.ts'

const at = useNotifications()
const { api, listed, typesOf, happen, one, followAdasChannel } = at

test('users choose what they are told, and where', async () => {
  const settings = { newUserRegistration: 0, abuseAsModerator: 2 }
  expect((await api('mona', 'notification-settings', 'PUT', settings)).status).toBe(204)
  expect((await api('mona', 'notification-settings', 'PUT', { newFollow: 4 })).status).toBe(400)
  expect((await api(undefined, 'notification-settings', 'PUT', settings)).status).toBe(401)
  const { id: abuseId } = await one<{ id: number }>(
    "INSERT INTO abuse (kind, flagged_account_id, reason) VALUES ('account', $1, 'x') RETURNING id",
    [at.people.ada.accountId]
  )
  // Moderators know what one of them has just written.
  await happen({ type: 'abuse.created', abuseId, byModerator: true })
  expect([await typesOf('mona'), await typesOf('ruth')]).toEqual([[], []])
  await happen({ type: 'user.registered', userId: at.people.bob.userId }, { type: 'abuse.created', abuseId })
  expect([await typesOf('mona'), await typesOf('ruth')]).toEqual([[], [3, 9]])
  const { rows } = await at.db.query('SELECT recipient FROM mail ORDER BY recipient')
  expect(rows).toEqual([{ recipient: 'mona@example.org' }, { recipient: 'ruth@example.org' }])
})

test('an offer is told on our own pages and by e-mail, and is no news once it came to nothing', async () => {
  const video = await aVideo(at.db, at.people.ada.channelId, { name: 'Fête', privacy: 3 })
  const { id: offerId } = await one<{ id: number }>(
    `INSERT INTO ownership_change (video_id, initiator_account_id, next_owner_account_id) VALUES ($1, $2, $3)
     RETURNING id`,
    [video.id, at.people.ada.accountId, at.people.bob.accountId]
  )
  await happen({ type: 'video.offered', offerId }, { type: 'video.offered', offerId })
  // PeerTube's programs would not know what to say.
  expect([await listed('bob'), await listed('bob', '?count=0&unread=true')]).toMatchObject([{ total: 0 }, { total: 0 }])
  const ours = () => listed('bob', '?withOwnTypes=true')
  expect(await ours()).toMatchObject({
    total: 1,
    data: [{ type: 1001, read: false, account: { name: 'ada' }, video: { name: 'Fête' } }]
  })
  expect(await countUnread(at.db, at.people.bob.userId)).toBe(1)
  const { rows: mails } = await at.db.query<{ subject: string; body: string }>(
    'SELECT recipient, subject, body FROM mail'
  )
  expect(mails).toMatchObject([{ recipient: 'bob@example.org', subject: expect.stringContaining('ada offers you') }])
  expect(mails[0]!.body).toContain(`${ORIGIN}/my-library/ownership`)

  await at.db.query("UPDATE ownership_change SET status = 'REFUSED' WHERE id = $1", [offerId])
  expect([(await ours()).total, await countUnread(at.db, at.people.bob.userId)]).toEqual([0, 0])
  await at.db.query('DELETE FROM ownership_change WHERE id = $1', [offerId])
  expect((await at.db.query('SELECT FROM notification')).rowCount).toBe(0)
  // Withdrawn before it was told.
  await happen({ type: 'video.offered', offerId })
  expect((await ours()).total).toBe(0)
})

test('letters are in the language of their reader, and go to no address that was not proven', async () => {
  await at.db.query("UPDATE app_user SET language = 'fr' WHERE username = 'ada'")
  await at.db.query("UPDATE app_user SET email_verified = false WHERE username = 'mona'")
  const video = await aVideo(at.db, at.people.ada.channelId, { name: 'Fête' })
  await at.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 2)', [video.id])
  await happen({ type: 'video.blocked', videoId: video.id }, { type: 'video.auto-blocked', videoId: video.id })
  const { rows } = await at.db.query<{ recipient: string; subject: string; body: string }>(
    'SELECT recipient, subject, body FROM mail ORDER BY id'
  )
  expect(rows.map(({ recipient, subject }) => [recipient, subject])).toEqual([
    ['ada@example.org', '[A server for tests] Votre vidéo Fête a été bloquée'],
    ['ruth@example.org', '[A server for tests] The new video Fête waits for a moderator']
  ])
  expect(rows[0]!.body).toContain(`${ORIGIN}/w/`)
})

test('are read one by one or all, by their own reader', async () => {
  const videos = [await aVideo(at.db, at.people.ada.channelId), await aVideo(at.db, at.people.ada.channelId)]
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
  const video = await aVideo(at.db, at.people.ada.channelId)
  await followAdasChannel('bob')
  await happen({ type: 'video.published', videoId: video.id })
  await at.db.query("UPDATE notification SET created_at = now() - interval '100 days'")
  await api('ada', 'notifications/read-all', 'POST')
  await sweepNotifications(at.db)
  expect([await typesOf('ada'), await typesOf('bob')]).toEqual([[], [1]])
})
