import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { siteOf } from '../../kernel/site.ts'
import { isLoopbackSite, openRemoteReader, peerRules } from './reader.ts'

let server: Server
let peer: string
const asked: { url: string; headers: NodeJS.Dict<string | string[]> }[] = []

const json =
  (body: (peer: string) => unknown, type = 'application/activity+json; charset=utf-8'): RequestListener =>
  (_req, res) =>
    res.writeHead(200, { 'content-type': type }).end(JSON.stringify(body(peer)))

const answers: Record<string, RequestListener> = {
  '/ada': json(host => ({ id: `${host}/ada`, type: 'Person' })),
  '/moved': (_req, res) => res.writeHead(302, { location: '/ada' }).end(),
  '/round': (_req, res) => res.writeHead(302, { location: '/round' }).end(),
  '/other': json(() => ({ id: 'https://elsewhere.example/ada' })),
  '/list': json(() => []),
  '/page': json(host => ({ id: `${host}/page` }), 'text/html'),
  '/nonsense': (_req, res) => res.writeHead(200, { 'content-type': 'application/activity+json' }).end('{'),
  '/endless': (_req, res) => {
    res.writeHead(200, { 'content-type': 'application/activity+json' })
    const pour = () => res.write(Buffer.alloc(65_536, 32)) && setImmediate(pour)
    res.on('drain', pour)
    pour()
  },
  // Nobody asked for that, and nothing unpacks it.
  '/bomb': (_req, res) =>
    res
      .writeHead(200, { 'content-type': 'application/activity+json', 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(50_000_000, 32))),
  '/gone': (_req, res) => res.writeHead(410).end()
}

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push({ url: req.url!, headers: req.headers })
    ;(answers[req.url!] ?? ((_req, missing) => missing.writeHead(404).end()))(req, res)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  peer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const muted = new Set<string>()
const readerOf = (origin: string) =>
  openRemoteReader({
    site: siteOf(origin),
    signGet: async () => url => ({ Signature: `over ${url.pathname}` }),
    isMuted: async host => muted.has(host)
  })
const reader = readerOf('http://localhost:9000')

test('a document is read where it leads to, each request signed for its own address', async () => {
  asked.length = 0
  expect(await reader.document(`${peer}/moved`)).toEqual({ id: `${peer}/ada`, type: 'Person' })
  expect(asked.map(({ url, headers }) => [url, headers['signature']])).toEqual([
    ['/moved', 'over /moved'],
    ['/ada', 'over /ada']
  ])
  expect(asked[0]?.headers['accept']).toContain('application/activity+json')
})

test.each(['/other', '/list', '/page', '/nonsense', '/bomb'])('%s is refused for good', async path => {
  await expect(reader.document(peer + path)).rejects.toMatchObject({ name: 'Refused' })
})

test.each([
  ['/round', { failure: 'too-many-redirections' }],
  ['/endless', { failure: 'too-large' }],
  ['/missing', { failure: 'refused', status: 404 }],
  ['/gone', { failure: 'refused', status: 410 }]
])('%s is not read: %j', async (path, failure) => {
  await expect(reader.document(peer + path)).rejects.toMatchObject(failure)
})

test('three redirections are followed, and no fourth', async () => {
  for (const n of [1, 2, 3, 4])
    answers[`/hop${n}`] = (_req, res) => res.writeHead(302, { location: n === 1 ? '/ada' : `/hop${n - 1}` }).end()
  expect(await reader.document(`${peer}/hop3`)).toHaveProperty('type', 'Person')
  await expect(reader.document(`${peer}/hop4`)).rejects.toMatchObject({ failure: 'too-many-redirections' })
})

test('nothing of a muted server is read, whoever leads there', async () => {
  const { port } = new URL(peer)
  answers['/away'] = (_req, res) => res.writeHead(302, { location: `http://127.0.0.1:${port}/ada` }).end()
  muted.add(`127.0.0.1:${port}`)
  asked.length = 0
  for (const read of [reader.document, reader.picture])
    await expect(read(`${peer}/ada`)).rejects.toMatchObject({ failure: 'bad-url' })
  await expect(reader.document(`http://localhost:${port}/away`)).rejects.toMatchObject({ failure: 'bad-url' })
  expect(asked.map(({ url }) => url)).toEqual(['/away'])
  muted.clear()
  expect(await reader.document(`http://localhost:${port}/away`)).toHaveProperty('type', 'Person')
})

test('who does not answer is given ten seconds', async () => {
  answers['/silent'] = () => {}
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  const limits = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(50))
  await expect(reader.document(`${peer}/silent`)).rejects.toMatchObject({ failure: 'unreachable' })
  expect(limits).toHaveBeenCalledWith(10_000)
  limits.mockRestore()
})

test('a document may have a megabyte, a picture eight', async () => {
  const sized =
    (bytes: number): RequestListener =>
    (_req, res) =>
      res.writeHead(200, { 'content-type': 'application/activity+json' }).end(`{"a":"${'x'.repeat(bytes - 8)}"}`)
  Object.assign(answers, {
    '/1': sized(1_000_000),
    '/1+': sized(1_000_001),
    '/8': sized(8_000_000),
    '/8+': sized(8_000_001)
  })
  expect(await reader.document(`${peer}/1`)).toHaveProperty('a')
  expect(await reader.picture(`${peer}/8`)).toHaveLength(8_000_000)
  await expect(reader.document(`${peer}/1+`)).rejects.toMatchObject({ failure: 'too-large' })
  await expect(reader.picture(`${peer}/8+`)).rejects.toMatchObject({ failure: 'too-large' })
})

test.each(['http://localhost:9000/a', 'file:///etc/passwd', 'nonsense', 'http://user:secret@127.0.0.1/'])(
  '%s is not asked at all',
  async url => {
    await expect(reader.document(url)).rejects.toMatchObject({ failure: 'bad-url' })
  }
)

test('a server on the open internet asks neither this machine nor anything unencrypted', async () => {
  const open = readerOf('https://videos.example')
  for (const url of [`${peer}/ada`, 'http://example.org/'])
    await expect(open.document(url)).rejects.toMatchObject({ failure: 'bad-url' })
  await expect(open.document('https://127.0.0.1/')).rejects.toMatchObject({ failure: 'not-public' })
  await expect(open.document('https://[::ffff:10.0.0.1]/')).rejects.toMatchObject({ failure: 'not-public' })
})

test('one host is asked for few things at once', async () => {
  let running = 0
  let most = 0
  answers['/slow'] = (_req, res) => {
    most = Math.max(most, ++running)
    setTimeout(() => {
      running -= 1
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }, 20)
  }
  await Promise.all(Array.from({ length: 12 }, () => reader.document(`${peer}/slow`)))
  expect(most).toBe(4)
  await vi.waitFor(() => expect(running).toBe(0))
})

test('only who calls itself by a loopback address may speak to one', () => {
  expect(isLoopbackSite(siteOf('http://localhost:1'))).toBe(true)
  expect(isLoopbackSite(siteOf('https://localhost'))).toBe(false)
  expect(isLoopbackSite(siteOf('http://videos.example'))).toBe(false)
  expect(peerRules(siteOf('http://localhost:1')).isAllowed('10.0.0.1')).toBe(false)
})
