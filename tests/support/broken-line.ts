/** A TCP line to a server that can be cut and mended: what is under way breaks off, as when a cable is pulled. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

export interface BreakableLine {
  readonly port: number
  cut(): void
  mend(): void
  /** What the server sends takes its time from now on; undefined is as fast as can be. */
  slow(bytesPerSecond: number | undefined): void
  close(): Promise<void>
}

export async function layLine(targetPort: () => number): Promise<BreakableLine> {
  let isCut = false
  let rate: number | undefined
  const late = () =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (rate === undefined) done(null, chunk)
        else setTimeout(done, (chunk.length / rate) * 1000, null, chunk)
      }
    })
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(targetPort(), '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near]
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        // What the server said before it hung up may still be on its way.
        if (socket === near || !far.readableEnded) other.destroy()
      })
    }
    near.pipe(far)
    far.pipe(late()).pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true
      breakAll()
    },
    mend() {
      isCut = false
    },
    slow(bytesPerSecond) {
      rate = bytesPerSecond
    },
    async close() {
      server.close()
      breakAll()
      await once(server, 'close')
    }
  }
}
