/** The list of videos that were offered to somebody, or by them: one statement. */
import type { OwnershipChange, OwnershipListQuery } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { literal, sql, statementOf } from '../../platform/sql.ts'
import { type AccountJson, accountJson, toAccountDetails } from '../actors/index.ts'
import { toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from '../videos/index.ts'

type Row = Omit<VideoRow, 'id'> & {
  /** Null in the one row of an empty page. */
  readonly id: number | null
  readonly total: number
  readonly offer_id: number
  readonly offer_status: OwnershipChange['status']
  readonly offered_at: Date
  readonly initiator: AccountJson
  readonly next_owner: AccountJson
}

/** Whose video it is not once the offer has ended sees of it what everybody sees. */
const shownTo = (party: string) => `(offer.status = 'WAITING' OR channel.account_id = ${party}
  OR (video.privacy = 1 AND video.state = 1 AND video.id NOT IN (SELECT video_id FROM video_block)))`

export async function listOffers(
  db: Queryable,
  site: Site,
  accountId: number,
  { start, count, sort, isSent }: OwnershipListQuery
): Promise<{ total: number; data: OwnershipChange[] }> {
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  const party = `offer.${isSent ? 'initiator_account_id' : 'next_owner_account_id'}`
  const offers = sql`ownership_change offer
    JOIN video ON video.id = offer.video_id JOIN channel ON channel.id = video.channel_id
   WHERE ${literal(party)} = ${accountId} AND ${literal(shownTo(party))}`
  const { rows } = await db.query<Row>(
    ...statementOf(sql`
      WITH page AS (SELECT offer.* FROM ${offers} ORDER BY offer.id ${direction} LIMIT ${count} OFFSET ${start})
      SELECT whole.total, listed.*
        FROM (SELECT count(*) AS total FROM ${offers}) whole
        LEFT JOIN (SELECT page.id AS offer_id, page.status AS offer_status, page.created_at AS offered_at,
                          ${literal(accountJson('initiator', 'initiator_actor'))} AS initiator,
                          ${literal(accountJson('next_owner', 'next_owner_actor'))} AS next_owner,
                          ${literal(VIDEO_COLUMNS)}
                     FROM page JOIN (${literal(VIDEO_TABLES)}) ON video.id = page.video_id
                     JOIN account initiator ON initiator.id = page.initiator_account_id
                     JOIN actor initiator_actor ON initiator_actor.id = initiator.actor_id
                     JOIN account next_owner ON next_owner.id = page.next_owner_account_id
                     JOIN actor next_owner_actor ON next_owner_actor.id = next_owner.actor_id) listed ON true
       ORDER BY listed.offer_id ${direction}`)
  )
  const data = rows.filter((row): row is Row & VideoRow => row.id !== null).map(row => toChange(site, row))
  return { total: rows[0]!.total, data }
}

function toChange(site: Site, row: Row & VideoRow): OwnershipChange {
  return {
    id: row.offer_id,
    status: row.offer_status,
    createdAt: row.offered_at.toISOString(),
    initiatorAccount: toAccountDetails(site, row.initiator),
    nextOwnerAccount: toAccountDetails(site, row.next_owner),
    video: toSummary(site, row)
  }
}
