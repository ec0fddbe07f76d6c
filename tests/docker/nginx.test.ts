/** docker/nginx.conf.template, run by a real nginx. */
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Front, startFront } from './front.ts'

const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251))
const FOREVER = 'public, max-age=31536000, immutable'

let front: Front
let received: { headers: IncomingHttpHeaders; firstBytes: Promise<Buffer> } | undefined

beforeAll(async () => {
  front = await startFront(standIn)
  mkdirSync(join(front.storageFolder, 'thumbnails'))
  writeFileSync(join(front.storageFolder, 'thumbnails', 'a b.bin'), BYTES)
  mkdirSync(join(front.acmeFolder, '.well-known/acme-challenge'), { recursive: true })
  writeFileSync(join(front.acmeFolder, '.well-known/acme-challenge/token'), 'proof')
})
afterAll(() => front?.close())

/** Answers as the server does with COLOMBIER_ACCEL set. */
function standIn(req: IncomingMessage, res: ServerResponse): void {
  if (req.url === '/static/there') {
    res.setHeader('X-Accel-Redirect', '/internal-files/thumbnails/a%20b.bin')
    res.setHeader('Cache-Control', FOREVER)
    res.setHeader('Content-Type', 'video/mp4')
    res.setHeader('Content-Disposition', 'attachment; filename="a.mp4"')
    res.setHeader('Access-Control-Allow-Origin', '*')
    res.setHeader('Access-Control-Expose-Headers', 'Content-Range')
    res.setHeader('X-Content-Type-Options', 'nosniff')
    res.end()
  } else {
    const firstBytes = once(req, 'data').then(([chunk]) => chunk as Buffer)
    firstBytes.catch(() => {})
    received = { headers: req.headers, firstBytes }
    req.on('end', () => res.writeHead(200, { 'Content-Encoding': 'br', ETag: '"e"' }).end('answer')).resume()
  }
}

function ask(path: string, options: RequestOptions = {}) {
  const req = httpsRequest({ port: front.httpsPort, host: '127.0.0.1', path, rejectUnauthorized: false, ...options })
  const answer = new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    req.on('error', reject)
    req.on('response', async res => {
      resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(await res.toArray()) })
    })
  })
  return { req, answer }
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const { req, answer } = ask(path, { headers, method })
  req.end()
  return answer
}

test('nginx accepts the file', () => {
  expect(front.check()).toContain('test is successful')
})

test('http leads to https, but for the ACME challenge', async () => {
  const plain = async (path: string) => {
    const req = httpRequest({ port: front.httpPort, host: '127.0.0.1', path, headers: { host: 'tube.example' } }).end()
    const [res] = (await once(req, 'response')) as [IncomingMessage]
    return { status: res.statusCode, location: res.headers.location, body: String(Buffer.concat(await res.toArray())) }
  }
  expect(await plain('/w/abc?start=1m')).toMatchObject({ status: 308, location: 'https://tube.example/w/abc?start=1m' })
  expect(await plain('/.well-known/acme-challenge/token')).toMatchObject({ status: 200, body: 'proof' })
})

test('a file that the server hands over arrives whole, with the server’s headers', async () => {
  const { status, headers, body } = await get('/static/there')
  expect(status).toBe(200)
  expect(body.equals(BYTES)).toBe(true)
  expect(headers).toMatchObject({
    'content-type': 'video/mp4',
    'cache-control': FOREVER,
    'content-disposition': 'attachment; filename="a.mp4"',
    'content-length': '1000',
    'accept-ranges': 'bytes',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Content-Range',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000'
  })
  expect(headers).not.toHaveProperty('x-accel-redirect')
})

test('ranges, HEAD and revalidation are answered by nginx', async () => {
  const part = await get('/static/there', { range: 'bytes=10-19' })
  expect(part).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 10-19/1000', 'content-length': '10' } })
  expect(part.body.equals(BYTES.subarray(10, 20))).toBe(true)

  const tail = await get('/static/there', { range: 'bytes=-5' })
  expect(tail).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 995-999/1000' } })

  const outside = await get('/static/there', { range: 'bytes=1000-' })
  expect(outside).toMatchObject({
    status: 416,
    headers: { 'content-range': 'bytes */1000', 'access-control-allow-origin': '*' }
  })

  const head = await get('/static/there', {}, 'HEAD')
  expect(head).toMatchObject({ status: 200, headers: { 'content-length': '1000', 'cache-control': FOREVER } })
  expect(head.body).toHaveLength(0)

  const again = await get('/static/there', { 'if-none-match': String(head.headers.etag) })
  expect(again).toMatchObject({ status: 304, headers: { 'cache-control': FOREVER } })
})

test('nobody reaches the storage around the server', async () => {
  expect((await get('/internal-files/thumbnails/a%20b.bin')).body.equals(BYTES)).toBe(false)
  expect((await get('/internal-files/thumbnails/a%20b.bin')).status).toBe(404)
  expect((await get('/internal-files/../internal-files/thumbnails/a%20b.bin')).status).toBe(404)
})

test('the server’s answers pass untouched', async () => {
  const { headers, body } = await get('/videos/upload', { 'accept-encoding': 'gzip' })
  expect(headers).toMatchObject({ 'content-encoding': 'br', etag: '"e"' })
  expect(String(body)).toBe('answer')
})

test('an upload reaches the server while it is being sent', async () => {
  const { req, answer } = ask('/api/v1/videos/upload', { method: 'POST', headers: { 'content-length': '2000000' } })
  received = undefined
  req.write(Buffer.alloc(1000, 1))
  await expect.poll(() => received, { timeout: 10_000 }).toBeDefined()
  expect((await received!.firstBytes).subarray(0, 1)).toEqual(Buffer.from([1]))
  req.end(Buffer.alloc(1_999_000, 2))
  expect((await answer).status).toBe(200)
})

test('the server learns the real address and the public name', async () => {
  await get('/', { host: 'tube.example', 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'http' })
  expect(received!.headers).toMatchObject({
    host: 'tube.example',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'https'
  })
})

test('web sockets pass', async () => {
  front.backend.once('upgrade', (req, socket) => {
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${req.headers.upgrade}\r\nConnection: Upgrade\r\n\r\nhello`
    )
  })
  const { req } = ask('/tracker/socket', { headers: { connection: 'Upgrade', upgrade: 'websocket' } })
  req.end()
  const [res, socket, head] = await once(req, 'upgrade')
  const text = String(Buffer.concat([head, ...(await socket.toArray())]))
  expect({ status: res.statusCode, text }).toEqual({ status: 101, text: 'hello' })
})

test('browsers may speak HTTP/2', async () => {
  const session = connectHttp2(`https://127.0.0.1:${front.httpsPort}`, { rejectUnauthorized: false })
  const [headers] = await once(session.request({ ':path': '/static/there', range: 'bytes=0-0' }).resume(), 'response')
  session.close()
  expect(headers).toMatchObject({ ':status': 206, 'content-range': 'bytes 0-0/1000' })
})
