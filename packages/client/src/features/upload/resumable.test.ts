import { expect, test } from 'vitest'
import type { SendRequest, SendResponse } from '../../api/transport.ts'
import { CHUNK_FIRST_BYTES, CHUNK_MAX_BYTES, CHUNK_MIN_BYTES, chunkAfterFailure, nextChunkBytes } from './chunk-size.ts'
import { continueUpload, pathOf, receivedBytes, startUpload } from './resumable.ts'

const UPLOAD = '/api/v1/videos/upload-resumable?upload_id=a'
const VIDEO = { video: { id: 1, uuid: 'u', shortUUID: 's' } }

function answer(status: number, headers: Record<string, string> = {}, body: unknown = ''): SendResponse {
  return { status, body: typeof body === 'string' ? body : JSON.stringify(body), header: name => headers[name] ?? null }
}

/** A server that keeps what it gets, after the troubles it is told to make. */
function fakeServer(size: number, troubles: (SendResponse | 'lost')[] = []) {
  const seen: string[] = []
  let received = 0
  const send = async ({ headers }: SendRequest): Promise<SendResponse> => {
    const range = headers['Content-Range']!
    seen.push(range)
    const isQuestion = range.startsWith('bytes */')
    const trouble = isQuestion ? undefined : troubles.shift()
    if (trouble === 'lost') throw new TypeError('lost')
    if (trouble) return trouble
    const [, from, to] = /bytes (\d+)-(\d+)/.exec(range) ?? []
    if (from !== undefined) {
      expect(Number(from)).toBe(received)
      received = Number(to) + 1
    }
    if (received === size) return answer(200, {}, VIDEO)
    return answer(308, received ? { Range: `bytes=0-${received - 1}` } : {})
  }
  return { seen, send, preset: (bytes: number) => (received = bytes) }
}

function run(send: (request: SendRequest) => Promise<SendResponse>, file: Blob) {
  const waits: number[] = []
  const troubles: boolean[] = []
  const progress: number[] = []
  const ending = new AbortController()
  const done = continueUpload(
    { send, nowMs: () => 0, wait: async ms => void waits.push(ms) },
    { uploadUrl: UPLOAD, file },
    { signal: ending.signal, onProgress: sent => progress.push(sent), onTrouble: is => troubles.push(is) }
  )
  return { done, waits, troubles, progress, ending }
}

const file = new Blob([new Uint8Array(10 * 1024 * 1024)])

test('asks where the server is, then sends the rest in pieces', async () => {
  const server = fakeServer(file.size)
  const { done, progress } = run(server.send, file)
  expect(JSON.parse(await done)).toEqual(VIDEO)
  expect(server.seen).toEqual([
    `bytes */${file.size}`,
    `bytes 0-${CHUNK_FIRST_BYTES - 1}/${file.size}`,
    `bytes ${CHUNK_FIRST_BYTES}-${file.size - 1}/${file.size}`
  ])
  expect(progress).toEqual([0, CHUNK_FIRST_BYTES])
})

test('goes on from what the server already has', async () => {
  const server = fakeServer(file.size)
  server.preset(9_000_000)
  await run(server.send, file).done
  expect(server.seen).toEqual([`bytes */${file.size}`, `bytes 9000000-${file.size - 1}/${file.size}`])
})

test('waits a lost connection out, asks again and sends smaller pieces', async () => {
  const server = fakeServer(file.size, ['lost', answer(503, { 'Retry-After': '5' })])
  const { done, waits, troubles } = run(server.send, file)
  await done
  expect(waits).toEqual([1000, 5000])
  expect(troubles).toEqual([true, false, true, false])
  expect(server.seen[5]).toBe(`bytes 0-${CHUNK_FIRST_BYTES / 4 - 1}/${file.size}`)
})

test('a refusal ends it with the server’s sentence', async () => {
  const server = fakeServer(file.size, [answer(507, {}, { detail: 'No space left.' })])
  await expect(run(server.send, file).done).rejects.toMatchObject({ status: 507, detail: 'No space left.' })
})

test('an upload that the server forgot ends with 404', async () => {
  await expect(run(async () => answer(404), file).done).rejects.toMatchObject({ status: 404, detail: null })
})

test('a server that keeps failing is given up', async () => {
  await expect(run(async () => answer(500), file).done).rejects.toMatchObject({ status: 500 })
})

test('pausing stops it at once', async () => {
  const ending = new AbortController()
  const send = async ({ signal }: SendRequest): Promise<SendResponse> => {
    ending.abort()
    throw signal.reason
  }
  const events = { signal: ending.signal, onProgress: () => undefined, onTrouble: () => undefined }
  const upload = continueUpload(
    { send, nowMs: () => 0, wait: async () => undefined },
    { uploadUrl: UPLOAD, file },
    events
  )
  await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
})

test('the announced place is kept without its host', async () => {
  const send = async () => answer(201, { Location: '//elsewhere.example/api/v1/videos/upload-resumable?upload_id=a' })
  const { signal } = new AbortController()
  expect(
    await startUpload(send, file, {
      body: '{}',
      contentType: 'application/json',
      signal,
      path: '/api/v1/videos/upload-resumable'
    })
  ).toBe(UPLOAD)
  expect(pathOf(UPLOAD)).toBe(UPLOAD)
})

test('an announcement without a place is a refusal', async () => {
  const { signal } = new AbortController()
  const init = { path: UPLOAD, body: '{}', contentType: 'application/json', signal }
  await expect(startUpload(async () => answer(413, {}, { detail: 'Too large.' }), file, init)).rejects.toMatchObject({
    status: 413,
    detail: 'Too large.'
  })
})

test('a missing range says that nothing was received', () => {
  expect(receivedBytes('bytes=0-99')).toBe(100)
  expect(receivedBytes(null)).toBe(0)
  expect(receivedBytes('nonsense')).toBe(0)
})

test('pieces follow the speed of the line, within bounds', () => {
  expect(nextChunkBytes(CHUNK_FIRST_BYTES, 1)).toBe(CHUNK_FIRST_BYTES * 2)
  expect(nextChunkBytes(CHUNK_MAX_BYTES, 1)).toBe(CHUNK_MAX_BYTES)
  expect(nextChunkBytes(CHUNK_FIRST_BYTES, 60_000)).toBe(Math.round(CHUNK_FIRST_BYTES / 10))
  expect(chunkAfterFailure(CHUNK_MIN_BYTES)).toBe(CHUNK_MIN_BYTES)
})
