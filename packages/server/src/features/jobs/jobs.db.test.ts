import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import type { Job } from '../../contract/index.ts'
import { listTranscodingJobs, requestTranscoding } from '../transcoding/index.ts'
import { type JobSource, jobRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
const held: string[] = []
let others: Job[] = []

const mails: JobSource = {
  type: 'email',
  list: async ({ start, count }) => ({ total: others.length, data: others.slice(start, start + count) })
}

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const queue = { pause: async () => void held.push('pause'), resume: async () => void held.push('resume') }
  const { db } = database
  const ran = (command: string) => async () => void held.push(command)
  const commands = {
    'remove-dandling-resumable-uploads': ran('sweep'),
    'process-video-views-buffer': ran('views'),
    'process-update-videos-scheduler': ran('publish')
  }
  const transcoding = { type: 'video-transcoding', list: (range: object) => listTranscodingJobs(db, range as never) }
  server = await serveApi(people, jobRoutes({ queue, commands, sources: [transcoding, mails] }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const get = (path: string, as: keyof People = 'ruth') =>
  fetch(`${server.origin}/api/v1/jobs${path}`, { headers: { authorization: as } })
const list = async (path: string) => (await (await get(path)).json()) as { total: number; data: Job[] }

test('jobs of every kind come in one order, by state', async () => {
  const { db } = database
  const ids: string[] = []
  for (const status of ['waiting', 'running', 'failed', 'done']) {
    const video = await aVideo(db, people.ada.channelId)
    await db.transaction(tx => requestTranscoding(tx, video.id))
    await db.query("UPDATE transcoding SET status = $2, failure_code = 'undecodable' WHERE video_id = $1", [
      video.id,
      status
    ])
    ids.push(`${video.uuid}-1`)
  }
  const at = new Date(Date.now() + 1000).toISOString()
  others = [
    {
      id: 'a-mail',
      type: 'email',
      state: 'completed',
      data: {},
      progress: 100,
      error: null,
      createdAt: at,
      processedOn: at,
      finishedOn: at
    }
  ]

  const all = await list('')
  expect([all.total, all.data.map(({ id }) => id)]).toEqual([5, ['a-mail', ...ids.reverse()]])
  expect((await list('?start=1&count=2')).data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect((await list('/failed?jobType=video-transcoding')).data).toMatchObject([
    { state: 'failed', error: 'undecodable', createdAt: expect.any(String), finishedOn: expect.any(String) }
  ])
  expect((await list('/active?jobType=video-transcoding')).data).toMatchObject([
    { state: 'active', processedOn: expect.any(String), finishedOn: null }
  ])
  expect((await list('/completed?jobType=nothing')).total).toBe(0)
  expect((await get('/strange')).status).toBe(400)
})

test('are for administrators to see and to hold', async () => {
  const post = (path: string, as: keyof People) =>
    fetch(`${server.origin}/api/v1/jobs/${path}`, { method: 'POST', headers: { authorization: as } })
  expect([(await get('/completed', 'ada')).status, (await get('/completed', 'mona')).status]).toEqual([403, 403])
  expect((await post('pause', 'mona')).status).toBe(403)
  expect([(await post('pause', 'ruth')).status, (await post('resume', 'ruth')).status]).toEqual([204, 204])
  expect(held).toEqual(['pause', 'resume'])
})

test('what goes on by itself can be asked for', async () => {
  const run = (command: string, as: keyof People) =>
    fetch(`${server.origin}/api/v1/server/debug/run-command`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', authorization: as },
      body: JSON.stringify({ command })
    })
  held.length = 0
  expect((await run('process-update-videos-scheduler', 'mona')).status).toBe(403)
  expect((await run('process-update-videos-scheduler', 'ruth')).status).toBe(204)
  expect((await run('rm -rf', 'ruth')).status).toBe(400)
  expect(held).toEqual(['publish'])
  const debug = await fetch(`${server.origin}/api/v1/server/debug`, { headers: { authorization: 'ruth' } })
  expect(await debug.json()).toEqual({ ip: expect.any(String), activityPubMessagesWaiting: 0 })
})
