/**
 * What was there before a server followed, and what was told while it was away, is read back from the other server's
 * outbox: over several pages, whatever breaks on the way, and each film once.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { VideoSummary } from '../../packages/server/src/contract/index.ts'
import { aVideo, giveRendition } from '../support/a-video.ts'
import { type NetworkServer, startNetworkServer } from '../support/network.ts'

const FILMS = 25
const PATIENCE_MS = 120_000
const SLOW_BYTES_PER_SECOND = 60_000

let oak: NetworkServer
let fir: NetworkServer
const there: string[] = []

beforeAll(async () => {
  ;[oak, fir] = await Promise.all([startNetworkServer('oak'), startNetworkServer('fir')])
  for (let n = 0; n < FILMS; n++) there.push(await publish(`Film ${n}`))
}, PATIENCE_MS)
afterAll(() => Promise.all([oak?.close(), fir?.close()]), PATIENCE_MS)

/** Without telling anybody, as if it had been told and not heard. */
async function publish(name: string): Promise<string> {
  const video = await aVideo(oak.db, oak.api.channelId, { name })
  await giveRendition(oak.db, video)
  return video.uuid
}

const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 60_000, interval: 100 })

const known = async () => (await fir.db.query<{ uuid: string }>('SELECT uuid FROM video')).rows.map(({ uuid }) => uuid)
/** The lease of a reader that was killed runs out after two minutes. */
const letLeaseRunOut = () => fir.db.query("UPDATE outbox_reading SET leased_until = '-infinity', due_at = now()")

test(
  'what somebody searches for by its address or handle is found where it lies',
  async () => {
    const find = async <T>(path: string) => (await fir.api.json<{ data: T[] }>(`/search/${path}`)).data
    const address = `${oak.origin}/videos/watch/${there[0]}`
    const [film] = await find<VideoSummary>(`videos?search=${encodeURIComponent(address)}`)
    expect(film).toMatchObject({ name: 'Film 0', isLocal: false, url: address })
    const { streamingPlaylists } = await fir.api.video(there[0]!)
    expect(streamingPlaylists[0]!.playlistUrl).toMatch(new RegExp(`^${oak.origin}/static/streaming-playlists/`))
    const [channel] = await find(`video-channels?search=root_channel@${oak.host}`)
    expect(channel).toMatchObject({ name: 'root_channel', host: oak.host })
  },
  PATIENCE_MS
)

test(
  'an outbox of several pages is read to its end by a server that is killed again and again',
  async () => {
    oak.line.slow(SLOW_BYTES_PER_SECOND)
    const answer = await fir.api.fetch('/server/following', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ hosts: [oak.host] })
    })
    expect(answer.status).toBe(204)
    for (const enough of [3, 13, 22]) {
      await soon(async () => expect((await known()).length).toBeGreaterThanOrEqual(enough))
      await fir.server.kill()
      await fir.server.start()
      const { rows } = await fir.db.query('SELECT FROM outbox_reading')
      expect(rows).toHaveLength(1)
      await letLeaseRunOut()
    }
    oak.line.slow(undefined)
    await soon(async () => {
      expect((await fir.db.query('SELECT FROM outbox_reading')).rows).toEqual([])
    })
    expect((await known()).toSorted()).toEqual(there.toSorted())
  },
  PATIENCE_MS
)

test(
  'what was told while a server was away is found when it is back',
  async () => {
    await fir.server.stop()
    const missed = [await publish('Missed'), await publish('Missed too')]
    await fir.server.start()
    await fir.db.query("UPDATE remote_actor SET outbox_read_at = now() - interval '1 week'")
    // The next look is ten minutes away.
    await fir.server.stop()
    await fir.server.start()
    await soon(async () => expect(await known()).toEqual(expect.arrayContaining(missed)))
    expect((await known()).toSorted()).toEqual([...there, ...missed].toSorted())
  },
  PATIENCE_MS
)

test(
  'a muted server is asked for nothing, and is found again afterwards',
  async () => {
    const uuid = await publish('Behind the wall')
    const mute = (method: string, path = '', body?: object) =>
      fir.api.fetch(`/server/blocklist/servers${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) })
      })
    const find = async () => {
      const address = encodeURIComponent(`${oak.origin}/videos/watch/${uuid}`)
      return (await fir.api.json<{ data: VideoSummary[] }>(`/search/videos?search=${address}`)).data
    }
    expect((await mute('POST', '', { host: oak.host })).status).toBe(204)
    // Whether one is muted is known a second late at most.
    await new Promise(resolve => setTimeout(resolve, 1100))
    expect(await find()).toEqual([])
    expect(await known()).not.toContain(uuid)
    expect((await mute('DELETE', `/${oak.host}`)).status).toBe(204)
    await soon(async () => expect(await find()).toMatchObject([{ uuid }]))
  },
  PATIENCE_MS
)
