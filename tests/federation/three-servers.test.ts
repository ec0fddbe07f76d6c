/**
 * Three of our servers that tell each other hundreds of things (2,000 and more with COLOMBIER_TESTS=whole), while they
 * are killed, the lines between them break, and their clocks are ten minutes apart: in the end all three know the same,
 * and each thing once.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeClip } from '../support/clip.ts'
import { countUnderWay, type NetworkServer, startNetworkServer } from '../support/network.ts'
import { IS_WHOLE } from '../support/whole-run.ts'
import { type Deed, Doer } from './deeds.ts'
import { type Knowledge, knowledgeOf } from './knowledge.ts'

const TEN_MINUTES_MS = 600_000
const ACTIVITIES = IS_WHOLE ? 2000 : 350
/** Each is told to two other servers at least, besides what they have to say of it. */
const DEEDS_EACH = IS_WHOLE ? 410 : 80
const PATIENCE_MS = 240_000
const SHAKE_EVERY_MS = 1500
const NUMBERS_MS = 100_000

let folder: string
const servers: NetworkServer[] = []
const uuids: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-three-'))
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 1, size: '320x240' })
  const starting = ['ash', 'birch', 'cedar'].map((name, index) =>
    startNetworkServer(name, { clockShiftMs: (index - 1) * TEN_MINUTES_MS })
  )
  servers.push(...(await Promise.all(starting)))
  await Promise.all(servers.map(followAll))
  for (const { api, name } of servers) {
    const uuid = await api.upload(clip, { name: `A film of ${name}` })
    await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
    uuids.push(uuid)
  }
  for (const { api } of servers)
    for (const uuid of uuids) await vi.waitFor(() => api.video(uuid), { timeout: 60_000, interval: 200 })
}, PATIENCE_MS)

afterAll(async () => {
  await Promise.all(servers.map(server => server.close()))
  await rm(folder, { recursive: true, force: true })
}, PATIENCE_MS)

async function followAll({ api, host }: NetworkServer): Promise<void> {
  const hosts = servers.map(server => server.host).filter(other => other !== host)
  const answer = await api.fetch('/server/following', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hosts, handles: [] })
  })
  expect(answer.status).toBe(204)
  const accepted = async () => {
    const { total } = await api.json<{ total: number }>('/server/following?state=accepted')
    expect(total).toBe(hosts.length)
  }
  await vi.waitFor(accepted, { timeout: 60_000, interval: 200 })
}

test(
  'whatever breaks on the way, nothing is lost and nothing doubled',
  async () => {
    const deeds: Deed[] = []
    let isOver = false
    const shaking = shake(() => isOver)
    const doing = servers.map(async (server, index) => {
      const doer = new Doer(server, uuids, 1 + index)
      for (let n = 0; n < DEEDS_EACH; n++) deeds.push(await doer.doNext())
    })
    await Promise.all(doing)
    isOver = true
    await shaking

    const settled = async () => {
      const left = await Promise.all(servers.map(countUnderWay))
      expect(left).toEqual([0, 0, 0])
    }
    await vi.waitFor(settled, { timeout: PATIENCE_MS, interval: 500 })
    // Numbers of a video are told once a minute at most: nobody waits for that here.
    for (const { db } of servers)
      await db.query('UPDATE told SET numbers_due_at = now() WHERE numbers_due_at IS NOT NULL')
    const agree = async () => {
      const known: Knowledge[] = await Promise.all(servers.map(server => knowledgeOf(server, uuids)))
      expect(known[1]).toEqual(known[0])
      expect(known[2]).toEqual(known[0])
      return known
    }
    const known = await vi.waitFor(agree, { timeout: NUMBERS_MS, interval: 1000 })
    expect(await countActivities()).toBeGreaterThanOrEqual(ACTIVITIES)
    const { lost, doubled } = compare(deeds, known)
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] })
    expect(await reportsAtOrigins()).toEqual(
      deeds.flatMap(({ kind, text, uuid }) => (kind === 'report' ? [`${text} of ${uuid}`] : [])).toSorted()
    )
    for (const { db } of servers) {
      const { rows } = await db.query("SELECT type, reason FROM inbox_activity WHERE state = 'failed'")
      expect(rows).toEqual([])
    }
  },
  PATIENCE_MS * 2
)

/** Those that came in anywhere so far. */
async function countActivities(): Promise<number> {
  const counts = servers.map(async ({ db }) => {
    const { rows } = await db
      .query<{ count: number }>('SELECT count(*) FROM inbox_activity')
      .catch(() => ({ rows: [] }))
    return rows[0]?.count ?? 0
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

/** One server or line after the other is out for a while. */
async function shake(isOver: () => boolean): Promise<void> {
  for (let round = 0; !isOver(); round++) {
    const { server, line } = servers[round % servers.length]!
    if (round % 2 === 0) {
      await server.kill()
      await sleep(300)
      await server.start()
    } else {
      line.cut()
      await sleep(SHAKE_EVERY_MS)
      line.mend()
    }
    await sleep(SHAKE_EVERY_MS)
  }
}

/** What each server's moderators have heard of its own film. */
async function reportsAtOrigins(): Promise<string[]> {
  const heard = servers.map(async ({ db }, index) => {
    const { rows } = await db.query<{ reason: string }>(
      'SELECT reason FROM abuse JOIN video ON video.id = abuse.video_id WHERE uuid = $1',
      [uuids[index]]
    )
    return rows.map(({ reason }) => `${reason} of ${uuids[index]}`)
  })
  return (await Promise.all(heard)).flat().toSorted()
}

/** What somebody did and is not known everywhere, and what is known twice. */
function compare(deeds: readonly Deed[], known: readonly Knowledge[]): { lost: string[]; doubled: string[] } {
  const gone = new Set(deeds.filter(({ kind }) => kind === 'take back' || kind === 'drop list').map(({ text }) => text))
  const lost: string[] = []
  const doubled: string[] = []
  for (const [index, { comments, playlists }] of known.entries()) {
    const texts = [...comments.map(({ text }) => text), ...playlists.map(({ name }) => name)]
    for (const { kind, text } of deeds) {
      if (kind !== 'say' && kind !== 'list') continue
      const count = texts.filter(known => known === text).length
      const wanted = gone.has(text) ? 0 : 1
      if (count < wanted) lost.push(`${text} on ${servers[index]!.name}`)
      if (count > wanted) doubled.push(`${text} on ${servers[index]!.name}`)
    }
  }
  return { lost, doubled }
}
