/** A site with one page and the film that it shows. The film's first answer stops half way until it is told to go on. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SlowOrigin {
  readonly pageUrl: string
  readonly filmUrl: string
  /** Somebody has half of the film. */
  readonly isHalfSent: Promise<void>
  goOn(): void
  close(): void
}

export async function openSlowOrigin(film: string): Promise<SlowOrigin> {
  const bytes = await readFile(film)
  const half = Promise.withResolvers<void>()
  const rest = Promise.withResolvers<void>()
  let isFirst = true
  const server = createServer(async (req, res) => {
    if (req.url !== '/film.mp4') {
      res.setHeader('content-type', 'text/html').end('<title>A film</title><video src="/film.mp4"></video>')
      return
    }
    res.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length })
    if (!isFirst) return void res.end(bytes)
    isFirst = false
    const middle = Math.floor(bytes.length / 2)
    res.write(bytes.subarray(0, middle), () => half.resolve())
    await rest.promise
    res.end(bytes.subarray(middle))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    pageUrl: `${origin}/page`,
    filmUrl: `${origin}/film.mp4`,
    isHalfSent: half.promise,
    goOn: () => rest.resolve(),
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
}
