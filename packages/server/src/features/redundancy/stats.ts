/** How much is held, as PeerTube tells it. Tables: video_copy (read). */
import {
  type InstanceSettings,
  REDUNDANCY_STRATEGIES,
  type RedundancyStats,
  type RedundancyStrategy,
  WORK_STATE
} from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

interface Row {
  readonly strategy: RedundancyStrategy
  readonly used: number
  readonly files: number
  readonly videos: number
}

/** Of what is asked for by hand, and of each strategy that is set or still holds something. */
export async function describeRedundancy(
  db: Queryable,
  { redundancy }: Pick<InstanceSettings, 'redundancy'>
): Promise<RedundancyStats[]> {
  const { rows } = await db.query<Row>(
    `SELECT strategy, sum(size_bytes)::float8 AS used, sum(jsonb_array_length(source -> 'files'))::integer AS files,
            count(*) AS videos
       FROM video_copy WHERE state = ${WORK_STATE.completed} GROUP BY strategy`
  )
  const held = new Map(rows.map(row => [row.strategy, row]))
  const sizes = new Map<RedundancyStrategy, number>(
    redundancy.videos.strategies.map(({ strategy, sizeBytes }) => [strategy, sizeBytes])
  )
  return REDUNDANCY_STRATEGIES.filter(
    strategy => strategy === 'manual' || sizes.has(strategy) || held.has(strategy)
  ).map(strategy => ({
    strategy,
    totalSize: sizes.get(strategy) ?? null,
    totalUsed: held.get(strategy)?.used ?? 0,
    totalVideoFiles: held.get(strategy)?.files ?? 0,
    totalVideos: held.get(strategy)?.videos ?? 0
  }))
}
