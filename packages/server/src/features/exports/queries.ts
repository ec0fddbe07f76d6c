/**
 * What somebody has here, as PeerTube's archives tell it. Each list comes in pages, by id: no list is held in memory
 * whole. Parameters of every statement: $1 account, $2 the last id of the page before, $3 this server's origin, $4 its
 * host.
 */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** A stored file that belongs to a row. */
export interface RowFile {
  /** Its place among the row's `archiveFiles`: `videoFile`, `captions.fr`… */
  readonly slot: string
  readonly key: string
  /** Below the part's folder in the archive. */
  readonly path: string
}

export interface PartRow {
  readonly id: number
  readonly item: Record<string, unknown>
  readonly files: readonly RowFile[] | null
}

export interface ListQuery {
  /** Of the list in its JSON file. */
  readonly name: string
  /** Selects `id`, `item` and `files`. */
  readonly select: string
}

const PAGE = 500

export async function* readList(
  db: Queryable,
  site: Site,
  { accountId, list }: { accountId: number; list: ListQuery }
): AsyncGenerator<PartRow> {
  let after = 0
  for (;;) {
    const { rows } = await db.query<PartRow>(
      `SELECT * FROM (${list.select}) listed WHERE id > $2 AND $3::text IS NOT NULL AND $4::text IS NOT NULL
        ORDER BY id LIMIT ${PAGE}`,
      [accountId, after, site.origin, site.host]
    )
    yield* rows
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}

const iso = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const times = (table: string) =>
  `'createdAt', ${iso(`${table}.created_at`)}, 'updatedAt', ${iso(`${table}.updated_at`)}`
const watchUrl = (video = 'video') => `$3 || '/videos/watch/' || ${video}.uuid`
const commentUrl = (id: string) => `${watchUrl()} || '/comments/' || ${id}`
const handle = (actor: string) => `${actor}.preferred_username || '@' || coalesce(${actor}.host, $4)`
const file = (slot: string, key: string, path: string) =>
  `jsonb_build_object('slot', ${slot}, 'key', ${key}, 'path', ${path})`
const NO_FILES = 'NULL::jsonb AS files'

const images = (kind: 'avatar' | 'banner') => `
  coalesce((SELECT jsonb_agg(jsonb_build_object('width', width, 'url', $3 || '/lazy-static/${kind}s/' || file_name,
                     'createdAt', ${iso('created_at')}, 'updatedAt', ${iso('updated_at')}) ORDER BY width DESC)
              FROM actor_image WHERE actor_id = actor.id AND kind = '${kind}'), '[]')`

/** The widest of each kind. */
const IMAGE_FILES = `
  (SELECT jsonb_agg(${file('kind', "kind || 's/' || file_name", "kind || 's/' || actor.preferred_username || '.' || split_part(file_name, '.', 2)")})
     FROM (SELECT DISTINCT ON (kind) kind, file_name FROM actor_image WHERE actor_id = actor.id
            ORDER BY kind, width DESC) widest) AS files`

const ACTOR = `'name', actor.preferred_username, 'displayName', actor.display_name, 'description', actor.description,
  ${times('actor')}, 'avatars', ${images('avatar')}`

export const ACCOUNT: ListQuery = {
  name: 'account',
  select: `
    SELECT account.id, ${IMAGE_FILES},
           jsonb_build_object('url', $3 || '/accounts/' || actor.preferred_username, ${ACTOR}) AS item
      FROM account JOIN actor ON actor.id = account.actor_id WHERE account.id = $1`
}

export const CHANNELS: ListQuery = {
  name: 'channels',
  select: `
    SELECT channel.id, ${IMAGE_FILES},
           jsonb_build_object('url', $3 || '/video-channels/' || actor.preferred_username, 'support', channel.support,
             'banners', ${images('banner')}, ${ACTOR}) AS item
      FROM channel JOIN actor ON actor.id = channel.actor_id WHERE channel.account_id = $1`
}

const VIDEO_LISTS = `
  'tags', video.tags,
  'passwords', ARRAY(SELECT password FROM video_password WHERE video_id = video.id ORDER BY id),
  'captions', coalesce((SELECT jsonb_agg(jsonb_build_object(${times('video_caption')}, 'language', language,
      'filename', file_name, 'fileUrl', $3 || '/lazy-static/video-captions/' || file_name,
      'automaticallyGenerated', automatically_generated) ORDER BY language)
    FROM video_caption WHERE video_id = video.id), '[]'),
  'chapters', coalesce((SELECT jsonb_agg(jsonb_build_object('timecode', timecode, 'title', title) ORDER BY timecode)
    FROM video_chapter WHERE video_id = video.id), '[]'),
  'files', '[]'::jsonb,
  'streamingPlaylists', coalesce((SELECT jsonb_agg(jsonb_build_object('type', 1,
      'playlistUrl', $3 || '/static/${STORAGE.hls}/' || video.uuid || '/' || master_name,
      'segmentsSha256Url', $3 || '/static/${STORAGE.hls}/' || video.uuid || '/' || sha256_name,
      'files', coalesce((SELECT jsonb_agg(jsonb_build_object('resolution', resolution, 'size', size_bytes, 'fps', fps,
          'torrentUrl', NULL, 'fileUrl', $3 || '/static/${STORAGE.hls}/' || video.uuid || '/' || file_name)
          ORDER BY resolution DESC) FROM video_file WHERE video_id = video.id AND is_final), '[]')))
    FROM streaming_playlist WHERE video_id = video.id), '[]'),
  'source', (SELECT jsonb_build_object('inputFilename', file_name, 'size', size_bytes, 'width', width, 'height', height,
      'resolution', least(width, height), 'fps', fps, 'metadata', metadata) FROM video_source WHERE video_id = video.id)`

const VIDEO_FACTS = `
  'uuid', video.uuid, ${times('video')}, 'publishedAt', ${iso('video.published_at')},
  'originallyPublishedAt', ${iso('video.originally_published_at')},
  'name', video.name, 'category', video.category, 'licence', video.licence, 'language', video.language,
  'privacy', video.privacy, 'duration', video.duration_seconds, 'description', video.description,
  'support', video.support, 'isLive', false, 'url', ${watchUrl()},
  'thumbnailUrl', $3 || '/lazy-static/${STORAGE.thumbnails}/' || video.thumbnail_name,
  'previewUrl', $3 || '/lazy-static/${STORAGE.previews}/' || video.preview_name,
  'views', video.views, 'likes', video.likes, 'dislikes', video.dislikes, 'nsfw', video.sensitive,
  'nsfwFlags', video.sensitive_flags, 'nsfwSummary', video.sensitive_summary,
  'commentsPolicy', video.comments_policy, 'downloadEnabled', video.download_enabled,
  'waitTranscoding', video.wait_transcoding, 'state', video.state,
  'channel', jsonb_build_object('name', actor.preferred_username)`

/** The uploaded file where it was kept, else the largest rendition, which is a whole MP4 too. */
const VIDEO_FILES = `
  (SELECT jsonb_agg(found.file) FROM (
     SELECT ${file("'thumbnail'", `'${STORAGE.previews}/' || video.preview_name`, "'thumbnails/' || video.uuid || '.jpg'")} AS file
     UNION ALL
     SELECT ${file("'captions.' || language", `'${STORAGE.captions}/' || file_name`, "'captions/' || video.uuid || '-' || language || '.vtt'")}
       FROM video_caption WHERE video_id = video.id
     UNION ALL
     SELECT ${file("'videoFile'", 'best.key', "'video-files/' || video.uuid || substring(best.key from '\\.[a-z0-9]+$')")}
       FROM (SELECT storage_key AS key FROM original WHERE video_id = video.id
             UNION ALL
             (SELECT '${STORAGE.hls}/' || video.uuid || '/' || file_name FROM video_file
               WHERE video_id = video.id AND is_final ORDER BY resolution DESC LIMIT 1)
             LIMIT 1) best) found) AS files`

export const VIDEOS: ListQuery = {
  name: 'videos',
  select: `
    SELECT video.id, jsonb_build_object(${VIDEO_FACTS}) || jsonb_build_object(${VIDEO_LISTS}) AS item, ${VIDEO_FILES}
      FROM video JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
     WHERE channel.account_id = $1`
}

const ratings = (rating: 'like' | 'dislike'): ListQuery => ({
  name: `${rating}s`,
  select: `
    SELECT video_rating.id, ${NO_FILES},
           jsonb_build_object('videoUrl', ${watchUrl()}, 'createdAt', ${iso('video_rating.created_at')}) AS item
      FROM video_rating JOIN video ON video.id = video_rating.video_id
     WHERE video_rating.account_id = $1 AND video_rating.rating = '${rating}'`
})
export const LIKES = ratings('like')
export const DISLIKES = ratings('dislike')

const follows = (name: string, own: string): ListQuery => ({
  name,
  select: `
    SELECT follow.id, ${NO_FILES}, jsonb_build_object('handle', ${handle('follower')},
             'targetHandle', ${handle('target')}, 'createdAt', ${iso('follow.created_at')}) AS item
      FROM follow JOIN actor follower ON follower.id = follow.actor_id
      JOIN actor target ON target.id = follow.target_actor_id
     WHERE follow.state = 'accepted' AND ${own}`
})
const OWN_ACCOUNT = '(SELECT actor_id FROM account WHERE id = $1)'
export const FOLLOWING = follows('following', `follow.actor_id = ${OWN_ACCOUNT}`)
export const FOLLOWERS = follows(
  'followers',
  `(follow.target_actor_id = ${OWN_ACCOUNT}
    OR follow.target_actor_id IN (SELECT actor_id FROM channel WHERE account_id = $1))`
)

export const MUTED_SERVERS: ListQuery = {
  name: 'instances',
  select: `SELECT id, ${NO_FILES}, jsonb_build_object('host', host) AS item FROM server_mute WHERE by_account_id = $1`
}
export const MUTED_ACCOUNTS: ListQuery = {
  name: 'actors',
  select: `
    SELECT account_mute.id, ${NO_FILES}, jsonb_build_object('handle', ${handle('actor')}) AS item
      FROM account_mute JOIN account ON account.id = account_mute.account_id JOIN actor ON actor.id = account.actor_id
     WHERE by_account_id = $1`
}

export const COMMENTS: ListQuery = {
  name: 'comments',
  select: `
    SELECT video_comment.id, ${NO_FILES}, jsonb_build_object('url', ${commentUrl('video_comment.id')},
             'text', video_comment.text, 'createdAt', ${iso('video_comment.created_at')}, 'videoUrl', ${watchUrl()},
             'inReplyToCommentUrl', ${commentUrl('video_comment.in_reply_to_id')}) AS item
      FROM video_comment JOIN video ON video.id = video_comment.video_id
     WHERE video_comment.account_id = $1 AND video_comment.deleted_at IS NULL`
}

export const PLAYLISTS: ListQuery = {
  name: 'videoPlaylists',
  select: `
    SELECT playlist.id, jsonb_build_object('displayName', playlist.display_name, 'description', playlist.description,
             'privacy', playlist.privacy, 'url', $3 || '/video-playlists/' || playlist.uuid, 'uuid', playlist.uuid,
             'type', playlist.type, ${times('playlist')},
             'thumbnailUrl', $3 || '/lazy-static/${STORAGE.thumbnails}/' || playlist.thumbnail_name,
             'channel', CASE WHEN actor.id IS NULL THEN NULL
                             ELSE jsonb_build_object('name', actor.preferred_username) END,
             'elements', coalesce((SELECT jsonb_agg(jsonb_build_object('videoUrl', ${watchUrl()},
                 'startTimestamp', start_seconds, 'stopTimestamp', stop_seconds) ORDER BY position)
               FROM playlist_element JOIN video ON video.id = video_id WHERE playlist_id = playlist.id), '[]')) AS item,
           CASE WHEN playlist.thumbnail_name IS NULL THEN NULL ELSE jsonb_build_array(
             ${file("'thumbnail'", `'${STORAGE.thumbnails}/' || playlist.thumbnail_name`, "'thumbnails/' || playlist.uuid || '.jpg'")})
           END AS files
      FROM playlist LEFT JOIN channel ON channel.id = playlist.channel_id LEFT JOIN actor ON actor.id = channel.actor_id
     WHERE playlist.account_id = $1`
}

export const HISTORY: ListQuery = {
  name: 'watchedVideos',
  select: `
    SELECT video.id, ${NO_FILES}, jsonb_build_object('videoUrl', ${watchUrl()}, 'lastTimecode', current_seconds,
             ${times('watch_history')}) AS item
      FROM watch_history JOIN video ON video.id = watch_history.video_id
     WHERE watch_history.user_id = (SELECT id FROM app_user WHERE account_id = $1)`
}

export const WATCHED_WORDS: ListQuery = {
  name: 'watchedWordLists',
  select: `
    SELECT id, ${NO_FILES}, jsonb_build_object(${times('watched_words_list')}, 'listName', name, 'words', words) AS item
      FROM watched_words_list WHERE account_id = $1`
}

export const REVIEW_TAGS: ListQuery = {
  name: 'reviewComments',
  select: `
    SELECT row_number() OVER (ORDER BY name) AS id, ${NO_FILES}, jsonb_build_object('name', name) AS item
      FROM comment_review_tag WHERE account_id = $1`
}
