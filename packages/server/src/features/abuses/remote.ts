/** Reports between servers. Tables: abuse; reads account, actor, video, remote_video, video_comment. */
import type { ReportBody } from '../../contract/index.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type ToldActor, toldActorJson } from '../actors/index.ts'
import { insertAccountAbuse, insertCommentAbuse, insertVideoAbuse } from './store.ts'

export type Reported =
  | { readonly videoId: number; readonly startAt: number | null; readonly endAt: number | null }
  | { readonly commentId: number }
  | { readonly accountId: number }

export interface RemoteReport extends Pick<ReportBody, 'reason' | 'predefinedReasons'> {
  readonly reporterAccountId: number
  /** Its ActivityPub id. */
  readonly url: string
  readonly reported: Reported
}

/** What is gone, or was reported by this already, is left alone. */
export async function takeReport(tx: Queryable, report: RemoteReport): Promise<void> {
  const { reported } = report
  const id =
    'videoId' in reported
      ? await insertVideoAbuse(tx, report, reported)
      : 'commentId' in reported
        ? await insertCommentAbuse(tx, report, reported.commentId)
        : await insertAccountAbuse(tx, report, reported.accountId)
  if (id !== undefined) await appendEvent(tx, { type: 'abuse.created', abuseId: id })
}

/** Of this server. */
export async function findReportedAccount(db: Queryable, name: string): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT account.id FROM account JOIN actor ON actor.id = account.actor_id
      WHERE actor.host IS NULL AND actor.kind = 'person' AND lower(actor.preferred_username) = lower($1)`,
    [name]
  )
  return rows[0]?.id
}

export interface ToldAbuse {
  readonly id: number
  readonly reason: string
  readonly predefinedReasons: readonly string[]
  readonly startAt: number | null
  readonly endAt: number | null
  /** The ActivityPub id of what is reported. */
  readonly url: string
  readonly flagged: ToldActor
}

/** A report by somebody of this server of something elsewhere; undefined for others. */
export async function findAbuseOfElsewhere(db: Queryable, id: number): Promise<ToldAbuse | undefined> {
  const { rows } = await db.query<ToldAbuse>(
    `SELECT abuse.id, abuse.reason, abuse.predefined_reasons AS "predefinedReasons", abuse.start_at AS "startAt",
            abuse.end_at AS "endAt", ${toldActorJson('actor.id')} AS flagged,
            CASE abuse.kind WHEN 'video' THEN (SELECT url FROM remote_video WHERE video_id = abuse.video_id)
                            WHEN 'comment' THEN (SELECT url FROM video_comment WHERE id = abuse.comment_id)
                            ELSE (SELECT url FROM remote_actor WHERE actor_id = actor.id) END AS url
       FROM abuse
       JOIN account ON account.id = abuse.flagged_account_id
       JOIN actor ON actor.id = account.actor_id AND actor.host IS NOT NULL
      WHERE abuse.id = $1 AND abuse.url IS NULL`,
    [id]
  )
  return rows[0]?.url ? rows[0] : undefined
}
