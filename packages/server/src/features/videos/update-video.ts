/** Changing what a video says of itself. Tables: video, video_password. */
import type { Queryable } from '../../platform/postgres.ts'

/** What its owner says of a video: everything a change can touch. */
export interface VideoSettings {
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
  readonly originallyPublishedAt: Date | null
  readonly passwords: readonly string[]
}

export interface VideoPictures {
  readonly thumbnailName: string
  readonly previewName: string
}

/** Holds the row until the transaction ends, so that of two changes at once none is lost. */
export async function lockSettings(
  tx: Queryable,
  videoId: number
): Promise<(VideoSettings & VideoPictures) | undefined> {
  const { rows } = await tx.query<
    VideoSettings & VideoPictures & { scheduledAt: Date | null; scheduledPrivacy: number | null }
  >(
    `SELECT channel_id AS "channelId", name, description, support, category, licence, language, tags, privacy,
            scheduled_at AS "scheduledAt", scheduled_privacy AS "scheduledPrivacy", sensitive AS "isSensitive",
            sensitive_flags AS "sensitiveFlags", sensitive_summary AS "sensitiveSummary",
            comments_policy AS "commentsPolicy", download_enabled AS "isDownloadEnabled",
            originally_published_at AS "originallyPublishedAt", thumbnail_name AS "thumbnailName",
            preview_name AS "previewName",
            ARRAY(SELECT password FROM video_password WHERE video_id = video.id ORDER BY id) AS passwords
       FROM video WHERE id = $1 FOR UPDATE`,
    [videoId]
  )
  const row = rows[0]
  if (!row) return undefined
  const { scheduledAt, scheduledPrivacy, ...settings } = row
  return { ...settings, schedule: scheduledAt && { at: scheduledAt, privacy: scheduledPrivacy ?? row.privacy } }
}

/** A video that leaves its private state is published anew. @param pictures Absent when they stay. */
export async function updateSettings(
  tx: Queryable,
  videoId: number,
  settings: VideoSettings,
  pictures: VideoPictures | undefined
): Promise<void> {
  await tx.query(
    `UPDATE video
        SET channel_id = $2, name = $3, description = $4, support = $5, category = $6, licence = $7, language = $8,
            tags = $9, published_at = CASE WHEN privacy = 3 AND $10 <> 3 THEN now() ELSE published_at END,
            privacy = $10, scheduled_at = $11, scheduled_privacy = $12, sensitive = $13, comments_policy = $14,
            download_enabled = $15, originally_published_at = $16, thumbnail_name = coalesce($17, thumbnail_name),
            preview_name = coalesce($18, preview_name), sensitive_flags = $19, sensitive_summary = $20,
            updated_at = now()
      WHERE id = $1`,
    [
      ...[videoId, settings.channelId, settings.name, settings.description, settings.support, settings.category],
      ...[settings.licence, settings.language, settings.tags, settings.privacy, settings.schedule?.at ?? null],
      ...[settings.schedule?.privacy ?? null, settings.isSensitive, settings.commentsPolicy],
      ...[settings.isDownloadEnabled, settings.originallyPublishedAt],
      ...[pictures?.thumbnailName ?? null, pictures?.previewName ?? null],
      ...[settings.sensitiveFlags, settings.sensitiveSummary]
    ]
  )
  await replacePasswords(tx, videoId, settings.passwords)
}

/** Call it with the video locked. Those that stay keep their number. */
export async function replacePasswords(tx: Queryable, videoId: number, passwords: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM video_password WHERE video_id = $1 AND password <> ALL($2)', [videoId, passwords])
  await tx.query(
    'INSERT INTO video_password (video_id, password) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    [videoId, passwords]
  )
}
