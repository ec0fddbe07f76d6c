import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { probeFile } from '@colombier/transcoder/media'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { makeClip } from '../../../../../tests/support/clip.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { asPerson, makePeople, type People } from '../../../../../tests/support/people.ts'
import { aRunner, register, type TakenJob, transcodeAsRunner } from '../../../../../tests/support/runner.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { problemHandler } from '../../platform/http.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { failStalledJobs, runnerJobRoutes, runnerRoutes } from '../runners/index.ts'
import { enqueueTranscoding } from './enqueue.ts'
import { reconcile } from './reconcile.ts'
import { renditionWork } from './remote-work.ts'
import { findTranscodingStatus } from './status.ts'
import { requestTranscoding } from './store.ts'
import type { TranscodingDeps } from './transcoding.ts'

let database: FreshDatabase
let people: People
let folder: string
let server: TestServer
let deps: TranscodingDeps
let api: string
let clip: Buffer

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'remote-'))
  await mkdir(join(folder, 'uploads'))
  await makeClip(join(folder, 'clip.mp4'), { seconds: 6, size: '640x360' })
  clip = await readFile(join(folder, 'clip.mp4'))
  deps = {
    db: database.db,
    storage: openDiskStorage(folder),
    queue: { add: notHere, find: async () => undefined, remove: async () => {}, subscribe: () => {} },
    settings: someSettings({
      transcoding: { remoteRunners: { enabled: true }, resolutions: { '240p': true, '360p': true } }
    })
  }
  const app = express().use(asPerson(people))
  server = await serve(app)
  api = `${server.origin}/api/v1`
  // What changes is settled when a test says so.
  const work = renditionWork(deps, { settleSoon: () => {} })
  const routes = runnerJobRoutes({ ...deps, origin: server.origin, accelPrefix: undefined, work })
  app.use('/api/v1', runnerRoutes(deps), routes, problemHandler)
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})

async function notHere(): Promise<never> {
  throw new Error('This is for runners.')
}

// biome-ignore lint/suspicious/noExplicitAny: lists of several kinds, looked into field by field
type Listed = { total: number; data: any[] }

async function asRuth(method: string, path: string) {
  const answer = await fetch(`${api}/runners${path}`, { method, headers: { authorization: 'ruth' } })
  return { status: answer.status, body: (answer.status === 200 ? await answer.json() : undefined) as Listed }
}

async function aRegisteredRunner() {
  await asRuth('POST', '/registration-tokens/generate')
  const { body } = await asRuth('GET', '/registration-tokens')
  const answer = await register(api, body.data[0].registrationToken, `runner ${randomUUID()}`)
  const { runnerToken } = (await answer.json()) as { runnerToken: string }
  return aRunner(api, runnerToken)
}

/** Uploaded, and offered to runners: no other work is on offer. */
async function anUpload() {
  await database.db.query('DELETE FROM video')
  const video = await aVideo(database.db, people.ada.channelId, { waitsForTranscoding: true })
  const key = `originals/${video.uuid}.mp4`
  const copy = join(folder, randomUUID())
  await copyFile(join(folder, 'clip.mp4'), copy)
  await deps.storage.put(copy, key)
  await database.db.query(
    "INSERT INTO original (video_id, storage_key, file_name, size_bytes, probe) VALUES ($1, $2, 'a.mp4', $3, $4)",
    [video.id, key, clip.length, JSON.stringify(await probeFile(deps.storage.pathOf(key)))]
  )
  await database.db.transaction(tx => requestTranscoding(tx, video.id))
  await enqueueTranscoding(deps, { videoUuid: video.uuid, number: 1 })
  return video
}

async function stateOf(id: number) {
  const { rows } = await database.db.query<{ state: number; status: string; files: number; final: number }>(
    `SELECT video.state, transcoding.status, (SELECT count(*) FROM video_file WHERE video_id = video.id) AS files,
            (SELECT count(*) FROM video_file WHERE video_id = video.id AND is_final) AS final
       FROM video JOIN transcoding ON transcoding.video_id = video.id WHERE video.id = $1`,
    [id]
  )
  return rows[0]
}

const makeFor = ({ payload }: TakenJob) => transcodeAsRunner(clip, payload.output)

test('a runner makes every rendition, and the video is published when the last one is there', async () => {
  const runner = await aRegisteredRunner()
  const video = await anUpload()
  await reconcile(deps)
  const offered = await runner.request()
  expect(offered.map(job => job.payload.output)).toEqual([
    { resolution: 240, fps: 30, separatedAudio: false },
    { resolution: 360, fps: 30, separatedAudio: false }
  ])

  const first = await runner.accept(offered[0]!.uuid)
  expect((await runner.update(first, 41)).status).toBe(204)
  const { body: jobs } = await asRuth('GET', '/jobs?stateOneOf=2')
  expect(jobs).toMatchObject({
    total: 1,
    data: [{ uuid: first.uuid, progress: 41, state: { id: 2, label: 'Processing' }, failures: 0, parent: null }]
  })
  expect(await findTranscodingStatus({ ...deps, progress: new Map() }, video.uuid)).toMatchObject({ percent: 20.5 })
  const download = await runner.download(first)
  expect(Buffer.from(await download.arrayBuffer()).equals(clip)).toBe(true)
  expect((await runner.handIn(first, await makeFor(first))).status).toBe(204)
  await reconcile(deps)
  expect(await stateOf(video.id)).toMatchObject({ status: 'running', files: 1, final: 0 })

  const second = await runner.accept((await runner.request())[0]!.uuid)
  expect((await runner.handIn(second, await makeFor(second))).status).toBe(204)
  await Promise.all([reconcile(deps), reconcile(deps)])
  expect(await stateOf(video.id)).toMatchObject({ state: 1, status: 'done', files: 2, final: 2 })
  await expectWhole(video.uuid)
  expect(await runner.request()).toEqual([])
})

async function expectWhole(uuid: string) {
  const names = await deps.storage.list(`streaming-playlists/hls/${uuid}`)
  expect(names).toHaveLength(6)
  const read = (name: string) => readFile(deps.storage.pathOf(`streaming-playlists/hls/${uuid}/${name}`), 'utf8')
  const master = await read(names.find(name => name.endsWith('-master.m3u8'))!)
  expect(master).toContain('RESOLUTION=640x360')
  expect(master).toContain('mp4a.40.2')
  const hashes = JSON.parse(await read(names.find(name => name.endsWith('.json'))!))
  expect(Object.keys(hashes).sort()).toEqual(names.filter(name => name.endsWith('.mp4')).sort())
  const playlist = await read(names.find(name => /-360\.m3u8$/.test(name))!)
  expect(playlist).not.toContain('x-fragmented')
  expect(await deps.storage.list('storyboards')).toHaveLength(1)
  expect(await deps.storage.list('uploads')).toEqual([])
}

test('what is not what was asked for is refused, counts as a failure, and leaves nothing', async () => {
  const runner = await aRegisteredRunner()
  const video = await anUpload()
  const good = await transcodeAsRunner(clip, { resolution: 240, fps: 30 })
  const hostile = {
    'no video at all': { ...good, video: Buffer.from('#EXTM3U\nfile:///etc/passwd') },
    'another height': await transcodeAsRunner(clip, { resolution: 144, fps: 30 }),
    'too short': await transcodeAsRunner(clip, { resolution: 240, fps: 30, seconds: 2 }),
    'a playlist that leads elsewhere': { ...good, playlist: good.playlist.replace(/@0"/, '@9"') }
  }
  for (const [name, made] of Object.entries(hostile)) {
    const job = await runner.accept((await runner.request())[0]!.uuid)
    expect((await runner.handIn(job, made)).status, name).toBe(400)
  }
  const job = await runner.accept((await runner.request())[0]!.uuid)
  expect((await runner.handIn(job, { ...good, playlist: good.playlist.replace(/EXTINF:4/, 'EXTINF:44') })).status).toBe(
    400
  )
  const { body } = await asRuth('GET', '/jobs?stateOneOf=4')
  expect(body.data[0]).toMatchObject({ failures: 5, state: { id: 4, label: 'Errored' } })
  expect(body.data[0].error).toContain('duration')

  await reconcile(deps)
  expect(await stateOf(video.id)).toMatchObject({ status: 'failed', files: 0 })
  expect(await runner.request()).toEqual([])
  expect(await deps.storage.list(`streaming-playlists/hls/${video.uuid}`)).toEqual([])
  expect(await deps.storage.list('uploads')).toEqual([])
})

test('one job is had by one runner; given back, failed or forgotten, it is had by the next', async () => {
  const [one, other] = [await aRegisteredRunner(), await aRegisteredRunner()]
  await anUpload()
  const { uuid } = (await one.request())[0]!
  const answers = await Promise.all([one, other].map(runner => runner.post(`jobs/${uuid}/accept`, {})))
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
  const at = answers.findIndex(answer => answer.status === 200)
  const winner = [one, other][at]!
  const loser = [other, one][at]!
  const { job } = (await answers[at]!.json()) as { job: TakenJob }

  // Somebody else's job is no job.
  expect((await loser.update(job, 1)).status).toBe(404)
  expect((await loser.download(job)).status).toBe(404)
  expect((await winner.post(`jobs/${uuid}/abort`, { jobToken: job.jobToken, reason: 'Runner stopped' })).status).toBe(
    204
  )

  const again = await loser.accept(uuid)
  expect((await winner.update(job, 1)).status).toBe(404)
  expect((await loser.post(`jobs/${uuid}/error`, { jobToken: again.jobToken, message: 'no ffmpeg' })).status).toBe(204)

  const third = await loser.accept(uuid)
  await database.db.query("UPDATE runner_job SET contact_at = now() - interval '3 minutes' WHERE uuid = $1", [uuid])
  expect(await failStalledJobs(database.db)).toHaveLength(1)
  expect(await failStalledJobs(database.db)).toEqual([])
  const fourth = await winner.accept(uuid)
  expect((await loser.handIn(third, await makeFor(third))).status).toBe(404)
  expect((await winner.handIn(fourth, await makeFor(fourth))).status).toBe(204)
  expect((await winner.handIn(fourth, await makeFor(fourth))).status).toBe(400)
})

test('what a runner holds when it goes or is sent away is had by the next at once, and has not failed', async () => {
  const next = await aRegisteredRunner()
  await anUpload()
  const { uuid } = (await next.request())[0]!
  const newest = async (list: string) => (await asRuth('GET', `${list}?sort=-createdAt&count=1`)).body.data[0].id
  const waysToGo: ((runner: Awaited<ReturnType<typeof aRegisteredRunner>>) => Promise<{ status: number }>)[] = [
    runner => runner.post('unregister', {}),
    async () => asRuth('DELETE', `/${await newest('')}`),
    async () => asRuth('DELETE', `/registration-tokens/${await newest('/registration-tokens')}`)
  ]
  for (const go of waysToGo) {
    const leaving = await aRegisteredRunner()
    const job = await leaving.accept(uuid)
    expect((await next.request()).map(offered => offered.uuid)).not.toContain(uuid)
    expect((await go(leaving)).status).toBe(204)
    expect((await leaving.update(job, 50)).status).toBe(404)
    expect((await next.request()).map(offered => offered.uuid)).toContain(uuid)
  }
  const { body } = await asRuth('GET', '/jobs')
  expect(body.data.find(job => job.uuid === uuid)).toMatchObject({ failures: 0, state: { id: 1 }, runner: null })
})

test('administrators cancel work, and forget it', async () => {
  const runner = await aRegisteredRunner()
  const video = await anUpload()
  const [first, second] = await runner.request()
  const job = await runner.accept(first!.uuid)
  expect((await asRuth('POST', `/jobs/${second!.uuid}/cancel`)).status).toBe(204)
  expect((await asRuth('POST', `/jobs/${second!.uuid}/cancel`)).status).toBe(400)
  await reconcile(deps)
  expect(await stateOf(video.id)).toMatchObject({ status: 'failed' })
  expect((await runner.update(job, 50)).status).toBe(404)

  await anUpload()
  const { uuid } = (await runner.request())[0]!
  expect((await asRuth('DELETE', `/jobs/${uuid}`)).status).toBe(204)
  expect((await asRuth('DELETE', `/jobs/${uuid}`)).status).toBe(404)
  await reconcile(deps)
  expect(await runner.request()).toEqual([])
})

test('a runner is nobody without its token, and gone with its registration', async () => {
  const runner = await aRegisteredRunner()
  expect((await register(api, 'nope', 'x')).status).toBe(404)
  const stranger = aRunner(api, 'nope')
  const refused = await stranger.post('jobs/request', {})
  expect(await refused.json()).toMatchObject({ status: 404, code: 'unknown_runner_token' })
  expect((await stranger.post(`jobs/${randomUUID()}/accept`, {})).status).toBe(404)

  const { body } = await asRuth('GET', '/registration-tokens')
  const { id, registeredRunnersCount, registrationToken } = body.data[0]
  expect(registeredRunnersCount).toBe(1)
  const { body: runners } = await asRuth('GET', '?count=1')
  expect((await register(api, registrationToken, runners.data[0].name)).status).toBe(400)
  expect((await asRuth('DELETE', `/registration-tokens/${id}`)).status).toBe(204)
  expect((await runner.post('jobs/request', {})).status).toBe(404)

  const leaving = await aRegisteredRunner()
  expect((await leaving.post('unregister', {})).status).toBe(204)
  expect((await leaving.post('unregister', {})).status).toBe(404)
  for (const as of ['ada', 'mona'])
    expect((await fetch(`${api}/runners`, { headers: { authorization: as } })).status).toBe(403)
})
