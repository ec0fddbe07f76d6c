/** Every field that an app reads is in our answers, and is not null where the app cannot bear it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startWholeApp, type WholeApp } from '../support/whole-api/app.ts'
import { type Caller, makeCaller } from '../support/whole-api/callers.ts'
import { makeVideo } from '../support/whole-api/things.ts'
import { READINGS } from './fields.ts'

let database: FreshDatabase
let app: WholeApp
let ada: Caller
let places: Record<string, string>

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  app = await startWholeApp(db)
  ada = await makeCaller(db, 'user', 'summer')
  const bob = await makeCaller(db, 'user', 'bob')
  const about = { name: 'Summer', description: 'Told by those who were there', category: 1, tags: ['garden'] }
  const video = await makeVideo({ db, owner: ada }, about)
  await db.query("INSERT INTO video_caption (video_id, language, file_name) VALUES ($1, 'fr', 'a-fr.vtt')", [video.id])
  // As the clock would, that does not go here.
  await db.query('INSERT INTO notification (user_id, type, is_listed, video_id) VALUES ($1, 1, true, $2)', [
    ada.userId,
    video.id
  ])
  places = { uuid: video.uuid, id: String(video.id), account: ada.username, channel: `${ada.username}_channel` }

  const change = (method: string, path: string, body: object, { token } = ada) =>
    call(path, { method, body: JSON.stringify(body) }, token)
  await change('PUT', `/videos/${video.uuid}/chapters`, { chapters: [{ timecode: 0, title: 'First' }] })
  await change('PUT', `/videos/${video.uuid}/watching`, { currentTime: 3 })
  const threads = `/videos/${video.uuid}/comment-threads`
  const { comment } = (await change('POST', threads, { text: 'Fine' }, bob)) as Found
  await change('POST', `/videos/${video.uuid}/comments/${comment!.id}`, { text: 'Thank you' })
  const { videoPlaylist } = (await change('POST', '/video-playlists', {
    displayName: 'Summer',
    privacy: 1,
    videoChannelId: ada.channelId
  })) as Found
  await change('POST', `/video-playlists/${videoPlaylist!.id}/videos`, { videoId: video.id })
  await change('POST', '/users/me/subscriptions', { uri: `${places['channel']}@localhost:1` })
  Object.assign(places, { threadId: String(comment!.id), playlistId: String(videoPlaylist!.id) })
})
afterAll(async () => {
  await app.close()
  await database.close()
})

type Found = Partial<Record<'comment' | 'videoPlaylist', { id: number }>>

async function call(path: string, init: RequestInit = {}, token: string | undefined = undefined): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(`${app.origin}/api/v1${path}`, { headers, ...init })
  const text = await answer.text()
  expect(answer.status, `${path}: ${text}`).toBeLessThan(300)
  return text === '' ? undefined : JSON.parse(text)
}

describe.each(Object.entries(READINGS))('%s finds what it reads', (_client, readings) => {
  test.each(readings)('$get', async ({ get, fields, signedIn }) => {
    const path = get.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? name)
    const answer = await call(path, {}, signedIn && ada.token)
    expect(fields.filter(field => !isThere(answer, field))).toEqual([])
  })
})

test('Grayjay tells every five seconds how far it plays, and of an event only when somebody seeks', async () => {
  const tell = (body: object) => call(`/videos/${places['uuid']}/views`, { method: 'POST', body: JSON.stringify(body) })
  await tell({ currentTime: 0, client: 'GrayJay.app' })
  await tell({ currentTime: 5, client: 'GrayJay.app', viewEvent: 'seek' })
})

/** Of a list, in every element; a list without any shows nothing, and so has not got it. */
function isThere(value: unknown, field: string): boolean {
  const [, key = '', many, rest] = /^(\w+)(\[\])?\.?(.*)$/.exec(field.replace(/\?$/, ''))!
  const mayBeNull = field.endsWith('?')
  if (typeof value !== 'object' || value === null || !(key in value)) return false
  const found = (value as Record<string, unknown>)[key]
  if (many)
    return Array.isArray(found) && found.length > 0 && found.every(one => isThere(one, rest + (mayBeNull ? '?' : '')))
  if (rest) return isThere(found, rest + (mayBeNull ? '?' : ''))
  return mayBeNull || found !== null
}
