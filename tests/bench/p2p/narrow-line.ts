/** A TCP line to a server with so many bytes a second towards the viewers, for all connections together. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface NarrowLine {
  readonly port: number
  /** To the viewers, so far. */
  sentBytes(): number
  setRate(bytesPerSecond: number): void
  close(): Promise<void>
}

const TICK_MS = 10
/** What may be sent at once after a pause. */
const BURST_SECONDS = 0.05
const WAITING_MAX = 64 * 1024
const PORTION = 4 * 1024

interface Lane {
  readonly near: Socket
  readonly far: Socket
  waiting: Buffer[]
  waitingBytes: number
  hasEnded: boolean
}

export async function layNarrowLine(targetPort: () => number, port = 0): Promise<NarrowLine> {
  const lanes = new Set<Lane>()
  let bytesPerSecond = Number.POSITIVE_INFINITY
  let sent = 0
  let tokens = 0
  let filledAt = performance.now()
  let turn = 0

  const server = createServer(near => {
    const far = connect(targetPort(), '127.0.0.1')
    const lane: Lane = { near, far, waiting: [], waitingBytes: 0, hasEnded: false }
    lanes.add(lane)
    near.setNoDelay(true)
    near.pipe(far)
    far.on('data', (chunk: Buffer) => {
      lane.waiting.push(chunk)
      lane.waitingBytes += chunk.length
      if (lane.waitingBytes > WAITING_MAX) far.pause()
    })
    far.on('end', () => {
      lane.hasEnded = true
    })
    const drop = () => {
      lanes.delete(lane)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', drop)
    near.on('close', drop)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')

  const timer = setInterval(() => {
    const now = performance.now()
    tokens = Math.min(tokens + ((now - filledAt) / 1000) * bytesPerSecond, bytesPerSecond * BURST_SECONDS + PORTION)
    filledAt = now
    // From where the last turn ended: what one tick lets through is less than a portion on a narrow line.
    const inTurn = [...lanes]
    for (let idle = 0; tokens > 0 && idle < inTurn.length; turn++) {
      const bytes = sendPortion(inTurn[turn % inTurn.length]!, Math.min(PORTION, tokens))
      tokens -= bytes
      sent += bytes
      idle = bytes > 0 ? 0 : idle + 1
    }
    for (const lane of lanes) if (lane.hasEnded && lane.waitingBytes === 0) lane.near.end()
  }, TICK_MS)

  return {
    port: (server.address() as AddressInfo).port,
    sentBytes: () => sent,
    setRate(rate) {
      bytesPerSecond = rate
      tokens = 0
      filledAt = performance.now()
    },
    async close() {
      clearInterval(timer)
      server.close()
      for (const { near, far } of lanes) {
        near.destroy()
        far.destroy()
      }
      await once(server, 'close')
    }
  }
}

/** Lines in turn get as much, as on a real one. @returns How many bytes. */
function sendPortion(lane: Lane, most: number): number {
  const [first] = lane.waiting
  // What the viewer's side does not take fast enough is not sent yet.
  if (!first || lane.near.writableLength > WAITING_MAX) return 0
  const portion = first.subarray(0, Math.max(1, Math.floor(most)))
  if (portion.length === first.length) lane.waiting.shift()
  else lane.waiting[0] = first.subarray(portion.length)
  lane.waitingBytes -= portion.length
  lane.near.write(portion)
  if (lane.waitingBytes < WAITING_MAX) lane.far.resume()
  return portion.length
}
