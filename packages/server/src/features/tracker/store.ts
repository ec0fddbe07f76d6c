/** SQL of the tracker. Tables: streaming_playlist.swarms_of and .swarm_hashes; video, video_file, video_block (read). */
import { STORAGE } from '@colombier/transcoder/contract'
import { PRIVACY, STATE } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { allSwarmHashes } from './swarm-hashes.ts'

/** As many as one pass takes. */
const BATCH = 200
/** A playlist that still grows may get more renditions: rungs of the ladder, and sound alone. */
const RENDITIONS_MAX = 9

/** Those that anybody may watch (`isForEverybody` of the videos slice). */
const OPEN = `video.state = ${STATE.published} AND video.privacy IN (${PRIVACY.public}, ${PRIVACY.unlisted})
  AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)`

/** @param hashes In hexadecimal. @returns Those that belong to videos of ours which anybody may watch. */
export async function findShared(db: Queryable, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ hash: string }>(
    `SELECT video_file.info_hash AS hash
       FROM video_file JOIN video ON video.id = video_file.video_id
      WHERE video_file.info_hash = ANY($1) AND ${OPEN}
     UNION ALL
     SELECT encode(swarm.hash, 'hex')
       FROM streaming_playlist JOIN video ON video.id = streaming_playlist.video_id,
            unnest(streaming_playlist.swarm_hashes) AS swarm (hash)
      WHERE streaming_playlist.swarm_hashes && $2::bytea[] AND swarm.hash = ANY($2::bytea[]) AND ${OPEN}`,
    [hashes, hashes.map(hash => Buffer.from(hash, 'hex'))],
    'shared-hashes'
  )
  return rows.map(({ hash }) => hash)
}

interface Unregistered {
  readonly id: number
  readonly uuid: string
  readonly masterName: string
  readonly isFinal: boolean
  readonly fileCount: number
  readonly names: string
}

const NAMES = "master_name || coalesce(sha256_name, '')"
const PLAYLISTS = `
  SELECT streaming_playlist.id, video.uuid, master_name AS "masterName", sha256_name IS NOT NULL AS "isFinal",
         ${NAMES} AS names,
         (SELECT count(*) FROM video_file WHERE video_file.video_id = video.id)::integer AS "fileCount"
    FROM streaming_playlist JOIN video ON video.id = streaming_playlist.video_id`

/** Computes the hashes of playlists that are new, or have new names. @returns How many. */
export async function registerSwarms(db: Queryable, origin: string): Promise<number> {
  const { rows } = await db.query<Unregistered>(
    `${PLAYLISTS} WHERE swarms_of IS DISTINCT FROM ${NAMES}
        AND EXISTS (SELECT FROM video_file WHERE video_file.video_id = video.id) ORDER BY streaming_playlist.id DESC LIMIT ${BATCH}`,
    [],
    'playlists-without-swarms'
  )
  if (rows.length === 0) return 0
  const computed = rows.map(row => ({ id: row.id, names: row.names, hashes: hashesOf(origin, row) }))
  await db.query(
    `UPDATE streaming_playlist
        SET swarms_of = computed.names,
            swarm_hashes = ARRAY(SELECT decode(hash, 'hex') FROM jsonb_array_elements_text(computed.hashes) hash)
       FROM jsonb_to_recordset($1::jsonb) AS computed (id bigint, names text, hashes jsonb)
      WHERE streaming_playlist.id = computed.id`,
    [JSON.stringify(computed)]
  )
  return rows.length
}

/** When those of the newest playlist are not what they would be today (another address of the server), all are old. */
export async function forgetOldSwarms(db: Queryable, origin: string): Promise<void> {
  const { rows } = await db.query<Unregistered & { hashes: string[] }>(
    `SELECT newest.*, ARRAY(SELECT encode(hash, 'hex') FROM unnest(swarm_hashes) hash) AS hashes
       FROM (${PLAYLISTS} WHERE swarms_of = ${NAMES} ORDER BY streaming_playlist.id DESC LIMIT 1) newest
       JOIN streaming_playlist USING (id)`
  )
  const newest = rows[0]
  if (!newest || newest.hashes.join() === hashesOf(origin, newest).join()) return
  await db.query("UPDATE streaming_playlist SET swarms_of = NULL, swarm_hashes = '{}' WHERE swarms_of IS NOT NULL")
}

function hashesOf(origin: string, { uuid, masterName, isFinal, fileCount }: Unregistered): string[] {
  return allSwarmHashes({
    playlistUrl: `${origin}/static/${STORAGE.hls}/${uuid}/${masterName}`,
    renditionCount: isFinal ? fileCount : RENDITIONS_MAX,
    hasSeparateAudio: true
  })
}
