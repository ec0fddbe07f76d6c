/** From rows to PeerTube 6.3's reports. Pure. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Abuse, AbuseMessage, AdminAbuse, Constant, ReportedComment, ReportedVideo } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { Site } from '../../kernel/site.ts'
import { type AccountJson, type ChannelJson, imagesOf, toAccountDetails, toChannelSummary } from '../actors/index.ts'

/** What `VIDEO_JSON` selects. */
export interface VideoJson {
  readonly id: number
  readonly uuid: string
  readonly name: string
  readonly sensitive: boolean
  readonly thumbnailName: string
  readonly channel: ChannelJson
}

export interface AbuseRow {
  readonly id: number
  readonly reason: string
  readonly predefined_reasons: readonly string[]
  readonly state: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly start_at: number | null
  readonly end_at: number | null
  readonly kind: 'video' | 'comment' | 'account'
  /** As it was when it was reported. */
  readonly reported_video: VideoJson | null
  readonly messages: number
  readonly flagged: AccountJson | null
  readonly is_video_gone: boolean
  readonly is_video_blocked: boolean
  readonly comment: {
    readonly id: number
    readonly threadId: number
    readonly text: string
    readonly isDeleted: boolean
  } | null
}

export interface AdminAbuseRow extends AbuseRow {
  readonly moderation_comment: string | null
  readonly reporter: AccountJson | null
  /** As it is; null when it is gone. */
  readonly video: VideoJson | null
  readonly reports_of_video: number
  readonly nth_of_video: number
  readonly reports_by_reporter: number
  readonly reports_of_flagged: number
}

const STATE_LABELS: Readonly<Record<number, string>> = { 1: 'Pending', 2: 'Rejected', 3: 'Accepted' }
const stateOf = (id: number): Constant<number> => ({ id, label: STATE_LABELS[id] ?? 'Unknown' })

/** A video may be private or renamed by now: who reported it is told what they saw. */
export function toAbuse(site: Site, row: AbuseRow): Abuse {
  return { ...baseOf(site, row), video: videoOf(site, row, row.reported_video), comment: commentOf(row) }
}

export function toAdminAbuse(site: Site, row: AdminAbuseRow): AdminAbuse {
  const video = videoOf(site, row, row.video ?? row.reported_video)
  return {
    ...baseOf(site, row),
    video: video && { ...video, countReports: row.reports_of_video, nthReport: row.nth_of_video },
    comment: commentOf(row, row.video ?? row.reported_video),
    moderationComment: row.moderation_comment,
    reporterAccount: row.reporter && toAccountDetails(site, row.reporter),
    countReportsForReporter: row.reports_by_reporter,
    countReportsForReportee: row.reports_of_flagged
  }
}

function baseOf(site: Site, row: AbuseRow) {
  return {
    id: row.id,
    reason: row.reason,
    predefinedReasons: row.predefined_reasons,
    flaggedAccount: row.flagged && toAccountDetails(site, row.flagged),
    state: stateOf(row.state),
    countMessages: row.messages,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString()
  }
}

function videoOf(site: Site, row: AbuseRow, video: VideoJson | null): ReportedVideo | null {
  if (row.kind !== 'video' || !video) return null
  const { id, uuid, name, channel } = video
  return {
    id,
    uuid,
    shortUUID: toShortUuid(uuid),
    name,
    nsfw: video.sensitive,
    startAt: row.start_at,
    endAt: row.end_at,
    deleted: row.is_video_gone,
    blacklisted: row.is_video_blocked,
    thumbnailPath: row.is_video_gone ? null : `/lazy-static/${STORAGE.thumbnails}/${video.thumbnailName}`,
    channel: channel && channelOf(site, channel)
  }
}

function channelOf(site: Site, channel: ChannelJson) {
  return {
    ...toChannelSummary(site, channel),
    hostRedundancyAllowed: false,
    banners: imagesOf(site, channel, 'banner'),
    description: channel.description,
    isLocal: channel.host === null
  }
}

/** PeerTube tells nothing of a comment whose video is gone. */
function commentOf({ comment, reported_video }: AbuseRow, video = reported_video): ReportedComment | null {
  if (!comment || !video) return null
  const { id, threadId, text, isDeleted: deleted } = comment
  return { id, threadId, text, deleted, video: { id: video.id, uuid: video.uuid, name: video.name } }
}

export interface MessageRow {
  readonly id: number
  readonly created_at: Date
  readonly by_moderator: boolean
  readonly message: string
  readonly account: AccountJson | null
}

export function toAbuseMessage(site: Site, row: MessageRow): AbuseMessage {
  const { id, message } = row
  const account = row.account && toAccountDetails(site, row.account)
  return { id, createdAt: row.created_at.toISOString(), byModerator: row.by_moderator, message, account }
}
