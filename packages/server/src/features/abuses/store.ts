/** SQL of the abuses slice besides lists. Tables: abuse, abuse_message; reads video, video_comment, account. */
import type { ReportBody } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { accountJson } from '../actors/index.ts'
import { VIDEO_TABLES } from '../videos/index.ts'
import { VIDEO_JSON } from './queries.ts'
import type { MessageRow } from './wire.ts'

export interface Report extends Pick<ReportBody, 'reason' | 'predefinedReasons'> {
  readonly reporterAccountId: number
  /** The ActivityPub id of one that was made elsewhere. */
  readonly url?: string
}

/** @returns The report's id; undefined when the video is gone, or the report is there already. */
export async function insertVideoAbuse(
  tx: Queryable,
  report: Report,
  { videoId, startAt, endAt }: { videoId: number; startAt: number | null; endAt: number | null }
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO abuse (kind, reporter_account_id, reason, predefined_reasons, flagged_account_id, video_id,
                        reported_video, start_at, end_at, url)
     SELECT 'video', $1, $2, $3, account.id, video.id, ${VIDEO_JSON}, $5, $6, $7
       FROM ${VIDEO_TABLES} WHERE video.id = $4
     ON CONFLICT (url) DO NOTHING RETURNING id`,
    [...valuesOf(report), videoId, startAt, endAt, report.url ?? null]
  )
  return rows[0]?.id
}

/** @returns The report's id; undefined when the comment is gone. */
export async function insertCommentAbuse(
  tx: Queryable,
  report: Report,
  commentId: number
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO abuse (kind, reporter_account_id, reason, predefined_reasons, flagged_account_id, video_id,
                        reported_video, comment_id, url)
     SELECT 'comment', $1, $2, $3, video_comment.account_id, video.id, ${VIDEO_JSON}, video_comment.id, $5
       FROM ${VIDEO_TABLES} JOIN video_comment ON video_comment.video_id = video.id WHERE video_comment.id = $4
     ON CONFLICT (url) DO NOTHING RETURNING id`,
    [...valuesOf(report), commentId, report.url ?? null]
  )
  return rows[0]?.id
}

/** @returns The report's id; undefined when there is no such account. */
export async function insertAccountAbuse(
  tx: Queryable,
  report: Report,
  accountId: number
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO abuse (kind, reporter_account_id, reason, predefined_reasons, flagged_account_id, url)
     SELECT 'account', $1, $2, $3, account.id, $5 FROM account WHERE account.id = $4
     ON CONFLICT (url) DO NOTHING RETURNING id`,
    [...valuesOf(report), accountId, report.url ?? null]
  )
  return rows[0]?.id
}

const valuesOf = ({ reporterAccountId, reason, predefinedReasons = [] }: Report) => [
  reporterAccountId,
  reason,
  [...new Set(predefinedReasons)]
]

export interface CommentTarget {
  readonly videoId: number
  readonly authorAccountId: number | null
  readonly isHeld: boolean
}

/** Undefined for one that was deleted. */
export async function findCommentTarget(db: Queryable, commentId: number): Promise<CommentTarget | undefined> {
  const { rows } = await db.query<CommentTarget>(
    `SELECT video_id AS "videoId", account_id AS "authorAccountId", held_for_review AS "isHeld"
       FROM video_comment WHERE id = $1 AND deleted_at IS NULL`,
    [commentId]
  )
  return rows[0]
}

export async function findCommentWords(
  db: Queryable,
  commentId: number
): Promise<{ text: string; author: string } | undefined> {
  const { rows } = await db.query<{ text: string; author: string }>(
    `SELECT text, coalesce(actor.display_name, '') AS author
       FROM video_comment
       LEFT JOIN account ON account.id = video_comment.account_id
       LEFT JOIN actor ON actor.id = account.actor_id
      WHERE video_comment.id = $1 AND deleted_at IS NULL`,
    [commentId]
  )
  return rows[0]
}

export interface FoundAbuse {
  readonly id: number
  readonly state: number
  /** Null once they are gone. */
  readonly reporterAccountId: number | null
  readonly isReporterLocal: boolean
}

/** Call it inside a transaction to keep others from changing it meanwhile. */
export async function findAbuse(
  db: Queryable,
  id: number,
  lock: '' | 'FOR UPDATE' = ''
): Promise<FoundAbuse | undefined> {
  const { rows } = await db.query<FoundAbuse>(
    `SELECT id, state, reporter_account_id AS "reporterAccountId",
            EXISTS (SELECT FROM app_user WHERE app_user.account_id = abuse.reporter_account_id) AS "isReporterLocal"
       FROM abuse WHERE id = $1 ${lock}`,
    [id]
  )
  return rows[0]
}

export async function changeAbuse(
  tx: Queryable,
  id: number,
  { state, moderationComment }: { state?: number | undefined; moderationComment?: string | undefined }
): Promise<void> {
  await tx.query(
    `UPDATE abuse
        SET state = coalesce($2, state), moderation_comment = coalesce($3, moderation_comment), updated_at = now(),
            processed_at = CASE WHEN $2::smallint IS NULL THEN processed_at ELSE coalesce(processed_at, now()) END
      WHERE id = $1`,
    [id, state ?? null, moderationComment ?? null]
  )
}

/** @returns Whether there was one. */
export async function deleteAbuse(db: Queryable, id: number): Promise<boolean> {
  return (await db.query('DELETE FROM abuse WHERE id = $1', [id])).rowCount === 1
}

const MESSAGES_MAX = 1000

/** The newest of them, oldest first. */
export async function listMessages(db: Queryable, abuseId: number): Promise<MessageRow[]> {
  const { rows } = await db.query<MessageRow>(
    `SELECT * FROM (
       SELECT abuse_message.id, abuse_message.created_at, by_moderator, message,
              CASE WHEN account.id IS NOT NULL THEN ${accountJson()} END AS account
         FROM abuse_message
         LEFT JOIN account ON account.id = abuse_message.account_id
         LEFT JOIN actor account_actor ON account_actor.id = account.actor_id
        WHERE abuse_id = $1 ORDER BY abuse_message.id DESC LIMIT ${MESSAGES_MAX}) newest
      ORDER BY id`,
    [abuseId]
  )
  return rows
}

/** A moderator's first message is a first answer to the report. */
export async function insertMessage(
  tx: Queryable,
  message: { abuseId: number; accountId: number; isByModerator: boolean; text: string }
): Promise<number> {
  const { abuseId, accountId, isByModerator, text } = message
  if (isByModerator)
    await tx.query('UPDATE abuse SET processed_at = now() WHERE id = $1 AND processed_at IS NULL', [abuseId])
  const { rows } = await tx.query<{ id: number }>(
    'INSERT INTO abuse_message (abuse_id, account_id, by_moderator, message) VALUES ($1, $2, $3, $4) RETURNING id',
    [abuseId, accountId, isByModerator, text]
  )
  return rows[0]!.id
}

/** Undefined when there is none in that report. */
export async function findMessageAuthor(
  db: Queryable,
  abuseId: number,
  messageId: number
): Promise<{ accountId: number | null } | undefined> {
  const { rows } = await db.query<{ accountId: number | null }>(
    'SELECT account_id AS "accountId" FROM abuse_message WHERE abuse_id = $1 AND id = $2',
    [abuseId, messageId]
  )
  return rows[0]
}

export async function deleteMessage(db: Queryable, messageId: number): Promise<void> {
  await db.query('DELETE FROM abuse_message WHERE id = $1', [messageId])
}
