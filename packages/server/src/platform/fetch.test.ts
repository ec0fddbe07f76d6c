import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchBytes, fetchToFile } from './fetch.ts'
import { isPublicAddress } from './public-address.ts'

let folder: string
let server: Server
let origin: string

const answers: Record<string, RequestListener> = {
  '/file': (_req, res) => res.end('twelve bytes'),
  '/long': (_req, res) => {
    res.write('twelve ')
    res.end('bytes')
  },
  '/leads': (_req, res) => res.writeHead(302, { location: '/file' }).end(),
  '/inside': (_req, res) => res.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
  '/local-file': (_req, res) => res.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/round': (_req, res) => res.writeHead(302, { location: '/round' }).end(),
  '/breaks': (_req, res) => {
    res.writeHead(200, { 'content-length': '100' }).write('x')
    setTimeout(() => res.destroy(), 20)
  },
  '/hangs': (_req, res) => void res.write('x'),
  '/drips': (_req, res) => {
    const dripping = setInterval(() => res.write('x'), 10)
    res.once('close', () => clearInterval(dripping))
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-fetch-'))
  server = createServer((req, res) =>
    (answers[req.url!] ?? ((_req, missing) => missing.writeHead(404).end()))(req, res)
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

const isLoopback = (address: string): boolean => address === '127.0.0.1'
const fetch = (url: string, { maxBytes = 1000, signal = new AbortController().signal, isAllowed = isLoopback } = {}) =>
  fetchToFile(url, join(folder, 'file'), { maxBytes, signal, isAllowed })

test('a file is saved, over redirections too', async () => {
  const found = await fetch(`${origin}/leads`)
  expect(found).toMatchObject({ sizeBytes: 12, url: new URL(`${origin}/file`) })
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('twelve bytes')
  await rm(join(folder, 'file'))
})

test.each([
  ['/missing', 'refused'],
  ['/inside', 'not-public'],
  ['/local-file', 'bad-url'],
  ['/round', 'too-many-redirections'],
  ['/breaks', 'unreachable']
])('%s ends as %s, and leaves nothing', async (path, failure) => {
  await expect(fetch(origin + path)).rejects.toMatchObject({ failure })
  expect(await readdir(folder)).toEqual([])
})

test('a server that does not speak TLS is one that does not answer', async () => {
  const url = `${origin.replace('http:', 'https:')}/file`
  await expect(fetch(url)).rejects.toMatchObject({ failure: 'unreachable' })
})

test.each(['/file', '/long'])('%s is cut when it is too large', async path => {
  await expect(fetch(origin + path, { maxBytes: 11 })).rejects.toMatchObject({ failure: 'too-large' })
  expect(await readdir(folder)).toEqual([])
})

test('what is given up ends, and leaves nothing', async () => {
  const signal = AbortSignal.timeout(50)
  await expect(fetch(`${origin}/hangs`, { signal })).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(await readdir(folder)).toEqual([])
})

test('what comes byte by byte is not waited for', async () => {
  const found = fetchToFile(`${origin}/drips`, join(folder, 'file'), {
    maxBytes: 1e6,
    signal: AbortSignal.timeout(3000),
    isAllowed: isLoopback,
    slowest: { bytes: 1000, ms: 100 }
  })
  await expect(found).rejects.toMatchObject({ failure: 'unreachable' })
  expect(await readdir(folder)).toEqual([])
})

test.each([
  'http://localhost/file',
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://10.0.0.1/',
  'http://169.254.169.254/'
])('%s is not asked', async url => {
  await expect(fetch(url, { isAllowed: isPublicAddress })).rejects.toMatchObject({ failure: 'not-public' })
})

test.each(['ftp://example.org/', 'http://user:pass@example.org/', 'file:///etc/passwd', 'nonsense'])(
  '%s is no address of the web',
  async url => {
    await expect(fetch(url)).rejects.toMatchObject({ failure: 'bad-url' })
  }
)

test.each([
  ['93.184.215.14', true],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
  ['::ffff:93.184.215.14', false],
  ['64:ff9b::a00:1', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['ff02::1', false],
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['not an address', false]
])('%s: public is %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})

test('what is held in memory is cut, and not waited for', async () => {
  const open = { maxBytes: 12, isAllowed: () => true }
  expect((await fetchBytes(`${origin}/long`, { ...open, signal: AbortSignal.timeout(5000) })).bytes.toString()).toBe(
    'twelve bytes'
  )
  for (const path of ['/file', '/long'])
    await expect(
      fetchBytes(origin + path, { ...open, maxBytes: 11, signal: AbortSignal.timeout(5000) })
    ).rejects.toMatchObject({ failure: 'too-large' })
  for (const path of ['/hangs', '/drips'])
    await expect(
      fetchBytes(origin + path, { ...open, maxBytes: 1_000_000, signal: AbortSignal.timeout(100) })
    ).rejects.toMatchObject({ name: 'TimeoutError' })
})
