/**
 * Memory while a large file comes in: zeros from a sparse file, so that only the way in is measured; nothing can be
 * made of them, so the answer is 422. BENCH_UPLOAD_GB sets the size, 5 by default; the disk must hold it once.
 */
import { createReadStream } from 'node:fs'
import { open, readdir, writeFile } from 'node:fs/promises'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { STORAGE } from '../../../packages/transcoder/src/contract.ts'
import { type Api, signIn } from '../../support/api.ts'
import type { Table } from '../table.ts'
import { readPeakRssBytes, readRssBytes } from './processes.ts'
import { type RunningServer, withServer } from './running.ts'

const SIZE_BYTES = Number(process.env['BENCH_UPLOAD_GB'] ?? 5) * 1e9
const PART_BYTES = 100e6
const REFUSED = 422
/** Resets the peak (proc(5), clear_refs). */
const RESET_PEAK = '5'

interface Upload {
  readonly server: RunningServer
  readonly api: Api
  readonly file: string
}

export async function* measure(): AsyncGenerator<Table> {
  yield await withServer(async server => {
    const file = join(server.dataFolder, 'sparse.mp4')
    const handle = await open(file, 'w')
    await handle.truncate(SIZE_BYTES)
    await handle.close()
    const upload = { server, api: await signIn(server.origin), file }
    return {
      title: `An upload of ${SIZE_BYTES / 1e9} GB`,
      columns: ['', 'seconds', 'MB/s', 'memory before, MB', 'peak, MB', 'growth, MB', 'answer', 'files left'],
      rows: [await measureWay('one form', upload, sendForm), await measureWay('in parts', upload, sendParts)]
    }
  })
}

async function measureWay(name: string, upload: Upload, send: (upload: Upload) => Promise<number>): Promise<string[]> {
  const { pid, dataFolder } = upload.server
  const beforeBytes = await readRssBytes(pid)
  await writeFile(`/proc/${pid}/clear_refs`, RESET_PEAK)
  const startedAt = performance.now()
  const status = await send(upload)
  const seconds = (performance.now() - startedAt) / 1000
  const peakBytes = await readPeakRssBytes(pid)
  const left = await readdir(join(dataFolder, STORAGE.uploads))
  return [
    name,
    seconds.toFixed(1),
    (SIZE_BYTES / 1e6 / seconds).toFixed(0),
    ...[beforeBytes, peakBytes, peakBytes - beforeBytes].map(bytes => (bytes / 1e6).toFixed(1)),
    `${status}${status === REFUSED ? '' : `, not ${REFUSED}`}`,
    String(left.length)
  ]
}

const fieldsOf = (api: Api) => ({ name: 'Zeros', channelId: String(api.channelId), privacy: '1' })

async function sendForm({ server, api, file }: Upload): Promise<number> {
  const boundary = 'colombier-bench-boundary'
  const part = (disposition: string) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`
  const fields = Object.entries(fieldsOf(api)).map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`)
  const opening = `${fields.join('')}${part('name="videofile"; filename="zeros.mp4"')}Content-Type: video/mp4\r\n\r\n`
  const closing = `\r\n--${boundary}--\r\n`
  async function* body() {
    yield opening
    yield* createReadStream(file, { highWaterMark: 2 ** 18 })
    yield closing
  }
  const { status } = await send(Readable.from(body(), { objectMode: false }), {
    url: `${server.origin}/api/v1/videos/upload`,
    method: 'POST',
    headers: {
      authorization: `Bearer ${api.token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(SIZE_BYTES + opening.length + closing.length)
    }
  })
  return status
}

async function sendParts({ server, api, file }: Upload): Promise<number> {
  const begun = await api.fetch('/videos/upload-resumable', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-upload-content-length': String(SIZE_BYTES),
      'x-upload-content-type': 'video/mp4'
    },
    body: JSON.stringify({ ...fieldsOf(api), channelId: api.channelId, privacy: 1, filename: 'zeros.mp4' })
  })
  const location = begun.headers.get('location')
  if (!location) return begun.status

  let status = 308
  for (let start = 0; start < SIZE_BYTES && status === 308; start += PART_BYTES) {
    const end = Math.min(start + PART_BYTES, SIZE_BYTES) - 1
    const sent = await send(createReadStream(file, { start, end, highWaterMark: 2 ** 18 }), {
      url: new URL(location, server.origin).href,
      method: 'PUT',
      headers: {
        authorization: `Bearer ${api.token}`,
        'content-type': 'application/octet-stream',
        'content-length': String(end - start + 1),
        'content-range': `bytes ${start}-${end}/${SIZE_BYTES}`
      }
    })
    status = sent.status
  }
  return status
}

interface Target {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
}

/** node:http, because fetch does not tell the length of what it streams. */
async function send(body: Readable, { url, ...options }: Target): Promise<{ status: number }> {
  const req: ClientRequest = request(url, options)
  const answer = new Promise<IncomingMessage>((resolve, reject) => req.once('response', resolve).once('error', reject))
  const [response] = await Promise.all([answer, pipeline(body, req)])
  response.resume()
  return { status: response.statusCode! }
}
