/** From rows to PeerTube 6.3's video objects. Pure. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { ActorSummary, Storyboard, VideoSummary } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { CATEGORIES, constantOf, LICENCES, languageOf, PRIVACIES, STATES } from './constants.ts'

/** Columns that every answer about a video needs; `FROM` must have the tables of `VIDEO_TABLES`. */
export const VIDEO_COLUMNS = `
  video.id, video.uuid, video.name, video.description, video.category, video.licence, video.language, video.privacy,
  video.sensitive, video.state, video.wait_transcoding, video.scheduled_at, video.scheduled_privacy,
  video.duration_seconds, video.aspect_ratio, video.views, video.likes, video.dislikes, video.thumbnail_name,
  video.preview_name, video.created_at, video.updated_at, video.published_at, video.originally_published_at,
  channel.id AS channel_id, channel_actor.preferred_username AS channel_name,
  channel_actor.display_name AS channel_display_name,
  account.id AS account_id, account_actor.preferred_username AS account_name,
  account_actor.display_name AS account_display_name`

export const VIDEO_TABLES = `
  video
  JOIN channel ON channel.id = video.channel_id
  JOIN actor channel_actor ON channel_actor.id = channel.actor_id
  JOIN account ON account.id = channel.account_id
  JOIN actor account_actor ON account_actor.id = account.actor_id`

export interface VideoRow {
  readonly id: number
  readonly uuid: string
  readonly name: string
  readonly description: string | null
  readonly category: number | null
  readonly licence: number | null
  readonly language: string | null
  readonly privacy: number
  readonly sensitive: boolean
  readonly state: number
  readonly wait_transcoding: boolean
  readonly scheduled_at: Date | null
  readonly scheduled_privacy: number | null
  readonly duration_seconds: number
  readonly aspect_ratio: number | null
  readonly views: number
  readonly likes: number
  readonly dislikes: number
  readonly thumbnail_name: string
  readonly preview_name: string
  readonly created_at: Date
  readonly updated_at: Date
  readonly published_at: Date
  readonly originally_published_at: Date | null
  readonly channel_id: number
  readonly channel_name: string
  readonly channel_display_name: string
  readonly account_id: number
  readonly account_name: string
  readonly account_display_name: string
}

/** Public origin of this server, without trailing slash, and its host. */
export interface Site {
  readonly origin: string
  readonly host: string
}

export function siteOf(origin: string): Site {
  return { origin, host: new URL(origin).host }
}

export function toSummary(site: Site, row: VideoRow): VideoSummary {
  const truncatedDescription = truncate(row.description)
  return {
    id: row.id,
    uuid: row.uuid,
    shortUUID: toShortUuid(row.uuid),
    url: `${site.origin}/videos/watch/${row.uuid}`,
    name: row.name,
    category: constantOf(CATEGORIES, row.category),
    licence: constantOf(LICENCES, row.licence),
    language: languageOf(row.language),
    privacy: constantOf(PRIVACIES, row.privacy),
    nsfw: row.sensitive,
    truncatedDescription,
    description: truncatedDescription,
    isLocal: true,
    duration: row.duration_seconds,
    aspectRatio: row.aspect_ratio,
    views: row.views,
    viewers: 0,
    likes: row.likes,
    dislikes: row.dislikes,
    thumbnailPath: `/lazy-static/${STORAGE.thumbnails}/${row.thumbnail_name}`,
    previewPath: `/lazy-static/${STORAGE.previews}/${row.preview_name}`,
    embedPath: `/videos/embed/${row.uuid}`,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    publishedAt: row.published_at.toISOString(),
    originallyPublishedAt: row.originally_published_at?.toISOString() ?? null,
    isLive: false,
    account: toActor(site, 'accounts', row.account_id, row.account_name, row.account_display_name),
    channel: toActor(site, 'video-channels', row.channel_id, row.channel_name, row.channel_display_name)
  }
}

/** What only lists of one's own videos and details tell. */
export function toOwnerFacts(row: VideoRow) {
  return {
    state: constantOf(STATES, row.state),
    waitTranscoding: row.wait_transcoding,
    ...(row.scheduled_at && {
      scheduledUpdate: { updateAt: row.scheduled_at.toISOString(), privacy: row.scheduled_privacy ?? row.privacy }
    }),
    blacklisted: false,
    blacklistedReason: null
  }
}

function toActor(
  { origin, host }: Site,
  folder: 'accounts' | 'video-channels',
  id: number,
  ...[name, displayName]: [string, string]
): ActorSummary {
  return { id, displayName, name, url: `${origin}/${folder}/${name}`, host, avatars: [] }
}

export interface StoryboardRow {
  readonly file_name: string
  readonly total_width: number
  readonly total_height: number
  readonly sprite_width: number
  readonly sprite_height: number
  readonly sprite_duration_seconds: number
}

export function toStoryboard(row: StoryboardRow): Storyboard {
  return {
    storyboardPath: `/lazy-static/${STORAGE.storyboards}/${row.file_name}`,
    totalHeight: row.total_height,
    totalWidth: row.total_width,
    spriteWidth: row.sprite_width,
    spriteHeight: row.sprite_height,
    spriteDuration: row.sprite_duration_seconds
  }
}

/** PeerTube's length of a description in lists. */
const TRUNCATED_MAX = 250

function truncate(text: string | null): string | null {
  if (text === null || text.length <= TRUNCATED_MAX) return text
  const cut = text.slice(0, TRUNCATED_MAX - 3)
  return `${cut.replace(/\s+\S*$/u, '').trimEnd() || cut}...`
}
