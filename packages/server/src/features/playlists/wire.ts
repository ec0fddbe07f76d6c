/** From rows to PeerTube 6.3's playlists. Pure. */
import { STORAGE } from '@colombier/transcoder/contract'
import { ELEMENT_TYPE, type Playlist, type PlaylistElement } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { Site } from '../../kernel/site.ts'
import {
  type AccountJson,
  accountJson,
  type ChannelJson,
  channelJson,
  toAccountSummary,
  toChannelSummary
} from '../actors/index.ts'
import { constantOf, toSummary, type VideoRow } from '../videos/index.ts'

export const PLAYLIST_PRIVACIES = { 1: 'Public', 2: 'Unlisted', 3: 'Private' } as const
const TYPES = { 1: 'Regular', 2: 'Watch later' }

/** Without a picture of its own, a playlist shows that of its first video that everybody may see. */
export const PLAYLIST_COLUMNS = `
  playlist.id, playlist.uuid, playlist.display_name, playlist.description, playlist.privacy, playlist.type,
  playlist.created_at, playlist.updated_at, ${accountJson()} AS account,
  CASE WHEN channel.id IS NULL THEN NULL ELSE ${channelJson()} END AS channel,
  (SELECT count(*) FROM playlist_element WHERE playlist_element.playlist_id = playlist.id) AS length,
  coalesce(playlist.thumbnail_name,
    (SELECT video.thumbnail_name FROM playlist_element JOIN video ON video.id = playlist_element.video_id
      WHERE playlist_element.playlist_id = playlist.id AND video.privacy IN (1, 2) AND video.state = 1
        AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)
      ORDER BY playlist_element.position LIMIT 1)) AS thumbnail_name,
  (SELECT url FROM remote_playlist WHERE playlist_id = playlist.id) AS remote_url`

export const PLAYLIST_TABLES = `
  playlist
  JOIN account ON account.id = playlist.account_id
  JOIN actor account_actor ON account_actor.id = account.actor_id
  LEFT JOIN channel ON channel.id = playlist.channel_id
  LEFT JOIN actor channel_actor ON channel_actor.id = channel.actor_id`

export interface PlaylistRow {
  readonly id: number
  readonly uuid: string
  readonly display_name: string
  readonly description: string | null
  readonly privacy: number
  readonly type: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly account: AccountJson
  readonly channel: ChannelJson | null
  readonly length: number
  readonly thumbnail_name: string | null
  /** Of one of another server. */
  readonly remote_url: string | null
}

export function toPlaylist(site: Site, row: PlaylistRow): Playlist {
  const thumbnailPath = row.thumbnail_name && `/lazy-static/${STORAGE.thumbnails}/${row.thumbnail_name}`
  return {
    id: row.id,
    uuid: row.uuid,
    shortUUID: toShortUuid(row.uuid),
    isLocal: row.remote_url === null,
    url: row.remote_url ?? `${site.origin}/video-playlists/${row.uuid}`,
    displayName: row.display_name,
    description: row.description,
    privacy: constantOf(PLAYLIST_PRIVACIES, row.privacy),
    thumbnailPath,
    thumbnailUrl: thumbnailPath && site.origin + thumbnailPath,
    embedPath: `/video-playlists/embed/${row.uuid}`,
    type: constantOf(TYPES, row.type),
    videosLength: row.length,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    ownerAccount: toAccountSummary(site, row.account),
    videoChannel: row.channel && toChannelSummary(site, row.channel)
  }
}

export type ElementRow = Omit<VideoRow, 'id'> & {
  readonly element_id: number
  readonly position: number
  readonly start_seconds: number | null
  readonly stop_seconds: number | null
  readonly element_type: number
  /** Null when the video was deleted. */
  readonly id: number | null
}

/** Of a video that the viewer may not watch, nothing is told but that its place is taken. */
export function toElement(site: Site, row: ElementRow): PlaylistElement {
  return {
    id: row.element_id,
    position: row.position,
    startTimestamp: row.start_seconds,
    stopTimestamp: row.stop_seconds,
    type: row.element_type,
    video: row.element_type === ELEMENT_TYPE.regular ? toSummary(site, row as VideoRow) : null
  }
}
