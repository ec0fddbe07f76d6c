/** Lines that break, servers that end, and what a client finds when it comes back. */
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { EASY_MEDIA, openUploadBench, type UploadBench } from '../../../../../tests/support/upload-bench.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { sweepStrayFiles } from './sweep.ts'

const SIZE = 300_000
const CONTENT = Buffer.alloc(SIZE, 'colombier')
let bench: UploadBench

beforeAll(async () => {
  bench = await openUploadBench({ media: EASY_MEDIA })
})
afterAll(() => bench.close())
beforeEach(async () => {
  await bench.restart()
  await bench.db.query('DELETE FROM video')
  await bench.db.query('DELETE FROM resumable_upload')
  await sweepStrayFiles(bench, { minimumAgeMs: 0 })
})

/** Sends part of a part, then cuts the line once that is written. */
async function cutPut(path: string, range: string, body: Buffer): Promise<void> {
  const sent = request(bench.url(path), {
    method: 'PUT',
    headers: { authorization: 'ada', 'content-range': range, 'content-length': SIZE }
  })
  sent.on('error', () => {})
  sent.write(body)
  await untilWritten(path, body.length)
  sent.destroy()
  await new Promise(resolve => sent.once('close', resolve))
}

async function untilWritten(path: string, bytes: number): Promise<void> {
  const id = new URLSearchParams(path.split('?')[1]).get('upload_id')!
  while (((await bench.storage.sizeOf(`uploads/${id}`)) ?? 0) < bytes) await sleep(5)
}

/** How much has come, as the server tells it. */
async function askWritten(path: string): Promise<number> {
  const answer = await bench.put(path, `bytes */${SIZE}`, '')
  expect(answer.status).toBe(308)
  return Number(/^bytes=0-(\d+)$/.exec(answer.headers.get('range') ?? '')?.[1] ?? -1) + 1
}

async function finish(path: string, from: number): Promise<string> {
  const answer = await bench.put(path, `bytes ${from}-${SIZE - 1}/${SIZE}`, CONTENT.subarray(from))
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { video: { uuid: string } }).video.uuid
}

const countVideos = async () => (await bench.db.query<{ count: number }>('SELECT count(*) FROM video')).rows[0]!.count

async function expectWhole(uuid: string) {
  expect((await readFile(bench.storage.pathOf(`originals/${uuid}.mp4`))).equals(CONTENT)).toBe(true)
  expect(await bench.files()).toEqual([`originals/${uuid}.mp4`])
  expect(await countVideos()).toBe(1)
}

test('a part that is cut in its middle goes on from the byte the server tells', async () => {
  const path = await bench.begun(SIZE)
  await cutPut(path, `bytes 0-${SIZE - 1}/${SIZE}`, CONTENT.subarray(0, 100_000))
  const written = await askWritten(path)
  expect(written).toBe(100_000)
  expect((await bench.put(path, `bytes 0-9/${SIZE}`, CONTENT.subarray(0, 10))).status).toBe(409)
  await expectWhole(await finish(path, written))
})

test('a part that is cut by the end of the server goes on at the next one', async () => {
  const path = await bench.begun(SIZE)
  await cutPut(path, `bytes 0-${SIZE - 1}/${SIZE}`, CONTENT.subarray(0, 50_000))
  await bench.restart()
  const written = await askWritten(path)
  expect(await sweepStrayFiles(bench, { minimumAgeMs: 0 })).toBe(0)
  await expectWhole(await finish(path, written))
})

test('a line that still hangs gives way to the client that came back', async () => {
  const path = await bench.begun(SIZE)
  const hanging = request(bench.url(path), {
    method: 'PUT',
    headers: { authorization: 'ada', 'content-range': `bytes 0-${SIZE - 1}/${SIZE}`, 'content-length': SIZE }
  })
  hanging.on('error', () => {})
  hanging.write(CONTENT.subarray(0, 20_000))
  await untilWritten(path, 20_000)
  const written = await askWritten(path)
  await expectWhole(await finish(path, written))
})

test('the last part leads to the same video each time, also after a restart', async () => {
  const path = await bench.begun(SIZE)
  const uuid = await finish(path, 0)
  expect(await finish(path, 0)).toBe(uuid)
  await bench.restart()
  expect(await finish(path, 0)).toBe(uuid)
  const asked = await bench.put(path, `bytes */${SIZE}`, '')
  expect([asked.status, ((await asked.json()) as { video: { uuid: string } }).video.uuid]).toEqual([200, uuid])
  await expectWhole(uuid)
})

test.each(['PUT', 'DELETE'])("%s on somebody else's upload is refused and harms nothing", async method => {
  const path = await bench.begun(SIZE)
  const headers = { authorization: 'bob', ...(method === 'PUT' && { 'content-range': `bytes */${SIZE}` }) }
  expect((await fetch(bench.url(path), { method, headers })).status).toBe(403)
  await expectWhole(await finish(path, 0))
})

/** From the moment at which rows are written, nothing of the database answers any more, as after kill -9. */
function dyingDatabase(): Partial<Database> {
  let isDead = false
  const dead = async (): Promise<never> => {
    throw new Error('the connection is gone')
  }
  return {
    query: ((...args: Parameters<Queryable['query']>) => (isDead ? dead() : bench.db.query(...args))) as never,
    transaction: work =>
      bench.db.transaction(tx =>
        work({
          query: ((...args: Parameters<Queryable['query']>) => {
            if (args[0].startsWith('INSERT INTO original')) isDead = true
            return isDead ? dead() : tx.query(...args)
          }) as never
        })
      )
  }
}

test('a form whose rows were never written leaves nothing once the sweeper has been', async () => {
  await bench.restart({ db: dyingDatabase() })
  expect((await bench.post({ videofile: new File([CONTENT], 'a.mp4') })).status).toBe(500)
  expect((await bench.files()).map(name => name.split('/')[0])).toEqual(['originals'])
  expect(await countVideos()).toBe(0)
  expect(await sweepStrayFiles(bench, { minimumAgeMs: 0 })).toBe(1)
  expect(await bench.files()).toEqual([])
})

test('a resumable upload whose rows were never written ends well at the next try, and leaves nothing', async () => {
  const path = await bench.begun(SIZE)
  await bench.restart({ db: dyingDatabase() })
  expect((await bench.put(path, `bytes 0-${SIZE - 1}/${SIZE}`, CONTENT)).status).toBe(500)
  expect(await countVideos()).toBe(0)
  await bench.restart()
  expect(await sweepStrayFiles(bench, { minimumAgeMs: 0 })).toBe(1)

  const answer = await bench.put(path, `bytes */${SIZE}`, '')
  expect(answer.status).toBe(200)
  await expectWhole(((await answer.json()) as { video: { uuid: string } }).video.uuid)
})

test('rows that are refused take their files with them at once', async () => {
  const transaction: Database['transaction'] = work =>
    bench.db.transaction(tx =>
      work({
        query: ((...args: Parameters<Queryable['query']>) => {
          if (args[0].startsWith('INSERT INTO original')) throw new Error('refused')
          return tx.query(...args)
        }) as never
      })
    )
  await bench.restart({ db: { transaction } })
  expect((await bench.post({ videofile: new File([CONTENT], 'a.mp4') })).status).toBe(500)
  expect(await bench.files()).toEqual([])
  expect(await countVideos()).toBe(0)
})

test('an upload is forgotten with its bytes when nobody went on with it for days', async () => {
  const path = await bench.begun(SIZE)
  await bench.put(path, `bytes 0-9/${SIZE}`, CONTENT.subarray(0, 10))
  await bench.db.query("UPDATE resumable_upload SET updated_at = now() - interval '37 hours'")
  expect(await sweepStrayFiles(bench, { minimumAgeMs: 0 })).toBe(1)
  expect(await bench.files()).toEqual([])
  expect((await bench.put(path, `bytes */${SIZE}`, '')).status).toBe(403)
})
