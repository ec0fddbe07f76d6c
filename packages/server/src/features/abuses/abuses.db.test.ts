import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import type { AdminAbuse, DomainEvent } from '../../contract/index.ts'
import { commentRoutes } from '../comments/index.ts'
import { muteRoutes } from '../mutes/index.ts'
import { abuseRoutes } from './index.ts'

const origin = 'http://videos.example'
let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  const deps = { db: database.db, origin }
  people = await makePeople(database.db)
  server = await serveApi(people, abuseRoutes(deps), commentRoutes(deps), muteRoutes(deps))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query(
    'DELETE FROM abuse; DELETE FROM abuse_message; DELETE FROM account_mute; DELETE FROM domain_event'
  )
  video = await aVideo(database.db, people.ada.channelId, { name: 'Fête' })
})

// biome-ignore lint/suspicious/noExplicitAny: what answers hold is what the tests find out.
type Answer = { status: number; body: any }
async function ask(method: string, path: string, as?: keyof People, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : undefined }
}

const report = (as: keyof People | undefined, target: object, change: object = {}) =>
  ask('POST', '/abuses', as, { reason: 'Not his own music', ...target, ...change })
const reported = async (as: keyof People, target: object, change: object = {}): Promise<number> =>
  (await report(as, target, change)).body.abuse.id
const list = async (query = '', as: keyof People = 'mona'): Promise<{ total: number; data: AdminAbuse[] }> =>
  (await ask('GET', `/abuses${query}`, as)).body
const events = async () =>
  (
    await database.db.query<{ payload: DomainEvent }>(
      "SELECT payload FROM domain_event WHERE subscriber = 'notifications' ORDER BY id"
    )
  ).rows.map(({ payload }) => payload)
async function comment(as: keyof People, on = video): Promise<number> {
  return (await ask('POST', `/videos/${on.uuid}/comment-threads`, as, { text: 'Rude words' })).body.comment.id
}

describe('a report', () => {
  test('of a video tells moderators all about it, and its reporter what they said', async () => {
    const change = { predefinedReasons: ['rights', 'privacy', 'rights'], moderationComment: 'x' }
    const id = await reported('bob', { video: { id: video.id, startAt: 1, endAt: 3 } }, change)
    expect(await events()).toEqual([{ type: 'abuse.created', abuseId: id }])

    const mine = (await ask('GET', '/users/me/abuses', 'bob')).body
    const told = {
      id,
      reason: 'Not his own music',
      predefinedReasons: ['rights', 'privacy'],
      state: { id: 1, label: 'Pending' },
      countMessages: 0,
      flaggedAccount: { name: 'ada', host: 'videos.example' },
      video: { id: video.id, uuid: video.uuid, name: 'Fête', startAt: 1, endAt: 3, deleted: false, blacklisted: false },
      comment: null
    }
    expect(mine).toMatchObject({ total: 1, data: [told] })
    expect(mine.data[0]).not.toHaveProperty('moderationComment')
    expect(mine.data[0]).not.toHaveProperty('reporterAccount')
    expect(mine.data[0].video.channel).toMatchObject({ isLocal: true, banners: [] })
    expect(await list()).toMatchObject({
      total: 1,
      data: [
        {
          ...told,
          video: { ...told.video, countReports: 1, nthReport: 1, thumbnailPath: expect.any(String) },
          reporterAccount: { name: 'bob' },
          moderationComment: null,
          countReportsForReporter: 1,
          countReportsForReportee: 1
        }
      ]
    })
  })

  test('of a comment or an account names them', async () => {
    const commentId = await comment('bob')
    await reported('ada', { comment: { id: commentId } })
    await reported('ada', { account: { id: people.bob.accountId } })
    const { data } = await list('?sort=createdAt')
    expect(data[0]).toMatchObject({
      video: null,
      flaggedAccount: { name: 'bob' },
      comment: { id: commentId, threadId: commentId, text: 'Rude words', deleted: false, video: { name: 'Fête' } }
    })
    expect(data[1]).toMatchObject({ video: null, comment: null, flaggedAccount: { name: 'bob' } })

    await ask('DELETE', `/videos/${video.uuid}/comments/${commentId}`, 'bob')
    expect((await list('?filter=comment')).data[0]?.comment).toMatchObject({ text: '', deleted: true })
  })

  test('outlives what it is about, and tells its reporter nothing that they did not see', async () => {
    await reported('bob', { video: { id: video.uuid } })
    await database.db.query("UPDATE video SET name = 'Secret', privacy = 3 WHERE id = $1", [video.id])
    expect((await list()).data[0]?.video?.name).toBe('Secret')
    expect((await ask('GET', '/users/me/abuses', 'bob')).body.data[0].video.name).toBe('Fête')

    await database.db.query('DELETE FROM video WHERE id = $1', [video.id])
    const { data } = await list('?videoIs=deleted')
    expect(data[0]?.video).toMatchObject({ id: video.id, name: 'Fête', deleted: true, thumbnailPath: null })
    expect((await ask('GET', '/users/me/abuses', 'bob')).body.data[0].video).toMatchObject({ deleted: true })
  })

  test.each([
    [{ reason: '' }, 'reason'],
    [{ reason: 'x' }, 'reason'],
    [{ reason: 'x'.repeat(3001) }, 'reason'],
    [{ predefinedReasons: ['none'] }, 'predefinedReasons'],
    [{ video: { id: 'not an id' } }, 'video'],
    [{ video: { id: 1, startAt: 5, endAt: 5 } }, 'video'],
    [{ video: { id: 1, startAt: -1 } }, 'video'],
    [{ video: undefined }, 'video'],
    [{ video: undefined, comment: { id: 'x' } }, 'comment']
  ])('with %j is refused', async (change, field) => {
    const answer = await report('bob', { video: { id: video.id } }, change)
    expect(answer.status).toBe(400)
    expect(answer.body['invalid-params']).toHaveProperty(field)
    expect((await list()).total).toBe(0)
  })

  test('is only of what its reporter sees', async () => {
    const { db } = database
    expect((await report(undefined, { video: { id: video.id } })).status).toBe(401)
    for (const [privacy, byNumber, byUuid] of [
      [2, 404, 200],
      [3, 404, 403],
      [4, 200, 200],
      [5, 404, 200]
    ] as const) {
      const other = await aVideo(db, people.ada.channelId, { privacy, passwords: privacy === 5 ? ['1234'] : [] })
      expect((await report('bob', { video: { id: other.id } })).status).toBe(byNumber)
      expect((await report('bob', { video: { id: other.uuid } })).status).toBe(byUuid)
      const commentId = await comment('ada', other)
      expect((await report('bob', { comment: { id: commentId } })).status).toBe(privacy === 4 ? 200 : 404)
    }
    const commentId = await comment('ada')
    await db.query('UPDATE video_comment SET held_for_review = true WHERE id = $1', [commentId])
    expect((await report('bob', { comment: { id: commentId } })).status).toBe(404)
    expect((await report('bob', { account: { id: 999_999 } })).status).toBe(404)
  })
})

describe('moderators', () => {
  test('decide, note and delete', async () => {
    const id = await reported('bob', { video: { id: video.id } })
    await database.db.query('TRUNCATE domain_event')
    const change = { state: 3, moderationComment: 'Seen' }
    expect((await ask('PUT', `/abuses/${id}`, 'mona', change)).status).toBe(204)
    expect((await ask('PUT', `/abuses/${id}`, 'mona', change)).status).toBe(204)
    expect(await events()).toEqual([{ type: 'abuse.state-changed', abuseId: id }])
    expect((await list()).data[0]).toMatchObject({
      state: { id: 3, label: 'Accepted' },
      moderationComment: 'Seen'
    })
    for (const bad of [{ state: 4 }, { state: 'x' }, { moderationComment: 'x' }])
      expect((await ask('PUT', `/abuses/${id}`, 'mona', bad)).status).toBe(400)
    expect((await ask('PUT', '/abuses/999999', 'mona', change)).status).toBe(404)
    expect((await ask('DELETE', `/abuses/${id}`, 'mona')).status).toBe(204)
    expect((await ask('DELETE', `/abuses/${id}`, 'mona')).status).toBe(404)
  })

  test('find reports by what they are', async () => {
    await reported('bob', { video: { id: video.id } }, { predefinedReasons: ['rights'] })
    await reported('mona', { account: { id: people.bob.accountId } })
    const found = async (query: string) => (await list(`?${query}`)).total
    for (const query of ['search=FETE', 'searchVideo=fête', 'searchReporter=bob', 'searchReportee=ada', 'state=1'])
      expect([query, await found(query)]).toEqual([query, query === 'state=1' ? 2 : 1])
    expect(await found('predefinedReason=rights')).toBe(1)
    expect(await found('filter=account')).toBe(1)
    expect(await found('videoIs=blacklisted')).toBe(0)
    await database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [video.id])
    expect(await found('videoIs=blacklisted')).toBe(1)
    expect(await found('start=9')).toBe(2)
    expect((await ask('GET', '/abuses?filter=none', 'mona')).status).toBe(400)
    expect((await ask('GET', '/users/me/abuses?search=ada', 'bob')).body.total).toBe(1)
    expect((await ask('GET', '/users/me/abuses?state=2', 'bob')).body.total).toBe(0)
  })

  test('do not hear from whom they mute, and nobody hears from them about their own reports', async () => {
    await reported('bob', { video: { id: video.id } })
    await reported('mona', { video: { id: video.id } })
    expect(await events()).toEqual([
      { type: 'abuse.created', abuseId: expect.any(Number) },
      expect.objectContaining({ byModerator: true })
    ])
    await ask('POST', '/users/me/blocklist/accounts', 'mona', { accountName: 'bob' })
    expect((await list()).total).toBe(1)
    expect((await list('', 'ruth')).total).toBe(2)
  })

  test('alone do so', async () => {
    const id = await reported('bob', { video: { id: video.id } })
    for (const [method, path] of [
      ['GET', '/abuses'],
      ['PUT', `/abuses/${id}`],
      ['DELETE', `/abuses/${id}`]
    ] as const) {
      expect((await ask(method, path, 'bob', method === 'PUT' ? { state: 2 } : undefined)).status).toBe(403)
      expect((await ask(method, path, undefined, method === 'PUT' ? { state: 2 } : undefined)).status).toBe(401)
    }
    expect((await ask('GET', '/users/me/abuses')).status).toBe(401)
  })
})

describe('messages', () => {
  test('go between the reporter and the moderators', async () => {
    const id = await reported('bob', { video: { id: video.id } })
    const path = `/abuses/${id}/messages`
    const first = (await ask('POST', path, 'mona', { message: 'Which part?' })).body.abuseMessage.id
    const second = (await ask('POST', path, 'bob', { message: 'The end' })).body.abuseMessage.id
    expect((await events()).slice(1)).toEqual(
      [first, second].map(messageId => ({ type: 'abuse.message-created', messageId }))
    )
    const { body } = await ask('GET', path, 'bob')
    expect(body).toMatchObject({
      total: 2,
      data: [
        { id: first, byModerator: true, message: 'Which part?', account: { name: 'mona' } },
        { id: second, byModerator: false, message: 'The end', account: { name: 'bob' } }
      ]
    })
    expect((await list()).data[0]?.countMessages).toBe(2)

    expect((await ask('DELETE', `${path}/${first}`, 'bob')).status).toBe(403)
    expect((await ask('DELETE', `${path}/${second}`, 'bob')).status).toBe(204)
    expect((await ask('DELETE', `${path}/${second}`, 'bob')).status).toBe(404)
    expect((await ask('DELETE', `${path}/${first}`, 'ruth')).status).toBe(204)
  })

  test('are nobody else’s', async () => {
    const id = await reported('bob', { video: { id: video.id } })
    const other = await reported('bob', { account: { id: people.ada.accountId } })
    const path = `/abuses/${id}/messages`
    const message = (await ask('POST', path, 'bob', { message: 'Please' })).body.abuseMessage.id
    expect((await ask('GET', path, 'ada')).status).toBe(403)
    expect((await ask('GET', path)).status).toBe(401)
    expect((await ask('POST', path, 'ada', { message: 'Let me' })).status).toBe(403)
    expect((await ask('DELETE', `${path}/${message}`, 'ada')).status).toBe(403)
    expect((await ask('DELETE', `/abuses/${other}/messages/${message}`, 'bob')).status).toBe(404)
    expect((await ask('POST', path, 'bob', { message: '' })).status).toBe(400)
    expect((await ask('GET', '/abuses/999999/messages', 'mona')).status).toBe(404)
  })

  test('end with their reporter', async () => {
    const id = await reported('bob', { video: { id: video.id } })
    await database.db.query('UPDATE abuse SET reporter_account_id = NULL')
    expect((await ask('POST', `/abuses/${id}/messages`, 'mona', { message: 'Hello?' })).status).toBe(400)
    expect((await list()).data[0]?.reporterAccount).toBeNull()
  })
})
