/** What peertube-runner does, by REST and web socket, against a whole server whose transcoding is left to runners. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, signIn } from '../support/api.ts'
import { makeClip } from '../support/clip.ts'
import { aRunner, type OfferedJob, register, transcodeAsRunner } from '../support/runner.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'

let server: RunningTestServer
let api: Api
let folder: string
let clip: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peertube-runner-'))
  clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 5, size: '640x360' })
  server = await startTestServer({ env: { COLOMBIER_RESOLUTIONS: '240,360' } })
  api = await signIn(server.origin)
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

async function leaveWorkToRunners(): Promise<void> {
  const config = await api.json<{ transcoding: object }>('/config/custom')
  const transcoding = { ...config.transcoding, remoteRunners: { enabled: true } }
  await api.json('/config/custom', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...config, transcoding })
  })
}

async function aRegisteredRunner(name: string) {
  await api.fetch('/runners/registration-tokens/generate', { method: 'POST' })
  const { data } = await api.json<{ data: [{ registrationToken: string }] }>('/runners/registration-tokens')
  const answer = await register(`${server.origin}/api/v1`, data[0].registrationToken, name)
  const { runnerToken } = (await answer.json()) as { runnerToken: string }
  const socket = io(`${server.origin}/runners`, { auth: { runnerToken }, transports: ['websocket'] })
  await hear(socket, 'connect')
  return { ...aRunner(`${server.origin}/api/v1`, runnerToken), socket }
}

const hear = (socket: Socket, event: string) => new Promise(resolve => socket.once(event, resolve))

const heights = (jobs: readonly OfferedJob[]) => jobs.map(({ payload }) => payload.output.resolution)

test('runners hear of an upload; what one fails at another makes, and the video is published', async () => {
  await leaveWorkToRunners()
  const [good, failing] = [await aRegisteredRunner('good'), await aRegisteredRunner('failing')]
  const told = Promise.all([good, failing].map(({ socket }) => hear(socket, 'available-jobs')))
  const uuid = await api.upload(clip)
  await told

  const [job] = await failing.request()
  const { jobToken } = await failing.accept(job!.uuid)
  expect(heights(await good.request())).toEqual([360])
  const retold = hear(good.socket, 'available-jobs')
  expect((await failing.post(`jobs/${job!.uuid}/error`, { jobToken, message: 'No ffmpeg here' })).status).toBe(204)
  await retold

  const offered = await good.request()
  expect(heights(offered)).toEqual([240, 360])
  for (const { uuid: jobUuid } of offered) {
    const taken = await good.accept(jobUuid)
    const source = new Uint8Array(await (await good.download(taken)).arrayBuffer())
    expect(Buffer.from(source).equals(await readFile(clip))).toBe(true)
    expect((await good.update(taken, 50)).status).toBe(204)
    const made = await transcodeAsRunner(source, taken.payload.output)
    expect((await good.handIn(taken, made)).status).toBe(204)
  }
  await api.waitForTranscoding(uuid, ({ status }) => status === 'done')

  const seen = await fetch(`${server.origin}/api/v1/videos/${uuid}`)
  const video = (await seen.json()) as Awaited<ReturnType<Api['video']>>
  expect(video.state.id).toBe(1)
  const files = video.streamingPlaylists[0]!.files
  expect(files.map(file => file.resolution.id)).toEqual([360, 240])
  for (const { fileUrl, size } of files)
    expect((await (await fetch(fileUrl)).arrayBuffer()).byteLength, fileUrl).toBe(size)
  for (const { socket } of [good, failing]) socket.disconnect()
})
