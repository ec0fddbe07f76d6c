/** yt-dlp as people install it, on a whole server that it takes for a PeerTube. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, signIn } from '../support/api.ts'
import { makeClip } from '../support/clip.ts'
import { type HttpsFront, openHttpsFront } from '../support/https-front.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'

const run = promisify(execFile)
/** One of the hosts it knows to be a PeerTube: only of those does it read channels and playlists. */
const HOST = 'canard.tube'
const DESCRIPTION = 'Told at length. '.repeat(40).trim()
const PASSWORD = 'open-sesame'
const SECONDS = 4

let server: RunningTestServer
let front: HttpsFront
let api: Api
let folder: string
let shortUUID: string
let uuid: string
const watched = () => `https://${HOST}/w/${shortUUID}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yt-dlp-'))
  const env = { COLOMBIER_URL: `https://${HOST}`, COLOMBIER_RESOLUTIONS: '240,360' }
  server = await startTestServer({ env })
  front = await openHttpsFront(server.origin)
  api = await signIn(server.origin)
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: SECONDS })
  uuid = await api.upload(clip, {
    name: 'La fête',
    description: DESCRIPTION,
    language: 'fr',
    category: '1',
    tags: 'été'
  })
  await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
  shortUUID = (await api.video(uuid)).shortUUID
})
afterAll(async () => {
  await front?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

interface Info {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly duration: number
  readonly language: string
  readonly tags: readonly string[]
  readonly categories: readonly string[]
  readonly channel: string
  readonly uploader: string
  readonly thumbnail: string
  readonly formats: readonly { format_id: string; url: string; height: number; fps: number; filesize: number }[]
  readonly entries: readonly { id: string; title: string }[]
}

async function ytDlp(url: string, ...args: string[]): Promise<string> {
  // Nobody's own settings, certificates of our making, and not a second try of what fails.
  const always = [
    '--ignore-config',
    '--no-check-certificates',
    '--proxy',
    front.proxy,
    '--retries',
    '0',
    '--no-cache-dir'
  ]
  const { stdout } = await run('yt-dlp', [...always, ...args, url], { cwd: folder, timeout: 60_000 })
  return stdout
}
const read = async (url: string, ...args: string[]) => JSON.parse(await ytDlp(url, '-J', ...args)) as Info

test('it reads everything about a video', async () => {
  const info = await read(watched())
  expect(info).toMatchObject({
    title: 'La fête',
    description: DESCRIPTION,
    duration: SECONDS,
    language: 'fr',
    tags: ['été'],
    categories: ['Music'],
    channel: 'Main root channel',
    uploader: 'root'
  })
  expect(info.thumbnail).toMatch(/^https:\/\/canard\.tube\/.*\.jpg$/)
  const formats = info.formats.map(({ format_id, height, fps, filesize }) => [format_id, height, fps, filesize > 1000])
  expect(formats.toSorted()).toEqual([
    ['240p', 240, 30, true],
    ['360p', 360, 30, true]
  ])
})

test.each(['w/SHORT', 'videos/watch/UUID', 'videos/embed/UUID'])('it downloads the video of /%s, whole', async path => {
  const url = `https://${HOST}/${path.replace('SHORT', shortUUID).replace('UUID', uuid)}`
  const name = `${path.replaceAll('/', '-')}.mp4`
  await ytDlp(url, '-f', 'best', '-o', name)
  const entries = ['-v', 'error', '-show_entries', 'stream=codec_type,height:format=duration', '-of', 'json']
  const { stdout } = await run('ffprobe', [...entries, join(folder, name)])
  const { streams, format } = JSON.parse(stdout) as { streams: { codec_type: string }[]; format: { duration: string } }
  expect(streams).toEqual(
    expect.arrayContaining([expect.objectContaining({ codec_type: 'video', height: 360 }), { codec_type: 'audio' }])
  )
  expect(Number(format.duration)).toBeCloseTo(SECONDS, 0)
})

test('it takes a host that it never heard of for a PeerTube, by its pages', async () => {
  // The page plays without scripts, so there is a player in it besides, which is found too.
  const said = await ytDlp(
    `https://videos.example/w/${shortUUID}`,
    '--simulate',
    '--print',
    '%(extractor)s %(id)s %(duration)s'
  )
  expect(said.trim().split('\n')).toContain(`PeerTube ${shortUUID} ${SECONDS}`)
})

test('it lists the videos of a channel and of an account', async () => {
  for (const path of ['c/root_channel/videos', 'a/root/videos']) {
    const { entries } = await read(`https://${HOST}/${path}`, '--flat-playlist')
    expect(entries.map(({ id, title }) => [id, title])).toEqual([[shortUUID, 'La fête']])
  }
})

test('it lists the videos of a playlist', async () => {
  const json = (body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  const { videoPlaylist } = await api.json<{ videoPlaylist: { shortUUID: string; id: number } }>(
    '/video-playlists',
    json({ displayName: 'Tout', privacy: 1, videoChannelId: api.channelId })
  )
  await api.json(`/video-playlists/${videoPlaylist.id}/videos`, json({ videoId: uuid }))
  const info = await read(`https://${HOST}/w/p/${videoPlaylist.shortUUID}`, '--flat-playlist')
  expect(info.title).toBe('Tout')
  expect(info.entries.map(({ id, title }) => [id, title])).toEqual([[shortUUID, 'La fête']])
})

test('it opens a video that is protected by a password with it, and not without', async () => {
  await api.fetch(`/videos/${uuid}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ privacy: 5, videoPasswords: [PASSWORD] })
  })
  await expect(ytDlp(watched(), '--simulate')).rejects.toThrow(/403/)
  await ytDlp(watched(), '--add-header', `x-peertube-video-password:${PASSWORD}`, '-o', 'protected.mp4')
  await ytDlp(watched(), '--add-header', 'x-peertube-video-password:wrong', '-o', 'wrong.mp4').catch(() => {})
  expect(await readdir(folder)).not.toContain('wrong.mp4')
  expect((await stat(join(folder, 'protected.mp4'))).size).toBeGreaterThan(1000)
})
