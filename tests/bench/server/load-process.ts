/** The process behind load.ts: HTTP/1.1 over plain sockets, no more of it than Colombier's answers use. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Load, LoadResult } from './load.ts'

const ANSWER_MS = 10_000
const HEAD_END = '\r\n\r\n'
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

const load = JSON.parse(process.argv[2]!) as Load
process.stdout.write(JSON.stringify(await run(load)))

async function run({ port, paths, connections, durationMs, ratePerSecond }: Load): Promise<LoadResult> {
  const requests = paths.map(path => `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
  const latenciesMs: number[] = []
  let failed = 0
  let sent = 0
  const startedAt = performance.now()
  const end = startedAt + durationMs

  const converse = async () => {
    let socket: Socket | undefined
    for (;;) {
      const number = sent++
      const dueAt = ratePerSecond ? startedAt + (number / ratePerSecond) * 1000 : performance.now()
      if (dueAt >= end) break
      if (dueAt > performance.now()) await sleep(dueAt - performance.now())
      try {
        socket ??= await open(port)
        const status = await ask(socket, requests[number % requests.length]!)
        if (status === 200) latenciesMs.push(performance.now() - dueAt)
        else failed++
      } catch {
        failed++
        socket?.destroy()
        socket = undefined
      }
    }
    socket?.destroy()
  }
  await Promise.all(Array.from({ length: connections }, converse))

  const elapsedMs = performance.now() - startedAt
  latenciesMs.sort((a, b) => a - b)
  const percentile = (share: number) => latenciesMs[Math.ceil(latenciesMs.length * share) - 1] ?? Number.NaN
  return {
    answered: latenciesMs.length,
    failed,
    durationMs: elapsedMs,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99)
  }
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('No answer.')))
  await once(socket, 'connect')
  return socket
}

/** Sends one request and reads its answer to the end. @returns The status. */
function ask(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0)
    let head: Head | undefined
    let bytes = 0
    const settle = (finish: () => void) => {
      socket.off('data', read).off('error', fail).off('close', closed)
      finish()
    }
    const fail = (error: Error) => settle(() => reject(error))
    const closed = () => fail(new Error('Closed before the answer was whole.'))
    const read = (chunk: Buffer) => {
      if (head) bytes += chunk.length
      else {
        received = Buffer.concat([received, chunk])
        const headEnd = received.indexOf(HEAD_END)
        if (headEnd < 0) return
        head = parseHead(received.toString('latin1', 0, headEnd))
        bytes = received.length - headEnd - HEAD_END.length
      }
      const isWhole =
        head.bodyBytes === undefined ? chunk.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) : bytes >= head.bodyBytes
      const { status } = head
      if (isWhole) settle(() => resolve(status))
    }
    socket.on('data', read).on('error', fail).on('close', closed)
    socket.write(request)
  })
}

interface Head {
  readonly status: number
  /** Undefined when the body comes in chunks. */
  readonly bodyBytes: number | undefined
}

function parseHead(text: string): Head {
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
  return { status: Number(text.slice(9, 12)), bodyBytes: length === undefined ? undefined : Number(length) }
}
