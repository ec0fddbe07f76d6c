import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { FetchError } from '../../platform/fetch.ts'
import { openInstance, toVideo } from './instance.ts'
import { type BadOptions, readOptions } from './options.ts'
import { size, textsFor } from './texts.ts'

const ORIGIN = 'https://tube.example'
const UUID = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const HASH = 'a'.repeat(40)

const file = (change: object = {}) => ({
  size: 1000,
  resolution: { id: 720 },
  magnetUri: `magnet:?xs=x&xt=urn:btih:${HASH}&dn=y`,
  torrentUrl: `${ORIGIN}/lazy-static/torrents/x.torrent`,
  fileUrl: `${ORIGIN}/static/x.mp4`,
  ...change
})
const details = (change: object = {}, files: ReturnType<typeof file>[] = [file()]) => ({
  uuid: UUID,
  name: 'A video',
  updatedAt: '2026-01-01T00:00:00.000Z',
  isLocal: true,
  privacy: { id: 1 },
  state: { id: 1 },
  trackerUrls: [`${ORIGIN}/tracker/announce`, 'wss://tube.example/tracker/socket'],
  files: [],
  streamingPlaylists: [{ files }],
  ...change
})

test('a public video of the instance is taken with its files', () => {
  expect(toVideo(ORIGIN, UUID, details())?.files).toEqual([
    {
      infoHash: HASH,
      sizeBytes: 1000,
      resolution: 720,
      fileUrl: `${ORIGIN}/static/x.mp4`,
      torrentUrl: `${ORIGIN}/lazy-static/torrents/x.torrent`,
      trackers: [`${ORIGIN}/tracker/announce`, 'wss://tube.example/tracker/socket']
    }
  ])
})

test.each([
  ['unlisted', { privacy: { id: 2 } }],
  ['private', { privacy: { id: 3 } }],
  ['of another server', { isLocal: false }],
  ['not published', { state: { id: 2 } }],
  ['another than asked for', { uuid: '9b2e6679-7425-40de-944b-e07fc1f90ae7' }]
])('one that is %s is not', (_name, change) => {
  expect(toVideo(ORIGIN, UUID, details(change))).toBeUndefined()
})

test('neither other hosts nor files without a hash are followed', () => {
  const odd = [
    file({ torrentUrl: 'https://elsewhere.example/x.torrent' }),
    file({ torrentUrl: 'file:///etc/passwd' }),
    file({ magnetUri: 'magnet:?xt=urn:btih:../../x' }),
    file({ magnetUri: null })
  ]
  expect(toVideo(ORIGIN, UUID, details({}, odd))?.files).toEqual([])
  const elsewhere = ['udp://tracker.example:1', 'wss://tube.example.evil/tracker', 'ws://tube.example/x', 'nonsense']
  const [only] = toVideo(
    ORIGIN,
    UUID,
    details({ trackerUrls: elsewhere }, [file({ fileUrl: 'http://10.0.0.1/' })])
  )!.files
  expect(only).toMatchObject({ fileUrl: undefined, trackers: [] })
})

let server: TestServer
let sent: string[] = []
beforeAll(async () => {
  const app = express()
  app.get(
    '/api/v1/videos',
    (_req, res) => void res.json({ total: 1, data: [{ uuid: UUID, updatedAt: '2026-01-01T00:00:00Z' }] })
  )
  app.get('/api/v1/videos/:uuid', (_req, res) => void res.redirect('http://localhost:1/'))
  app.get(
    '/api/v1/video-channels/huge/videos',
    (_req, res) => void res.json({ total: 1, data: ['x'.repeat(5_000_000)] })
  )
  app.use((req, res) => void res.status(404).json({ path: req.path }))
  server = await serve(
    express().use((req, res, next) => {
      res.on('finish', () => sent.push(`${res.statusCode} ${req.url}`))
      next()
    }, app)
  )
})
afterAll(() => server.close())

const open = (channel?: string) =>
  openInstance({ origin: server.origin, channel, signal: new AbortController().signal })

test('what did not change is not sent again', async () => {
  const instance = await open()
  sent = []
  const [first, second] = [await instance.list(0, 50), await instance.list(0, 50)]
  expect(second).toEqual(first)
  expect(sent.map(line => line.slice(0, 3))).toEqual(['200', '304'])
  expect(instance.isPrivate).toBe(true)
})

test('redirections to elsewhere and answers without end are refused', async () => {
  await expect((await open()).find(UUID)).rejects.toMatchObject({ failure: 'bad-url' })
  await expect((await open('huge')).list(0, 50)).rejects.toMatchObject({ failure: 'too-large' })
  await expect((await open('gone')).list(0, 50)).rejects.toMatchObject({ status: 404 })
})

test('options are read as they are typed', () => {
  expect(
    readOptions(['tube.example', '--channel', 'news', '--disk', '1.5GB', '--upload', '5mbit', '--folder', '/x'], {})
  ).toEqual({ origin: ORIGIN, channel: 'news', diskBytes: 1.5e9, uploadBytesPerSecond: 625_000, folder: '/x' })
  expect(readOptions([ORIGIN], { XDG_DATA_HOME: '/data' })).toMatchObject({
    channel: undefined,
    diskBytes: 20e9,
    uploadBytesPerSecond: -1,
    folder: '/data/colombier-seed/tube.example'
  })
})

test.each([
  [[], 'instance'],
  [['ftp://tube.example'], 'instance'],
  [['https://me:secret@tube.example'], 'instance'],
  [[ORIGIN, 'more'], 'instance'],
  [[ORIGIN, '--channel', 'a@elsewhere.example'], 'channel'],
  [[ORIGIN, '--disk', '0GB'], 'disk'],
  [[ORIGIN, '--disk', '20'], 'disk'],
  [[ORIGIN, '--upload', '5MB'], 'upload'],
  [[ORIGIN, '--nonsense'], 'unknown'],
  [['--help'], 'help']
])('%j is wrong by its %s', (args, option) => {
  expect(() => readOptions(args, {})).toThrow(expect.objectContaining({ option }) as BadOptions)
})

test('sizes and words follow the language', () => {
  expect([size(0, 'en'), size(1234, 'en'), size(20e9, 'fr'), size(1_540_000, 'fr')]).toEqual([
    '0\u00a0B',
    '1.2\u00a0kB',
    '20\u00a0Go',
    '1,5\u00a0Mo'
  ])
  expect(textsFor({ LANG: 'fr_FR.UTF-8' }).badOption.disk).toContain('La place')
  expect(textsFor({ LANG: 'fr_FR.UTF-8', LC_ALL: 'C' }).badOption.disk).toContain('The room')
  const evil = { kind: 'fetched', name: 'a\u001b[2J\nb', resolution: 0 } as const
  const away = new FetchError('unreachable', 'This address does not answer')
  expect(textsFor({ LANG: 'fr' }).noAnswer(away)).toContain('(pas de réponse à cette adresse)')
  expect(textsFor({}).noAnswer(away)).toContain('(This address does not answer)')
  expect(textsFor({}).news(evil)).toBe('Fetched and checked: a [2J b, audio')
})
