/** One video with all that PeerTube's `GET /api/v1/videos/{id}` tells, and what decides who may watch it. */
import {
  COMMENTS_POLICY,
  PRIVACY,
  type StreamingPlaylist,
  type VideoDetails,
  type VideoFile,
  type VideoReference
} from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { toAccountDetails, toChannelDetails } from '../actors/index.ts'
import { COMMENTS_POLICIES, constantOf, STATES } from './constants.ts'
import { type Elsewhere, toRemoteFile, toRemotePlaylists } from './elsewhere.ts'
import { measuresOf } from './file-measures.ts'
import { findProgress } from './store.ts'
import { assertCanWatch, canManage, type VideoAccess, videoNotFound, type WatchCredentials } from './video.ts'
import { toOwnerFacts, toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from './wire.ts'

interface FileRow {
  readonly id: number
  readonly resolution: number
  readonly width: number
  readonly height: number
  readonly sizeBytes: number
  readonly fps: number
  readonly fileName: string
  readonly infoHash: string | null
  readonly hasAudio: boolean
  readonly hasVideo: boolean
}

interface DetailsRow extends VideoRow {
  readonly support: string | null
  readonly tags: string[]
  readonly comments_policy: number
  readonly download_enabled: boolean
  readonly source_replaced_at: Date | null
  readonly passwords: string[]
  readonly playlist_id: number | null
  readonly master_name: string | null
  readonly sha256_name: string | null
  readonly files: FileRow[] | null
  /** Null for videos of this server. */
  readonly elsewhere: Elsewhere | null
  /** A whole copy of its files is held here. */
  readonly is_copied: boolean
  /** Base addresses of copies that other servers hold. */
  readonly peer_copies: readonly string[]
  readonly has_tracker: boolean
  /** The uploaded file, while its renditions are being made. */
  readonly uploaded: UploadedRow | null
}

type UploadedRow = Omit<FileRow, 'id' | 'resolution' | 'fileName'> & { readonly storageKey: string }

const DETAILS = `
  SELECT ${VIDEO_COLUMNS},
         video.support, video.tags, video.comments_policy, video.download_enabled, video.source_replaced_at,
         ARRAY(SELECT password FROM video_password WHERE video_id = video.id AND video.privacy = 5) AS passwords,
         streaming_playlist.id AS playlist_id, streaming_playlist.master_name, streaming_playlist.sha256_name,
         (SELECT json_agg(json_build_object('id', id, 'resolution', resolution, 'width', width, 'height', height,
                   'sizeBytes', size_bytes, 'fps', fps, 'fileName', file_name, 'infoHash', info_hash, 'hasAudio', has_audio,
                   'hasVideo', has_video) ORDER BY resolution DESC)
            FROM video_file WHERE video_file.video_id = video.id) AS files,
         CASE WHEN streaming_playlist.sha256_name IS NULL THEN (
           SELECT json_build_object('storageKey', original.storage_key, 'sizeBytes', original.size_bytes,
                    'width', width, 'height', height, 'fps', fps, 'hasVideo', height > 0,
                    'hasAudio', metadata @? '$.streams[*] ? (@.codec_type == "audio")')
             FROM original JOIN video_source USING (video_id) WHERE video_id = video.id) END AS uploaded,
         coalesce((SELECT (changes->'tracker'->>'enabled')::boolean FROM instance_setting), true) AS has_tracker,
         (SELECT json_build_object('playlists', playlists, 'files', files, 'trackerUrls', tracker_urls)
            FROM remote_video WHERE remote_video.video_id = video.id) AS elsewhere,
         EXISTS (SELECT FROM video_copy WHERE video_copy.video_id = video.id AND file_names IS NOT NULL) AS is_copied,
         ARRAY(SELECT base_url FROM peer_copy JOIN actor peer ON peer.id = peer_copy.actor_id
                WHERE peer_copy.video_id = video.id AND video.privacy IN (1, 2)
                  AND coalesce(expires_at > now(), true)
                  AND peer.host NOT IN (SELECT host FROM server_mute WHERE by_account_id IS NULL)
                ORDER BY peer_copy.id) AS peer_copies
    FROM ${VIDEO_TABLES}
    LEFT JOIN streaming_playlist ON streaming_playlist.video_id = video.id`

export interface FoundVideo {
  readonly access: VideoAccess
  readonly details: VideoDetails
  /** Only for whoever manages the video. */
  readonly uploaded: VideoFile | undefined
}

export async function findVideo(db: Queryable, site: Site, reference: VideoReference): Promise<FoundVideo | undefined> {
  const { rows } =
    'id' in reference
      ? await db.query<DetailsRow>(`${DETAILS} WHERE video.id = $1`, [reference.id], 'video-by-id')
      : await db.query<DetailsRow>(`${DETAILS} WHERE video.uuid = $1`, [reference.uuid], 'video-by-uuid')
  const row = rows[0]
  if (!row) return undefined
  const uploaded = row.uploaded ? toUploadedFile(site, row, row.uploaded) : undefined
  return { access: toAccess(row), details: toDetails(site, row), uploaded }
}

/** In the order of the ids; those that are gone are left out. The caller has seen to it that they may be shown. */
export async function listDetails(db: Queryable, site: Site, ids: readonly number[]): Promise<VideoDetails[]> {
  const { rows } = await db.query<DetailsRow>(
    `${DETAILS} WHERE video.id = ANY ($1::bigint[]) ORDER BY array_position($1::bigint[], video.id)`,
    [ids]
  )
  return rows.map(row => toDetails(site, row))
}

/**
 * Until there are renditions, its owner is told of the uploaded file: peertube-cli waits for a first one.
 *
 * @throws AppError when there is no such video or these credentials do not open it (see `assertCanWatch`).
 */
export async function getVideoDetails(
  db: Queryable,
  site: Site,
  reference: VideoReference,
  credentials: WatchCredentials
): Promise<VideoDetails> {
  const found = await findVideo(db, site, reference)
  if (!found) throw videoNotFound()
  assertCanWatch(found.access, { ...credentials, isByNumber: 'id' in reference })
  const { access, details, uploaded } = found
  return {
    ...details,
    ...(uploaded && canManage(access, credentials.viewer) && { files: [uploaded] }),
    ...(credentials.viewer && (await historyOf(db, access.id, credentials.viewer.userId)))
  }
}

/** How far the reader has watched it, if that is kept. */
async function historyOf(db: Queryable, videoId: number, userId: number): Promise<Pick<VideoDetails, 'userHistory'>> {
  const currentTime = await findProgress(db, videoId, userId)
  return currentTime === undefined ? {} : { userHistory: { currentTime } }
}

function toAccess(row: DetailsRow): VideoAccess {
  const { id, uuid, privacy, state, passwords } = row
  return {
    id,
    uuid,
    privacy,
    state,
    passwords,
    ownerAccountId: row.account.id,
    isBlocked: row.block !== null,
    isElsewhere: row.account.host !== null
  }
}

function toDetails(site: Site, row: DetailsRow): VideoDetails {
  return {
    ...toSummary(site, row),
    ...toOwnerFacts(row),
    description: row.description,
    account: toAccountDetails(site, row.account),
    channel: toChannelDetails(site, row.channel, row.account),
    support: row.support,
    descriptionPath: `/api/v1/videos/${row.uuid}/description`,
    tags: row.tags,
    commentsEnabled: row.comments_policy !== COMMENTS_POLICY.disabled,
    commentsPolicy: constantOf(COMMENTS_POLICIES, row.comments_policy),
    downloadEnabled: row.download_enabled,
    waitTranscoding: row.wait_transcoding,
    inputFileUpdatedAt: row.source_replaced_at?.toISOString() ?? null,
    state: constantOf(STATES, row.state),
    trackerUrls: row.elsewhere?.trackerUrls ?? trackersOf(site, row),
    files: (row.elsewhere?.files ?? []).map(toRemoteFile),
    streamingPlaylists: row.elsewhere
      ? toRemotePlaylists(row.id, row.elsewhere, redundanciesOf(site, row))
      : toPlaylists(site, row)
  }
}

function toPlaylists(site: Site, row: DetailsRow): StreamingPlaylist[] {
  if (row.playlist_id === null || row.master_name === null) return []
  const folderUrl = hlsFolderUrl(site, row)
  return [
    {
      id: row.playlist_id,
      type: 1,
      playlistUrl: `${folderUrl}/${row.master_name}`,
      segmentsSha256Url: row.sha256_name && `${folderUrl}/${row.sha256_name}`,
      redundancies: redundanciesOf(site, row),
      files: (row.files ?? []).map(file => toFile(site, row, folderUrl, file))
    }
  ]
}

/** Ours first: it is the nearest to who asks here. */
function redundanciesOf({ origin }: Site, row: DetailsRow): StreamingPlaylist['redundancies'] {
  const ours = row.is_copied ? [`${origin}/static/redundancy/hls/${row.uuid}`] : []
  return [...ours, ...row.peer_copies].map(baseUrl => ({ baseUrl }))
}

const isOpen = ({ privacy }: DetailsRow) => privacy === PRIVACY.public || privacy === PRIVACY.unlisted

function hlsFolderUrl({ origin }: Site, row: DetailsRow): string {
  return `${origin}/static/streaming-playlists/hls/${isOpen(row) ? '' : 'private/'}${row.uuid}`
}

function toUploadedFile({ origin }: Site, { uuid, name }: DetailsRow, file: UploadedRow): VideoFile {
  const fileUrl = `${origin}/download/original-video-files/${file.storageKey.split('/').at(-1)}`
  const resolution = Math.min(file.width, file.height)
  const torrentName = `${uuid}-${resolution}.torrent`
  const torrentUrl = `${origin}/lazy-static/torrents/${torrentName}`
  return {
    id: 0,
    ...measuresOf({ ...file, resolution }),
    magnetUri: emptyMagnet(name, torrentUrl),
    torrentUrl,
    torrentDownloadUrl: `${origin}/download/torrents/${torrentName}`,
    fileUrl,
    fileDownloadUrl: fileUrl,
    metadataUrl: `${origin}/api/v1/videos/${uuid}/source`
  }
}

function toFile(site: Site, row: DetailsRow, folderUrl: string, file: FileRow): VideoFile {
  const { origin } = site
  const fileUrl = `${folderUrl}/${file.fileName}`
  return {
    id: file.id,
    ...measuresOf(file),
    ...torrentOf(site, row, { ...file, fileUrl }),
    fileUrl,
    fileDownloadUrl: `${origin}/download/streaming-playlists/hls/videos/${row.uuid}-${file.resolution}-fragmented.mp4`,
    metadataUrl: `${origin}/api/v1/videos/${row.uuid}/metadata/${file.id}`
  }
}

type TorrentLinks = Pick<VideoFile, 'magnetUri' | 'torrentUrl' | 'torrentDownloadUrl'>

/**
 * Of videos that are not for everybody with the address there are none: clients that must read addresses get some, and
 * nothing lies there.
 */
function torrentOf(site: Site, row: DetailsRow, file: FileRow & { fileUrl: string }): TorrentLinks {
  const torrentName = file.fileName.replace(/-fragmented\.mp4$/, '-hls.torrent')
  const torrentUrl = `${site.origin}/lazy-static/torrents/${torrentName}`
  const { infoHash, fileUrl } = file
  return {
    magnetUri: isOpen(row)
      ? magnetOf(trackersOf(site, row), { name: row.name, infoHash, torrentUrl, fileUrl })
      : emptyMagnet(row.name, torrentUrl),
    torrentUrl,
    torrentDownloadUrl: `${site.origin}/download/torrents/${torrentName}`
  }
}

const trackersOf = ({ origin }: Site, { has_tracker }: DetailsRow) => (has_tracker ? trackerUrlsOf(origin) : [])

/** Where peers find each other, unless the tracker is turned off. */
export function trackerUrlsOf(origin: string): string[] {
  return [`${origin}/tracker/announce`, `${origin.replace(/^http/, 'ws')}/tracker/socket`]
}

const emptyMagnet = (name: string, torrentUrl: string) => `magnet:?${new URLSearchParams({ xs: torrentUrl, dn: name })}`

interface Magnet {
  readonly name: string
  /** Null until the torrent is made: until then, the address of the torrent alone says what it is. */
  readonly infoHash: string | null
  readonly torrentUrl: string
  readonly fileUrl: string
}

function magnetOf(trackerUrls: readonly string[], { name, infoHash, torrentUrl, fileUrl }: Magnet): string {
  const trackers = trackerUrls.map(url => `&tr=${encodeURIComponent(url)}`)
  const topic = infoHash === null ? '' : `&xt=urn:btih:${infoHash}`
  return `magnet:?xs=${encodeURIComponent(torrentUrl)}${topic}&${new URLSearchParams({ dn: name })}${trackers.join('')}&ws=${encodeURIComponent(fileUrl)}`
}
