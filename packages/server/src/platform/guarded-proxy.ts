/**
 * An HTTP proxy on this machine, for a program that opens connections by itself: through it the program reaches the open
 * internet and nothing else. The address that was judged is the one that is dialled.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, isIP } from 'node:net'
import { type Duplex, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isPublicAddress, publicLookup } from './public-address.ts'

export interface ProxyOptions {
  /** Of all that comes from elsewhere, together. */
  readonly maxBytes: number
  /** Which addresses may be asked; those of the open internet unless a test says otherwise. */
  readonly isAllowed?: (address: string) => boolean
}

export interface GuardedProxy {
  readonly port: number
  /** With the password: nobody else on this machine may use it. */
  readonly url: string
  receivedBytes(): number
  /** More than `maxBytes` wanted to come: nothing comes any more. */
  isFull(): boolean
  /** Somebody asked for an address that may not be asked. */
  hasRefused(): boolean
  close(): Promise<void>
}

const IDLE_MS = 30_000
/** Of one hop only: these say nothing to whoever is asked. */
const HOP_HEADERS = ['connection', 'proxy-connection', 'proxy-authorization', 'keep-alive', 'te', 'trailer', 'upgrade']

export async function openGuardedProxy(options: ProxyOptions): Promise<GuardedProxy> {
  const password = randomUUID()
  const expected = `Basic ${Buffer.from(`colombier:${password}`).toString('base64')}`
  const gate = openGate(options)
  const server = createServer((req, res) => {
    if (req.headers['proxy-authorization'] === expected) void relay(gate, req, res)
    else res.writeHead(407, { 'Proxy-Authenticate': 'Basic' }).end()
  })
  server.on('connect', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (req.headers['proxy-authorization'] === expected) tunnel(gate, req, { near: socket, head })
    else socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n')
  })
  const sockets = new Set<Duplex>()
  server.on('connection', socket => sockets.add(socket.on('close', () => sockets.delete(socket))))
  await new Promise<void>((resolve, reject) => server.listen(0, '127.0.0.1', resolve).once('error', reject))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://colombier:${password}@127.0.0.1:${port}`,
    receivedBytes: () => gate.receivedBytes,
    isFull: () => gate.receivedBytes > options.maxBytes,
    hasRefused: () => gate.hasRefused,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

interface Gate {
  receivedBytes: number
  hasRefused: boolean
  readonly isAllowed: (address: string) => boolean
  /** Counts what comes through, and breaks off when it is too much. */
  counter(): Transform
}

function openGate({ maxBytes, isAllowed = isPublicAddress }: ProxyOptions): Gate {
  const gate: Gate = {
    receivedBytes: 0,
    hasRefused: false,
    isAllowed: address => {
      const isGood = isAllowed(address)
      if (!isGood) gate.hasRefused = true
      return isGood
    },
    counter: () =>
      new Transform({
        transform(chunk: Buffer, _encoding, done) {
          gate.receivedBytes += chunk.length
          if (gate.receivedBytes > maxBytes) done(new Error('Too much comes'))
          else done(null, chunk)
        }
      })
  }
  return gate
}

/** The web's ports, and those that belong to no old service: this is no way to send mail. */
const isAllowedPort = (port: number) => port === 80 || port === 443 || (port >= 1024 && port <= 65_535)

/** Sockets do not resolve what is an address already: it is judged here. */
function targetOf(gate: Gate, url: URL | null, defaultPort: number): { host: string; port: number } | undefined {
  if (!url) return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || defaultPort)
  if (isAllowedPort(port) && (!isIP(host) || gate.isAllowed(host))) return { host, port }
  gate.hasRefused = true
  return undefined
}

async function relay(gate: Gate, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = URL.parse(req.url ?? '')
  const target = url?.protocol === 'http:' ? targetOf(gate, url, 80) : undefined
  if (!url || !target) {
    res.writeHead(403).end()
    return
  }
  const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !HOP_HEADERS.includes(name)))
  const asked = request({
    host: target.host,
    port: target.port,
    path: url.pathname + url.search,
    method: req.method ?? 'GET',
    headers: { ...headers, host: url.host, connection: 'close' },
    timeout: IDLE_MS,
    lookup: publicLookup(gate.isAllowed),
    agent: false
  })
  asked.on('timeout', () => asked.destroy(new Error('No answer in time')))
  try {
    const answered = new Promise<IncomingMessage>((resolve, reject) =>
      asked.on('response', resolve).on('error', reject)
    )
    const [answer] = await Promise.all([answered, pipeline(req, asked)])
    const kept = Object.entries(answer.headers).filter(([name]) => !HOP_HEADERS.includes(name))
    res.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept))
    await pipeline(answer, gate.counter(), res)
  } catch {
    asked.destroy()
    if (res.headersSent) res.destroy()
    else res.writeHead(502).end()
  }
}

/** @param head What the program sent before it was answered. */
function tunnel(gate: Gate, req: IncomingMessage, { near, head }: { near: Duplex; head: Buffer }): void {
  near.on('error', () => near.destroy())
  const target = targetOf(gate, URL.parse(`https://${req.url}`), 443)
  if (!target) {
    near.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    return
  }
  const far = connect({ ...target, lookup: publicLookup(gate.isAllowed), timeout: IDLE_MS })
  const refuse = () => near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  far.once('error', refuse)
  far.on('timeout', () => far.destroy())
  near.on('close', () => far.destroy())
  far.once('connect', () => {
    far.off('error', refuse)
    near.write('HTTP/1.1 200 Connection established\r\n\r\n')
    far.write(head)
    const end = () => {
      far.destroy()
      near.destroy()
    }
    pipeline(far, gate.counter(), near).then(end, end)
    pipeline(near, far).catch(end)
  })
}
