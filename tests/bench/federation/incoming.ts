/** What comes in: 2,000 signed comments of one peer, twenty at a time; the same with kill -9 in the middle. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../../packages/server/src/platform/postgres.ts'
import { inDataFolder, launchServer, openDatabaseOf, type RunningServer } from '../server/running.ts'
import { seedVideos } from '../server/seed.ts'
import type { Table } from '../table.ts'
import { type Peers, startPeers } from './peers.ts'
import { target } from './target.ts'

const COMMENTS = 2000
const CONCURRENCY = 20

export async function measureIncoming(): Promise<Table> {
  return inDataFolder(async place => {
    let server = await launchServer(place)
    const db = openDatabaseOf(server)
    const peers = startPeers()
    try {
      const [reference] = await seedVideos(db, 1)
      await peers.listen(2)
      const flood = { db, peers, server, videoUrl: `${server.origin}/videos/watch/${await uuidOf(db, reference!)}` }
      // The first one makes the peer known.
      await send(flood, 0, ['warm-up'])
      const rows = await measureFlood(flood)
      const before = await countReceived(db)
      const killing = send(flood, 1, texts('killed'))
      while ((await countReceived(db)) < before + COMMENTS / 2) await sleep(5)
      process.kill(server.pid, 'SIGKILL')
      const { statuses } = await killing
      server = await launchServer(place)
      const accepted = texts('killed').filter((_, index) => statuses[index]! >= 200 && statuses[index]! < 300)
      await allVisible(db, 'killed', accepted.length)
      const { lost, doubled } = await compare(db, accepted)
      rows.push(
        ['accepted before kill -9', String(accepted.length), '', ''],
        ['  of those lost', ...target(lost, 0, '<=')],
        ['  of those doubled', ...target(doubled, 0, '<=')]
      )
      return {
        title: `${COMMENTS} signed comments of one peer, ${CONCURRENCY} at a time`,
        columns: ['', 'measured', 'target', 'met'],
        rows
      }
    } finally {
      peers.close()
      await db.close()
      await server.stop()
    }
  })
}

interface Flood {
  readonly db: Database
  readonly peers: Peers
  readonly server: RunningServer
  readonly videoUrl: string
}

const texts = (prefix: string) => Array.from({ length: COMMENTS }, (_, index) => `${prefix} ${index}`)

function send({ peers, server, videoUrl }: Flood, peer: number, said: readonly string[]) {
  return peers.comment({ peer, inbox: `${server.origin}/inbox`, videoUrl, texts: said, concurrency: CONCURRENCY })
}

async function measureFlood(flood: Flood): Promise<string[][]> {
  const began = performance.now()
  const { statuses, durationMs, p99Ms } = await send(flood, 0, texts('said'))
  const accepted = statuses.filter(status => status >= 200 && status < 300).length
  await allVisible(flood.db, 'said', accepted)
  const visibleSeconds = (performance.now() - began) / 1000
  return [
    ['accepted', ...target(accepted, COMMENTS, '>=')],
    ['accepted a second', ...target(accepted / (durationMs / 1000), 450, '>=')],
    ['p99, ms', ...target(p99Ms, 100, '<=')],
    ['all visible after, s', ...target(visibleSeconds, 15, '<=')]
  ]
}

async function allVisible(db: Database, prefix: string, count: number): Promise<void> {
  const deadline = performance.now() + 300_000
  while ((await countComments(db, prefix)) < count && performance.now() < deadline) await sleep(50)
}

async function countComments(db: Database, prefix: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM video_comment WHERE text LIKE $1', [
    `${prefix} %`
  ])
  return rows[0]!.count
}

async function countReceived(db: Database): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM inbox_activity')
  return rows[0]!.count
}

async function compare(db: Database, accepted: readonly string[]): Promise<{ lost: number; doubled: number }> {
  const { rows } = await db.query<{ text: string; count: number }>(
    "SELECT text, count(*) FROM video_comment WHERE text LIKE 'killed %' GROUP BY text"
  )
  const counts = new Map(rows.map(({ text, count }) => [text, count]))
  return {
    lost: accepted.filter(text => !counts.has(text)).length,
    doubled: rows.filter(({ count }) => count > 1).length
  }
}

async function uuidOf(db: Database, reference: string): Promise<string> {
  const { rows } = await db.query<{ uuid: string }>('SELECT uuid FROM video ORDER BY id LIMIT 1')
  if (!rows[0]) throw new Error(`No video ${reference}`)
  return rows[0].uuid
}
