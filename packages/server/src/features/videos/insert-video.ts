import type { Queryable } from '../../platform/postgres.ts'

export interface NewVideo {
  readonly uuid: string
  readonly channelId: number
  readonly name: string
  readonly description: string | null
  readonly support: string | null
  readonly category: number | null
  readonly licence: number | null
  readonly language: string | null
  readonly tags: readonly string[]
  readonly privacy: number
  readonly schedule: { readonly at: Date; readonly privacy: number } | null
  readonly isSensitive: boolean
  /** Bits of `NSFW_FLAG`; none, and no words, unless it is sensitive. */
  readonly sensitiveFlags: number
  readonly sensitiveSummary: string | null
  readonly commentsPolicy: number
  readonly isDownloadEnabled: boolean
  /** Published only when its renditions are ready. */
  readonly waitsForTranscoding: boolean
  readonly durationSeconds: number
  readonly aspectRatio: number | null
  readonly thumbnailName: string
  readonly previewName: string
  readonly originallyPublishedAt: Date | null
  readonly passwords: readonly string[]
}

/** @returns The new video's id. */
export async function insertVideo(tx: Queryable, video: NewVideo): Promise<number> {
  const values = {
    uuid: video.uuid,
    channel_id: video.channelId,
    name: video.name,
    description: video.description,
    support: video.support,
    category: video.category,
    licence: video.licence,
    language: video.language,
    tags: video.tags,
    privacy: video.privacy,
    scheduled_privacy: video.schedule?.privacy ?? null,
    scheduled_at: video.schedule?.at ?? null,
    sensitive: video.isSensitive,
    sensitive_flags: video.sensitiveFlags,
    sensitive_summary: video.sensitiveSummary,
    comments_policy: video.commentsPolicy,
    download_enabled: video.isDownloadEnabled,
    wait_transcoding: video.waitsForTranscoding,
    state: video.waitsForTranscoding ? 2 : 1,
    duration_seconds: video.durationSeconds,
    aspect_ratio: video.aspectRatio,
    thumbnail_name: video.thumbnailName,
    preview_name: video.previewName,
    originally_published_at: video.originallyPublishedAt
  }
  const columns = Object.keys(values)
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO video (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING id`,
    Object.values(values)
  )
  const id = rows[0]!.id
  await tx.query(
    'INSERT INTO video_password (video_id, password) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    [id, video.passwords]
  )
  return id
}
