import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import type { OwnershipChange } from '../../contract/index.ts'
import { ownershipRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(people, ownershipRoutes({ db: database.db, origin: 'https://here.example' }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

type Name = keyof People

const post = (as: Name | undefined, path: string, body: object = {}) =>
  fetch(`${server.origin}/api/v1/videos/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    body: JSON.stringify(body)
  })
const give = (as: Name | undefined, { uuid }: AVideo, username: string = 'bob') =>
  post(as, `${uuid}/give-ownership`, { username })
const offers = async (as: Name, query = '') => {
  const answer = await fetch(`${server.origin}/api/v1/videos/ownership${query}`, { headers: { authorization: as } })
  return (await answer.json()) as { total: number; data: OwnershipChange[] }
}
const accept = (as: Name, id: number, channelId = people[as].channelId) =>
  post(as, `ownership/${id}/accept`, { channelId })
const newestOffer = async (as: Name) => (await offers(as)).data[0]!
const ownerOf = async ({ id }: AVideo) => {
  const { rows } = await database.db.query<{ channel_id: number }>('SELECT channel_id FROM video WHERE id = $1', [id])
  return rows[0]!.channel_id
}
const offered = async (columns: Record<string, unknown> = {}) => {
  const video = await aVideo(database.db, people.ada.channelId, { columns })
  expect((await give('ada', video)).status).toBe(204)
  return { video, offer: await newestOffer('bob') }
}

test('a video that is offered and accepted changes its owner', async () => {
  const { video, offer } = await offered({ privacy: 3 })
  expect(offer).toMatchObject({
    status: 'WAITING',
    initiatorAccount: { name: 'ada' },
    nextOwnerAccount: { name: 'bob' },
    video: { uuid: video.uuid, channel: { id: people.ada.channelId } }
  })
  expect((await accept('bob', offer.id)).status).toBe(204)
  expect(await ownerOf(video)).toBe(people.bob.channelId)
  expect(await newestOffer('bob')).toMatchObject({ id: offer.id, status: 'ACCEPTED' })
  expect((await accept('bob', offer.id)).status).toBe(403)
})

test('a video that is refused stays, and is not shown any more when it is private', async () => {
  const { video, offer } = await offered({ privacy: 3 })
  expect((await post('bob', `ownership/${offer.id}/refuse`)).status).toBe(204)
  expect(await ownerOf(video)).toBe(people.ada.channelId)
  expect((await offers('bob')).data.map(({ id }) => id)).not.toContain(offer.id)
  expect((await accept('bob', offer.id)).status).toBe(403)
})

test('who offered a video sees what became of it, and no more of it than everybody once it is another’s', async () => {
  const { video, offer } = await offered({ privacy: 3 })
  const sent = async () => (await offers('ada', '?isSent=true')).data.filter(({ id }) => id === offer.id)
  expect(await sent()).toMatchObject([{ status: 'WAITING', nextOwnerAccount: { name: 'bob' } }])
  expect((await offers('bob', '?isSent=true')).data).toEqual([])
  expect((await accept('bob', offer.id)).status).toBe(204)
  expect(await sent()).toEqual([])
  await database.db.query('UPDATE video SET privacy = 1, state = 1 WHERE id = $1', [video.id])
  expect(await sent()).toMatchObject([{ status: 'ACCEPTED' }])
})

test('who made an offer takes it back as long as nobody answered, and nobody else does', async () => {
  const { video, offer } = await offered()
  const withdraw = (as: Name | undefined, id: number) => post(as, `ownership/${id}/withdraw`)
  expect((await withdraw(undefined, offer.id)).status).toBe(401)
  for (const name of ['bob', 'mona', 'ruth'] as const) expect((await withdraw(name, offer.id)).status).toBe(403)
  expect((await withdraw('ada', offer.id)).status).toBe(204)
  expect((await offers('bob')).data.map(({ id }) => id)).not.toContain(offer.id)
  for (const answer of [await accept('bob', offer.id), await withdraw('ada', offer.id)]) expect(answer.status).toBe(404)
  expect(await ownerOf(video)).toBe(people.ada.channelId)

  const { offer: answered } = await offered()
  expect((await post('bob', `ownership/${answered.id}/refuse`)).status).toBe(204)
  expect((await withdraw('ada', answered.id)).status).toBe(403)
})

test('of accepting and withdrawing at once, one is done', async () => {
  const { video, offer } = await offered()
  const [accepted, withdrawn] = await Promise.all([
    accept('bob', offer.id),
    post('ada', `ownership/${offer.id}/withdraw`)
  ])
  expect([accepted.status, withdrawn.status].filter(status => status === 204)).toHaveLength(1)
  expect(await ownerOf(video)).toBe(people[accepted.status === 204 ? 'bob' : 'ada'].channelId)
})

test('only the owner and administrators offer, and only to others who are here', async () => {
  const video = await aVideo(database.db, people.ada.channelId)
  expect((await give(undefined, video)).status).toBe(401)
  expect((await give('bob', video)).status).toBe(403)
  expect((await give('mona', video)).status).toBe(403)
  expect((await give('ada', video, 'nobody')).status).toBe(400)
  expect((await give('ada', video, 'ada')).status).toBe(400)
  expect((await post('ada', `${video.uuid}/give-ownership`)).status).toBe(400)
  expect((await post('ada', '00000000-0000-4000-8000-000000000000/give-ownership', { username: 'bob' })).status).toBe(
    404
  )
  expect((await give('ruth', video)).status).toBe(204)
})

test('only whom it was offered to accepts, into their own channel', async () => {
  const { video, offer } = await offered()
  expect((await accept('mona', offer.id)).status).toBe(403)
  expect((await accept('ruth', offer.id)).status).toBe(403)
  expect((await post('ada', `ownership/${offer.id}/refuse`)).status).toBe(403)
  expect((await accept('bob', offer.id, people.mona.channelId)).status).toBe(400)
  expect((await accept('bob', 999_999)).status).toBe(404)
  expect(await ownerOf(video)).toBe(people.ada.channelId)
  expect(await newestOffer('bob')).toMatchObject({ id: offer.id, status: 'WAITING' })
})

test('a video must fit the quota of who accepts it', async () => {
  const { video, offer } = await offered()
  await database.db.query("INSERT INTO original VALUES ($1, $2, 'a.mp4', 1000, '{}')", [video.id, video.uuid])
  await database.db.query('UPDATE app_user SET video_quota = 999 WHERE id = $1', [people.bob.userId])
  const answer = await accept('bob', offer.id)
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ code: 'quota_reached' })
  await database.db.query('UPDATE app_user SET video_quota = 1000 WHERE id = $1', [people.bob.userId])
  expect((await accept('bob', offer.id)).status).toBe(204)
  await database.db.query('UPDATE app_user SET video_quota = -1 WHERE id = $1', [people.bob.userId])
})

test('of two who accept at once, one gets it', async () => {
  const { video, offer } = await offered()
  expect((await give('ada', video, 'mona')).status).toBe(204)
  const other = await newestOffer('mona')
  const answers = await Promise.all([accept('bob', offer.id), accept('mona', other.id)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 403])
  expect([people.bob.channelId, people.mona.channelId]).toContain(await ownerOf(video))
})

test('a second offer to the same changes nothing', async () => {
  const { video } = await offered()
  const { total } = await offers('bob')
  await database.db.query('DELETE FROM domain_event')
  expect((await give('ada', video)).status).toBe(204)
  expect((await offers('bob')).total).toBe(total)
  expect((await database.db.query('SELECT payload FROM domain_event')).rows).toEqual([])
})
