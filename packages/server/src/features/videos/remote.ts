/**
 * Videos that lie on other servers: what is kept of them. Tables: video, remote_video, video_caption, storyboard. The
 * files of pictures, captions and storyboards come when somebody first asks for them; their names are made here.
 */
import { randomUUID } from 'node:crypto'
import {
  type RemoteCaption,
  type RemoteFile,
  type RemotePlaylist,
  type RemoteStoryboard,
  STATE
} from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** As its origin tells it, checked and cut. */
export interface RemoteVideo {
  /** The ActivityPub id. */
  readonly url: string
  readonly uuid: string
  readonly name: string
  readonly description: string | null
  readonly support: string | null
  readonly category: number | null
  readonly licence: number | null
  readonly language: string | null
  readonly tags: readonly string[]
  readonly privacy: number
  readonly isSensitive: boolean
  /** Bits of `NSFW_FLAG`; none, and no words, unless it is sensitive. */
  readonly sensitiveFlags: number
  readonly sensitiveSummary: string | null
  readonly commentsPolicy: number
  readonly isDownloadEnabled: boolean
  readonly waitsForTranscoding: boolean
  readonly durationSeconds: number
  readonly aspectRatio: number | null
  readonly views: number
  readonly publishedAt: Date
  readonly updatedAt: Date
  readonly originallyPublishedAt: Date | null
  readonly thumbnailUrl: string
  readonly previewUrl: string
  readonly embedUrl: string | null
  readonly playlists: readonly RemotePlaylist[]
  /** Those that are played without HLS. */
  readonly files: readonly RemoteFile[]
  readonly trackerUrls: readonly string[]
  readonly captions: readonly RemoteCaption[]
  readonly storyboard: RemoteStoryboard | null
  readonly commentsUrl: string | null
  readonly likesUrl: string | null
  readonly dislikesUrl: string | null
  readonly sharesUrl: string | null
  readonly chaptersUrl: string | null
}

export interface StoredRemoteVideo {
  readonly id: number
  readonly channelId: number
  readonly accountId: number
  readonly channelActorId: number
  readonly accountActorId: number
  readonly updatedAt: Date
}

const STORED = `
  SELECT video.id, video.channel_id AS "channelId", channel.account_id AS "accountId",
         channel.actor_id AS "channelActorId", account.actor_id AS "accountActorId", video.updated_at AS "updatedAt"
    FROM remote_video JOIN video ON video.id = remote_video.video_id
    JOIN channel ON channel.id = video.channel_id JOIN account ON account.id = channel.account_id
   WHERE remote_video.url = $1`

export async function findRemoteVideo(db: Queryable, url: string): Promise<StoredRemoteVideo | undefined> {
  return (await db.query<StoredRemoteVideo>(STORED, [url], 'remote-video')).rows[0]
}

/** Undefined for videos of this server, and for those that are not for everybody. */
export async function findOriginalUrl(db: Queryable, uuid: string): Promise<string | undefined> {
  const { rows } = await db.query<{ url: string }>(
    `SELECT remote_video.url FROM remote_video JOIN video ON video.id = remote_video.video_id
      WHERE video.uuid = $1 AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)`,
    [uuid]
  )
  return rows[0]?.url
}

/** Call it inside a transaction: of two who bring the same video at once, the second one finds the first one's. */
export async function saveRemoteVideo(
  tx: Queryable,
  channelId: number,
  video: RemoteVideo
): Promise<{ id: number; isNew: boolean } | 'taken'> {
  const stored = (await lock(tx, video.url)) ?? (await insert(tx, channelId, video))
  if (stored) return stored.isNew ? stored : update(tx, stored.id, channelId, video)
  const others = await lock(tx, video.url)
  // Somebody else's video has this UUID.
  return others ? update(tx, others.id, channelId, video) : 'taken'
}

async function lock(tx: Queryable, url: string): Promise<{ id: number; isNew: false } | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `SELECT video.id FROM remote_video JOIN video ON video.id = remote_video.video_id
      WHERE remote_video.url = $1 FOR UPDATE`,
    [url]
  )
  return rows[0] && { id: rows[0].id, isNew: false }
}

/** Columns of `video` that its origin decides about. */
function columnsOf(channelId: number, video: RemoteVideo) {
  return {
    channel_id: channelId,
    name: video.name,
    description: video.description,
    support: video.support,
    category: video.category,
    licence: video.licence,
    language: video.language,
    tags: video.tags,
    privacy: video.privacy,
    sensitive: video.isSensitive,
    sensitive_flags: video.sensitiveFlags,
    sensitive_summary: video.sensitiveSummary,
    comments_policy: video.commentsPolicy,
    download_enabled: video.isDownloadEnabled,
    wait_transcoding: video.waitsForTranscoding,
    duration_seconds: video.durationSeconds,
    aspect_ratio: video.aspectRatio,
    views: video.views,
    published_at: video.publishedAt,
    updated_at: video.updatedAt,
    originally_published_at: video.originallyPublishedAt
  }
}

/** Of `remote_video`. */
function factsOf(video: RemoteVideo) {
  return {
    thumbnail_url: video.thumbnailUrl,
    preview_url: video.previewUrl,
    embed_url: video.embedUrl,
    playlists: JSON.stringify(video.playlists),
    files: JSON.stringify(video.files),
    tracker_urls: video.trackerUrls,
    captions: JSON.stringify(video.captions),
    storyboard: video.storyboard && JSON.stringify(video.storyboard),
    comments_url: video.commentsUrl,
    likes_url: video.likesUrl,
    dislikes_url: video.dislikesUrl,
    shares_url: video.sharesUrl,
    chapters_url: video.chaptersUrl,
    missing_times: 0
  }
}

const newPicture = () => `${randomUUID()}.jpg`

async function insert(
  tx: Queryable,
  channelId: number,
  video: RemoteVideo
): Promise<{ id: number; isNew: true } | undefined> {
  const row = {
    ...columnsOf(channelId, video),
    ...{ uuid: video.uuid, state: STATE.published, thumbnail_name: newPicture(), preview_name: newPicture() }
  }
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO video (${Object.keys(row)}) VALUES (${places(row)}) ON CONFLICT (uuid) DO NOTHING RETURNING id`,
    Object.values(row)
  )
  if (!rows[0]) return undefined
  const { id } = rows[0]
  const facts = { video_id: id, url: video.url, ...factsOf(video) }
  await tx.query(`INSERT INTO remote_video (${Object.keys(facts)}) VALUES (${places(facts)})`, Object.values(facts))
  await saveCaptions(tx, id, video.captions, [])
  await saveStoryboard(tx, id, video.storyboard)
  return { id, isNew: true }
}

const places = (row: object, from = 1) => Object.keys(row).map((_, at) => `$${at + from}`)

interface OldFacts {
  readonly thumbnail_url: string | null
  readonly preview_url: string | null
  readonly captions: readonly RemoteCaption[]
  readonly storyboard: RemoteStoryboard | null
}

/** What changed its address gets a new name, so that nobody goes on seeing what was kept under the old one. */
async function update(
  tx: Queryable,
  id: number,
  channelId: number,
  video: RemoteVideo
): Promise<{ id: number; isNew: false }> {
  const { rows } = await tx.query<OldFacts>(
    'SELECT thumbnail_url, preview_url, captions, storyboard FROM remote_video WHERE video_id = $1',
    [id]
  )
  const old = rows[0]!
  const row = {
    ...columnsOf(channelId, video),
    ...((old.thumbnail_url !== video.thumbnailUrl || old.preview_url !== video.previewUrl) && {
      thumbnail_name: newPicture(),
      preview_name: newPicture()
    })
  }
  await change(tx, 'video', 'id', { id, row })
  await change(tx, 'remote_video', 'video_id', { id, row: { ...factsOf(video), fetched_at: 'now', asked_at: 'now' } })
  await saveCaptions(tx, id, video.captions, old.captions)
  if (old.storyboard?.url !== video.storyboard?.url) await saveStoryboard(tx, id, video.storyboard)
  return { id, isNew: false }
}

async function change(
  tx: Queryable,
  table: string,
  key: string,
  { id, row }: { id: number; row: Readonly<Record<string, unknown>> }
): Promise<void> {
  const sets = Object.keys(row).map((column, at) => `${column} = $${at + 2}`)
  await tx.query(`UPDATE ${table} SET ${sets.join(', ')} WHERE ${key} = $1`, [id, ...Object.values(row)])
}

async function saveCaptions(
  tx: Queryable,
  videoId: number,
  captions: readonly RemoteCaption[],
  old: readonly RemoteCaption[]
): Promise<void> {
  const kept = captions.filter(({ language, url }) =>
    old.some(other => other.language === language && other.url === url)
  )
  await tx.query('DELETE FROM video_caption WHERE video_id = $1 AND language <> ALL ($2)', [
    videoId,
    kept.map(({ language }) => language)
  ])
  await tx.query(
    `INSERT INTO video_caption (video_id, language, automatically_generated, file_name)
     SELECT $1, * FROM unnest($2::text[], $3::boolean[], $4::text[])
     ON CONFLICT (video_id, language) DO UPDATE SET automatically_generated = excluded.automatically_generated`,
    [
      videoId,
      captions.map(({ language }) => language),
      captions.map(({ automaticallyGenerated }) => automaticallyGenerated),
      captions.map(({ language }) => `${randomUUID()}-${language}.vtt`)
    ]
  )
}

async function saveStoryboard(tx: Queryable, videoId: number, board: RemoteStoryboard | null): Promise<void> {
  await tx.query('DELETE FROM storyboard WHERE video_id = $1', [videoId])
  if (!board) return
  const row = {
    ...{ video_id: videoId, file_name: newPicture(), total_width: board.totalWidth, total_height: board.totalHeight },
    ...{ sprite_width: board.spriteWidth, sprite_height: board.spriteHeight },
    sprite_duration_seconds: board.spriteDurationSeconds
  }
  await tx.query(`INSERT INTO storyboard (${Object.keys(row)}) VALUES (${places(row)})`, Object.values(row))
}

/** What its origin counts; what it does not tell stays. */
export async function saveRemoteRatings(
  tx: Queryable,
  videoId: number,
  { likes, dislikes }: { likes?: number | undefined; dislikes?: number | undefined }
): Promise<void> {
  await tx.query('UPDATE video SET likes = coalesce($2, likes), dislikes = coalesce($3, dislikes) WHERE id = $1', [
    videoId,
    likes ?? null,
    dislikes ?? null
  ])
}

/** @returns Its address when it is to be asked for again: one caller hears so, and the others for an hour do not. */
export async function claimRefresh(db: Queryable, videoId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ url: string }>(
    `UPDATE remote_video SET asked_at = now()
      WHERE video_id = $1 AND fetched_at < now() - interval '2 days' AND asked_at < now() - interval '1 hour'
     RETURNING url`,
    [videoId]
  )
  return rows[0]?.url
}

/** Something of it could not be read: it is asked for again by who looks at it in an hour, not in days. */
export async function refreshWhenSeen(tx: Queryable, videoId: number): Promise<void> {
  await tx.query("UPDATE remote_video SET fetched_at = now() - interval '3 days' WHERE video_id = $1", [videoId])
}

/** @returns How often in a row its origin has said by now that it is gone. */
export async function noteMissing(db: Queryable, videoId: number): Promise<number> {
  const { rows } = await db.query<{ times: number }>(
    'UPDATE remote_video SET missing_times = missing_times + 1 WHERE video_id = $1 RETURNING missing_times AS times',
    [videoId]
  )
  return rows[0]?.times ?? 0
}
