/** PeerTube's own command line tool (@peertube/peertube-cli), unchanged, against a whole server. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { VideoDetails } from '../../packages/server/src/contract/index.ts'
import { type Api, signIn } from '../support/api.ts'
import { makeClip } from '../support/clip.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'

const run = promisify(execFile)
const TOOL = new URL('../../node_modules/@peertube/peertube-cli/dist/peertube.js', import.meta.url).pathname

/** It keeps passwords in .netrc, where a blank ends one. */
const PASSWORD = 'a-password-for-tests'

const WAIT = { timeout: 60_000, interval: 500 }

let server: RunningTestServer
let api: Api
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peertube-cli-'))
  server = await startTestServer({ env: { COLOMBIER_RESOLUTIONS: '240', COLOMBIER_ADMIN_PASSWORD: PASSWORD } })
  api = await signIn(server.origin, 'root', PASSWORD)
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** @returns What it wrote. It keeps what it is told in HOME. */
async function peertube(...args: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder }
  const { stdout, stderr } = await run(process.execPath, [TOOL, ...args], { cwd: folder, env, timeout: 60_000 })
  return stdout + stderr
}

const JSON_BODY = { 'content-type': 'application/json' }

/** The last first, with all there is of each. */
async function newest(count: number, list = '/users/me/videos?'): Promise<VideoDetails[]> {
  const { data } = await api.json<{ data: { uuid: string }[] }>(`${list}sort=-createdAt&count=${count}`)
  return Promise.all(data.map(({ uuid }) => api.video(uuid)))
}

async function makePicture(color: string): Promise<string> {
  const path = join(folder, `${color}.jpg`)
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    `color=${color}:size=1280x720`,
    '-frames:v',
    '1',
    path
  ])
  return path
}

async function middleOf(path: string): Promise<'red' | 'blue' | 'neither'> {
  const file = join(folder, 'served.jpg')
  await writeFile(file, Buffer.from(await (await fetch(server.origin + path)).arrayBuffer()))
  const pixel = ['-vf', 'crop=2:2,format=rgb24', '-frames:v', '1', '-f', 'rawvideo', '-']
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, ...pixel], { encoding: 'buffer' })
  const [red = 0, , blue = 0] = stdout
  return red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : 'neither'
}

const follow = (from: Api, origin: string) =>
  from.fetch('/server/following', {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ hosts: [new URL(origin).host] })
  })

test('it gets a token that opens the account', async () => {
  const credentials = ['--url', server.origin, '--username', 'root', '--password', PASSWORD]
  const token = (await peertube('get-access-token', ...credentials)).trim()
  const me = await fetch(`${server.origin}/api/v1/users/me`, { headers: { authorization: `Bearer ${token}` } })
  expect(await me.json()).toMatchObject({ username: 'root' })
})

test('it refuses to remember a server with a wrong password', async () => {
  const wrong = ['--url', server.origin, '--username', 'root', '--password', 'wrong-password']
  await expect(peertube('auth', 'add', ...wrong)).rejects.toThrow()
  expect(await peertube('auth', 'list')).not.toContain(server.origin)
})

test('it remembers a server and uploads a video to it with all its fields', async () => {
  await peertube('auth', 'add', '--url', server.origin, '--username', 'root', '--password', PASSWORD)
  expect(await peertube('auth', 'list')).toContain(server.origin)

  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 3 })
  const said = await peertube(
    ...['upload', '--file', clip, '--video-name', 'From a terminal', '--video-description', 'Sent by a script'],
    ...['--category', '15', '--licence', '1', '--language', 'fr', '--tags', 'one,two', '--privacy', '1'],
    ...['--support', 'Give us tea', '--channel-name', 'root_channel', '--nsfw']
  )
  expect(said).toContain('uploaded')
  const { data } = await api.json<{ data: { uuid: string }[] }>('/users/me/videos')
  const uuid = data[0]!.uuid
  await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
  expect(await api.video(uuid)).toMatchObject({
    name: 'From a terminal',
    description: 'Sent by a script',
    category: { id: 15 },
    licence: { id: 1 },
    language: { id: 'fr' },
    tags: ['one', 'two'],
    privacy: { id: 1 },
    support: 'Give us tea',
    nsfw: true,
    channel: { name: 'root_channel' },
    state: { id: 1 }
  })
})

test('its other options and short names do what they say, and what they say wrongly is refused', async () => {
  const clip = join(folder, 'clip.mp4')
  const [red, blue] = [await makePicture('red'), await makePicture('blue')]
  await peertube(
    'up',
    '-f',
    clip,
    '-n',
    'Quiet',
    '-b',
    red,
    '-P',
    '2',
    '--no-download-enabled',
    '--no-wait-transcoding'
  )
  await peertube(
    'up',
    '-f',
    clip,
    '-n',
    'Loud',
    '--preview',
    blue,
    '-c',
    '1',
    '-l',
    '2',
    '-L',
    'en',
    '-t',
    'a tag',
    '-N'
  )
  const [loud, quiet] = await newest(2)
  expect(quiet).toMatchObject({
    name: 'Quiet',
    privacy: { id: 2 },
    nsfw: false,
    downloadEnabled: false,
    waitTranscoding: false,
    tags: [],
    category: { id: null },
    licence: { id: null },
    language: { id: null },
    state: { id: 1 }
  })
  expect(loud).toMatchObject({
    name: 'Loud',
    privacy: { id: 1 },
    nsfw: true,
    downloadEnabled: true,
    waitTranscoding: true,
    tags: ['a tag'],
    category: { id: 1 },
    licence: { id: 2 },
    language: { id: 'en' }
  })
  expect(await middleOf(quiet!.thumbnailPath)).toBe('red')
  expect(await middleOf(loud!.previewPath)).toBe('blue')

  const before = await api.json<{ total: number }>('/users/me/videos')
  for (const wrong of [
    ['--category', '99'],
    ['--licence', '99'],
    ['--privacy', '9'],
    ['--language', 'no-such'],
    ['--tags', 'x'],
    ['--channel-name', 'nobodys_channel'],
    ['--preview', join(folder, 'missing.jpg')],
    ['--file', join(folder, 'missing.mp4')]
  ])
    await expect(peertube('up', '--file', clip, '--video-name', 'Wrong', ...wrong), wrong.join(' ')).rejects.toThrow()
  expect(await api.json('/users/me/videos')).toMatchObject({ total: before.total })
})

test('it knows a server by two addresses, and sends to the one that is said to be the usual one', async () => {
  const marie = { username: 'marie', password: 'password-of-marie', email: 'marie@example.org', role: 2 }
  const quota = { videoQuota: -1, videoQuotaDaily: -1 }
  await api.json('/users', { method: 'POST', headers: JSON_BODY, body: JSON.stringify({ ...marie, ...quota }) })
  const other = server.origin.replace('localhost', '127.0.0.1')
  await peertube('auth', 'add', '-u', other, '-U', 'marie', '-p', marie.password)
  expect(await peertube('--help')).toContain(`instance ${server.origin} selected`)

  await expect(peertube('auth', 'set-default', 'http://nowhere.example')).rejects.toMatchObject({
    stdout: expect.stringContaining('not a registered instance')
  })
  await peertube('auth', 'set-default', other)
  expect(await peertube('--help')).toContain(`instance ${other} selected`)
  await peertube('up', '--file', join(folder, 'clip.mp4'), '--video-name', 'By Marie')
  await peertube('up', '-u', server.origin, '--file', join(folder, 'clip.mp4'), '--video-name', 'By root')
  const [byRoot, byMarie] = await newest(2, '/videos?include=1&privacyOneOf=1&')
  expect([byMarie?.name, byMarie?.account.name]).toEqual(['By Marie', 'marie'])
  expect([byRoot?.name, byRoot?.account.name]).toEqual(['By root', 'root'])

  await peertube('auth', 'set-default', server.origin)
  await peertube('auth', 'del', other)
  const listed = await peertube('auth', 'list')
  expect(listed).toContain(server.origin)
  expect(listed).not.toContain(other)
})

test('it refuses a picture that is none, and uploads nothing then', async () => {
  const picture = join(folder, 'picture.jpg')
  await writeFile(picture, 'no picture')
  const before = await api.json<{ total: number }>('/users/me/videos')
  const words = ['--video-name', 'With a picture', '--channel-name', 'root_channel', '--thumbnail', picture]
  await expect(peertube('upload', '--file', join(folder, 'clip.mp4'), ...words)).rejects.toThrow()
  expect(await api.json('/users/me/videos')).toMatchObject({ total: before.total })
})

test('it is told that there are no plugins, and that none can be installed', async () => {
  expect(await peertube('plugins', 'list')).toContain('homepage')
  for (const command of ['install', 'update', 'uninstall'])
    await expect(peertube('plugins', command, '--npm-name', 'peertube-plugin-x')).rejects.toThrow(/501/)
})

test('it keeps a copy of a followed server’s video, tells of it on both servers, and removes it', async () => {
  const other = await startTestServer({ env: { COLOMBIER_RESOLUTIONS: '240', COLOMBIER_ADMIN_PASSWORD: PASSWORD } })
  try {
    const there = await signIn(other.origin, 'root', PASSWORD)
    const uuid = await there.upload(join(folder, 'clip.mp4'), { name: 'From next door' })
    await there.waitForTranscoding(uuid, ({ status }) => status === 'done')
    await follow(api, other.origin)
    // Who is not followed is not believed to hold a copy.
    await follow(there, server.origin)
    const { id } = await vi.waitFor(() => api.video(uuid), WAIT)

    expect(await peertube('redundancy', 'list-my-redundancies')).not.toContain('From next door')
    await expect(peertube('redundancy', 'add', '--video', '999999')).rejects.toThrow('does not exist')
    expect(await peertube('redundancy', 'add', '--video', String(id))).toContain('will be duplicated')
    await expect(peertube('redundancy', 'add', '--video', String(id))).rejects.toThrow('already duplicated')
    await vi.waitFor(async () => {
      expect(await peertube('redundancy', 'list-my-redundancies')).toContain('From next door')
    }, WAIT)
    const elsewhere = ['--url', other.origin, '--username', 'root', '--password', PASSWORD]
    await vi.waitFor(async () => {
      const listed = await peertube('redundancy', 'list-remote-redundancies', ...elsewhere)
      expect(listed).toContain('From next door')
    }, WAIT)

    expect(await peertube('redundancy', 'remove', '--video', String(id))).toContain('removed')
    expect(await peertube('redundancy', 'list-my-redundancies')).not.toContain('From next door')
  } finally {
    await other.close()
  }
}, 180_000)

test('it forgets a server', async () => {
  await peertube('auth', 'del', server.origin)
  expect(await peertube('auth', 'list')).not.toContain(server.origin)
})
