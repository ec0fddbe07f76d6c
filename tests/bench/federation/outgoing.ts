/** What goes out: to fifty followers on fifty servers, ten of which are out for a minute; and many things to many. */
import { setTimeout as sleep } from 'node:timers/promises'
import { appendEvent } from '../../../packages/server/src/platform/events.ts'
import type { Database } from '../../../packages/server/src/platform/postgres.ts'
import { cpuByPart, readTree } from '../server/processes.ts'
import { openDatabaseOf, type RunningServer, withServer } from '../server/running.ts'
import { seedVideos } from '../server/seed.ts'
import type { Table } from '../table.ts'
import { type Heard, type Peers, startPeers } from './peers.ts'
import { target } from './target.ts'

const FOLLOWERS = 50
const FAILING = 10
const OUT_MS = Number(process.env['BENCH_OUTAGE_SECONDS'] ?? 60) * 1000
const MANY = 40

export async function measureOutgoing(): Promise<Table> {
  return withServer(async server => {
    const db = openDatabaseOf(server)
    const peers = startPeers()
    try {
      await seedVideos(db, MANY + 2)
      await peers.listen(FOLLOWERS)
      const rows = [
        ...(await measureFollows(server, peers)),
        ...(await measurePublication(db, peers)),
        ...(await measureRate(server, db, peers))
      ]
      return { title: `${FOLLOWERS} followers on as many servers`, columns: ['', 'measured', 'target', 'met'], rows }
    } finally {
      peers.close()
      await db.close()
    }
  })
}

const all = Array.from({ length: FOLLOWERS }, (_, index) => index)

async function measureFollows({ origin }: RunningServer, peers: Peers): Promise<string[][]> {
  await peers.follow(all, `${origin}/video-channels/root_channel`)
  const accepts = await untilHeard(peers, heard => heard.filter(({ type }) => type === 'Accept').length, FOLLOWERS)
  return [['Accepts of 50 simultaneous first Follows', ...target(accepts.count, FOLLOWERS, '>=')]]
}

/** Every inbox's first hearing counts: that of the channel's announcement. */
async function measurePublication(db: Database, peers: Peers): Promise<string[][]> {
  await peers.fail(all.slice(0, FAILING))
  const since = Date.now()
  await publish(db, 1)
  const reached = (heard: readonly Heard[]) =>
    new Set(heard.filter(({ type, at }) => type === 'Announce' && at >= since).map(({ peer }) => peer)).size
  const first = await untilHeard(peers, reached, FOLLOWERS - FAILING)
  await sleep(Math.max(0, since + OUT_MS - Date.now()))
  await peers.fail([])
  const backAt = Date.now()
  const last = await untilHeard(peers, reached, FOLLOWERS)
  return [
    [`reached of ${FOLLOWERS - FAILING} that answer`, ...target(first.count, FOLLOWERS - FAILING, '>=')],
    ['  after, s', ...target((first.at - since) / 1000, 1, '<=')],
    [
      `reached of ${FAILING} that were out for ${OUT_MS / 1000} s`,
      ...target(last.count - (FOLLOWERS - FAILING), FAILING, '>=')
    ],
    ['  after they were back, s', ...target((last.at - backAt) / 1000, 60, '<=')]
  ]
}

async function measureRate({ pid }: RunningServer, db: Database, peers: Peers): Promise<string[][]> {
  const since = Date.now()
  const before = cpuByPart(await readTree(pid)).server
  for (let n = 2; n < MANY + 2; n++) await publish(db, n)
  const wanted = MANY * FOLLOWERS
  const arrived = (heard: readonly Heard[]) => heard.filter(({ type, at }) => type === 'Announce' && at >= since).length
  const { count, at } = await untilHeard(peers, arrived, wanted)
  const cpuSeconds = cpuByPart(await readTree(pid)).server - before
  return [
    ['deliveries', ...target(count, wanted, '>=')],
    ['  a second', (count / ((at - since) / 1000)).toFixed(0), '', ''],
    ['  a second of one core', ...target(count / cpuSeconds, 200, '>=')]
  ]
}

async function publish(db: Database, offset: number): Promise<void> {
  await db.transaction(async tx => {
    const { rows } = await tx.query<{ id: number }>('SELECT id FROM video ORDER BY id LIMIT 1 OFFSET $1', [offset - 1])
    await appendEvent(tx, { type: 'video.published', videoId: rows[0]!.id })
  })
}

/** @returns How many in the end, and when the last of them came. */
async function untilHeard(
  peers: Peers,
  count: (heard: readonly Heard[]) => number,
  wanted: number
): Promise<{ count: number; at: number }> {
  const deadline = Date.now() + 180_000
  for (;;) {
    const found = count(await peers.heard())
    if (found >= wanted || Date.now() > deadline) return { count: found, at: Date.now() }
    await sleep(20)
  }
}
