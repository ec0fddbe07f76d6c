/** From rows to PeerTube 6.3's video objects. Pure. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Storyboard, VideoSummary } from '../../contract/index.ts'
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
import { CATEGORIES, constantOf, LICENCES, languageOf, PRIVACIES, STATES } from './constants.ts'

/** Columns that every answer about a video needs; `FROM` must have the tables of `VIDEO_TABLES`. */
export const VIDEO_COLUMNS = `
  video.id, video.uuid, video.name, video.description, video.category, video.licence, video.language, video.privacy,
  video.sensitive, video.sensitive_flags, video.sensitive_summary, video.state, video.wait_transcoding, video.scheduled_at, video.scheduled_privacy,
  video.duration_seconds, video.aspect_ratio, video.views, video.likes, video.dislikes, video.thumbnail_name,
  video.preview_name, video.comments_count, video.created_at, video.updated_at, video.published_at, video.originally_published_at,
  (SELECT count(*)::integer FROM viewing WHERE viewing.video_id = video.id AND viewing.viewer IS NOT NULL
      AND viewing.seen_at > now() - interval '2 minutes') AS viewers,
  (SELECT json_build_object('url', url, 'embedUrl', embed_url) FROM remote_video
    WHERE remote_video.video_id = video.id) AS remote,
  (SELECT json_build_object('reason', reason) FROM video_block WHERE video_block.video_id = video.id) AS block,
  ${channelJson()} AS channel, ${accountJson()} AS account`

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
  readonly sensitive_flags: number
  readonly sensitive_summary: string | null
  readonly state: number
  readonly wait_transcoding: boolean
  readonly scheduled_at: Date | null
  readonly scheduled_privacy: number | null
  readonly duration_seconds: number
  readonly aspect_ratio: number | null
  readonly views: number
  /** Who is watching now, as far as they say so. */
  readonly viewers: number
  readonly likes: number
  readonly dislikes: number
  readonly thumbnail_name: string
  readonly preview_name: string
  readonly comments_count: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly published_at: Date
  readonly originally_published_at: Date | null
  /** Null for videos of this server. */
  readonly remote: { readonly url: string; readonly embedUrl: string | null } | null
  /** Null unless it is blocked. */
  readonly block: { readonly reason: string | null } | null
  readonly channel: ChannelJson
  readonly account: AccountJson
}

/** Pixels, as the transcoder makes them. */
const THUMBNAIL = { width: 280, height: 157 }
const PREVIEW = { width: 850, height: 480 }

export function toSummary(site: Site, row: VideoRow): VideoSummary {
  const truncatedDescription = truncate(row.description)
  const thumbnailPath = `/lazy-static/${STORAGE.thumbnails}/${row.thumbnail_name}`
  const previewPath = `/lazy-static/${STORAGE.previews}/${row.preview_name}`
  const embedPath = `/videos/embed/${row.uuid}`
  return {
    id: row.id,
    uuid: row.uuid,
    shortUUID: toShortUuid(row.uuid),
    url: row.remote?.url ?? `${site.origin}/videos/watch/${row.uuid}`,
    name: row.name,
    category: constantOf(CATEGORIES, row.category),
    licence: constantOf(LICENCES, row.licence),
    language: languageOf(row.language),
    privacy: constantOf(PRIVACIES, row.privacy),
    nsfw: row.sensitive,
    nsfwFlags: row.sensitive_flags,
    nsfwSummary: row.sensitive_summary,
    truncatedDescription,
    description: truncatedDescription,
    isLocal: row.remote === null,
    duration: row.duration_seconds,
    aspectRatio: row.aspect_ratio,
    views: row.views,
    viewers: row.viewers,
    likes: row.likes,
    dislikes: row.dislikes,
    thumbnailPath,
    previewPath,
    embedPath,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    publishedAt: row.published_at.toISOString(),
    originallyPublishedAt: row.originally_published_at?.toISOString() ?? null,
    isLive: false,
    ...newerFields(site, { thumbnailPath, previewPath, embedUrl: row.remote?.embedUrl ?? site.origin + embedPath }),
    comments: row.comments_count,
    account: toAccountSummary(site, row.account),
    channel: toChannelSummary(site, row.channel)
  }
}

interface Paths {
  readonly thumbnailPath: string
  readonly previewPath: string
  readonly embedUrl: string
}

/** PeerTube 8 gives whole addresses. */
function newerFields({ origin }: Site, { thumbnailPath, previewPath, embedUrl }: Paths) {
  const picture = (path: string, size: { width: number; height: number }) => ({
    ...size,
    aspectRatio: Math.round((size.width / size.height) * 10_000) / 10_000,
    fileUrl: origin + path
  })
  return {
    thumbnailUrl: origin + thumbnailPath,
    previewUrl: origin + previewPath,
    embedUrl,
    thumbnails: [picture(thumbnailPath, THUMBNAIL), picture(previewPath, PREVIEW)]
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
    blacklisted: row.block !== null,
    blacklistedReason: row.block?.reason ?? null
  }
}

export interface StoryboardRow {
  readonly file_name: string
  readonly total_width: number
  readonly total_height: number
  readonly sprite_width: number
  readonly sprite_height: number
  readonly sprite_duration_seconds: number
}

export function toStoryboard(origin: string, row: StoryboardRow): Storyboard {
  const storyboardPath = `/lazy-static/${STORAGE.storyboards}/${row.file_name}`
  return {
    storyboardPath,
    fileUrl: origin + storyboardPath,
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
