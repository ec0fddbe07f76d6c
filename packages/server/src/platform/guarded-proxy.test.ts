import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type GuardedProxy, openGuardedProxy } from './guarded-proxy.ts'

let elsewhere: Server
let port: number
let asked: string[]
const opened: GuardedProxy[] = []

beforeEach(async () => {
  asked = []
  elsewhere = createServer((req, res) => {
    asked.push(`${req.method} ${req.url} ${req.headers['proxy-authorization'] ?? '-'}`)
    if (req.url === '/large') res.end('x'.repeat(5000))
    else if (req.method === 'POST') void text(req).then(body => res.end(body))
    else res.writeHead(req.url === '/away' ? 302 : 200, { location: 'http://10.0.0.1/' }).end('here')
  })
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
  port = (elsewhere.address() as AddressInfo).port
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(proxy => proxy.close()))
  elsewhere.closeAllConnections()
  elsewhere.close()
})

async function open(options: { maxBytes?: number; isAllowed?: (address: string) => boolean } = {}) {
  const proxy = await openGuardedProxy({ maxBytes: 1000, isAllowed: address => address === '127.0.0.1', ...options })
  opened.push(proxy)
  return proxy
}

const secretOf = ({ url }: GuardedProxy) => {
  const { username, password } = new URL(url)
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

function ask(proxy: GuardedProxy, url: string, { method = 'GET', body = '', secret = secretOf(proxy) } = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const headers = { 'proxy-authorization': secret, ...(body && { 'content-length': body.length }) }
    request({ host: '127.0.0.1', port: proxy.port, method, path: url, headers, agent: false })
      .on('response', res => text(res).then(words => resolve({ status: res.statusCode!, body: words }), reject))
      .on('error', reject)
      .end(body)
  })
}

/** @returns The proxy's first line, and what comes through the tunnel for one request. */
async function tunnel(proxy: GuardedProxy, target: string, path = '/') {
  const socket = connect(proxy.port, '127.0.0.1')
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\nProxy-Authorization: ${secretOf(proxy)}\r\n\r\n`)
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  const words = await text(socket).catch(() => '')
  return { status: words.split('\r\n', 1)[0], words }
}

test('passes on what is asked of allowed addresses, and keeps its password to itself', async () => {
  const proxy = await open()
  expect(await ask(proxy, `http://127.0.0.1:${port}/a?b=c`)).toEqual({ status: 200, body: 'here' })
  expect(await ask(proxy, `http://localhost:${port}/`, { method: 'POST', body: 'words' })).toEqual({
    status: 200,
    body: 'words'
  })
  expect(asked).toEqual(['GET /a?b=c -', 'POST / -'])
  const { status, words } = await tunnel(proxy, `127.0.0.1:${port}`, '/through')
  expect([status, words.includes('here')]).toEqual(['HTTP/1.1 200 Connection established', true])
  expect([proxy.isFull(), proxy.hasRefused()]).toEqual([false, false])
})

test('follows no redirection by itself', async () => {
  expect((await ask(await open(), `http://127.0.0.1:${port}/away`)).status).toBe(302)
})

test.each([
  '127.0.0.1',
  'localhost',
  '[::1]',
  '169.254.169.254',
  '10.1.2.3',
  '2130706433',
  '0x7f.1',
  '[::ffff:127.0.0.1]'
])('%s is not asked, neither plainly nor through a tunnel', async host => {
  const { isPublicAddress } = await import('./public-address.ts')
  const proxy = await open({ isAllowed: isPublicAddress })
  expect((await ask(proxy, `http://${host}:${port}/`)).status).toBeGreaterThanOrEqual(403)
  expect((await tunnel(proxy, `${host}:${port}`)).status).toMatch(/ (403|502) /)
  expect([asked, proxy.hasRefused()]).toEqual([[], true])
})

test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', '/', 'https://127.0.0.1/'])('%s is refused', async url => {
  expect((await ask(await open(), url)).status).toBe(403)
})

test('ports of other services are not asked', async () => {
  const proxy = await open()
  expect((await ask(proxy, 'http://127.0.0.1:25/')).status).toBe(403)
  expect((await tunnel(proxy, '127.0.0.1:22')).status).toMatch(/403/)
})

test('nobody else may use it', async () => {
  const proxy = await open()
  expect((await ask(proxy, `http://127.0.0.1:${port}/`, { secret: 'Basic x' })).status).toBe(407)
  expect(asked).toEqual([])
})

test('breaks off when too much comes, by either way', async () => {
  const proxy = await open()
  await expect(ask(proxy, `http://127.0.0.1:${port}/large`)).rejects.toThrow()
  const other = await open()
  expect((await tunnel(other, `127.0.0.1:${port}`, '/large')).words.length).toBeLessThan(2000)
  expect([proxy.isFull(), other.isFull()]).toEqual([true, true])
})
