/** A backlog of 100,000 activities that came in: what it does to the memory, and to who asks the API meanwhile. */
import type { Database } from '../../../packages/server/src/platform/postgres.ts'
import { sendLoad } from '../server/load.ts'
import { readRssBytes } from '../server/processes.ts'
import { openDatabaseOf, type RunningServer, withServer } from '../server/running.ts'
import { seedVideos } from '../server/seed.ts'
import type { Table } from '../table.ts'
import { startPeers } from './peers.ts'
import { target } from './target.ts'

const BACKLOG = Number(process.env['BENCH_BACKLOG'] ?? 100_000)
const LOAD_MS = 30_000

export async function measureBacklog(): Promise<Table> {
  return withServer(async server => {
    const db = openDatabaseOf(server)
    const peers = startPeers()
    try {
      await seedVideos(db, 200)
      const [actor] = await peers.listen(1)
      const { rows: videos } = await db.query<{ uuid: string }>('SELECT uuid FROM video ORDER BY id LIMIT 1')
      const videoUrl = `${server.origin}/videos/watch/${videos[0]!.uuid}`
      await peers.comment({
        peer: 0,
        inbox: `${server.origin}/inbox`,
        videoUrl,
        texts: ['warm-up'],
        concurrency: 1
      })
      await askApi(server)
      const calm = await askApi(server)
      const before = await readRssBytes(server.pid)
      await fill(db, actor!, videoUrl)
      const busy = await askApi(server)
      const after = await readRssBytes(server.pid)
      return {
        title: `${BACKLOG} activities waiting`,
        columns: ['', 'measured', 'target', 'met'],
        rows: [
          ['more memory, MB', ...target((after - before) / 1e6, 50, '<=')],
          ['p99 of the list of videos without, ms', calm.p99Ms.toFixed(1), '', ''],
          ['p99 of the list of videos with, ms', busy.p99Ms.toFixed(1), '', ''],
          ['  ratio', ...target(busy.p99Ms / calm.p99Ms, 2, '<=')]
        ]
      }
    } finally {
      peers.close()
      await db.close()
    }
  })
}

const askApi = ({ port }: RunningServer) =>
  sendLoad({ port, paths: ['/api/v1/videos?count=15'], connections: 4, durationMs: LOAD_MS, ratePerSecond: 20 })

/** As if they had been taken while nobody worked them off. */
async function fill(db: Database, actor: string, videoUrl: string): Promise<void> {
  await db.query(
    `INSERT INTO inbox_activity (activity_id, actor_url, type, lane, body)
     SELECT $1 || '/notes/' || n || '/activity', $1, 'Create', n % 16,
            jsonb_build_object('id', $1 || '/notes/' || n || '/activity', 'type', 'Create', 'actor', $1::text,
              'object', jsonb_build_object('id', $1 || '/notes/' || n, 'type', 'Note', 'attributedTo', $1::text,
                'inReplyTo', $2::text, 'content', 'waiting ' || n, 'published', '2026-11-01T10:00:00.000Z',
                'to', jsonb_build_array('https://www.w3.org/ns/activitystreams#Public')))::text
       FROM generate_series(1, $3::int) n`,
    [actor, videoUrl, BACKLOG]
  )
}
