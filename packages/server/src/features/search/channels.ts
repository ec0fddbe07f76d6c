/** Finds channels by words (migration 0061), as videos are found: in two languages, and nearly right when nothing is. */
import type { ChannelDetails, ChannelSearchQuery } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import {
  type AccountJson,
  accountJson,
  type ChannelJson,
  channelJson,
  handleOf,
  isListed,
  toChannelDetails
} from '../actors/index.ts'

interface Row {
  readonly total: number
  readonly channel: ChannelJson | null
  readonly account: AccountJson
}

export interface WantedChannels extends ChannelSearchQuery {
  /** Exactly this one. */
  readonly channelId?: number
}

/** Undefined for how well it matches. */
const SORT_COLUMNS: Record<string, string> = { createdAt: 'actor.created_at', displayName: 'lower(actor.display_name)' }

export async function findChannels(
  db: Queryable,
  site: Site,
  query: WantedChannels
): Promise<{ total: number; data: ChannelDetails[] }> {
  const direction = literal(query.sort.startsWith('-') ? 'DESC' : 'ASC')
  const { rows } = await db.query<Row>(
    ...statementOf(sql`
      WITH found AS ${literal(isNarrowed(query) ? 'MATERIALIZED' : 'NOT MATERIALIZED')} (${matches(site, query)}),
      page AS (
        SELECT channel_id, sort_key FROM found ORDER BY sort_key ${direction}, channel_id ${direction}
         LIMIT ${query.count} OFFSET ${query.start})
      SELECT whole.total, listed.*
        FROM (SELECT count(*) AS total FROM found) whole
        LEFT JOIN (SELECT ${literal(channelJson())} AS channel, ${literal(accountJson())} AS account, page.*
                     FROM page
                     JOIN channel ON channel.id = page.channel_id
                     JOIN actor channel_actor ON channel_actor.id = channel.actor_id
                     JOIN account ON account.id = channel.account_id
                     JOIN actor account_actor ON account_actor.id = account.actor_id) listed ON true
       ORDER BY listed.sort_key ${direction}, listed.channel_id ${direction}`)
  )
  const data = rows.flatMap(({ channel, account }) => (channel ? [toChannelDetails(site, channel, account)] : []))
  return { total: rows[0]?.total ?? 0, data }
}

const isMeant = ({ host, handles, channelId }: WantedChannels) =>
  handles !== undefined || channelId !== undefined || host !== undefined

/** Else all are listed: an index has the page in order (migration 0276), and only the count reads them all. */
const isNarrowed = (query: WantedChannels) => query.search.trim() !== '' || isMeant(query)

/** `(channel_id, sort_key)` of every channel that is meant. */
function matches(site: Site, query: WantedChannels): Sql {
  const { search, host, handles, channelId, sort } = query
  const column = SORT_COLUMNS[sort.replace('-', '')]
  const keyOf = (score: string) => literal(`${column ?? score} AS sort_key`)
  const where = and([
    literal("actor.kind = 'group'"),
    ...(host === undefined ? [] : [literal(host === site.host ? 'actor.host IS NULL' : 'actor.host IS NOT NULL')]),
    ...(host === undefined || host === site.host ? [] : [sql`lower(actor.host) = lower(${host})`]),
    ...(handles ? [oneOf(site, handles)] : []),
    ...(channelId === undefined ? [] : [sql`channel.id = ${channelId}`]),
    ...(isMeant(query) ? [] : [literal(isListed('actor'))])
  ])
  const text = search.trim()
  const channels = literal('channel JOIN actor ON actor.id = channel.actor_id')
  if (!text) return sql`SELECT channel.id AS channel_id, ${keyOf('0')} FROM ${channels} WHERE ${where}`
  const indexed = sql`wanted, channel_search JOIN ${channels} ON channel.id = channel_search.channel_id`
  return sql`
    WITH wanted AS (SELECT search_query(${text}) AS query, search_text(${text}) AS plain),
    exact AS (
      SELECT channel.id AS channel_id, ${keyOf(SCORE)}
        FROM ${indexed}
       WHERE (channel_search.document @@ wanted.query OR strpos(channel_search.words, wanted.plain) > 0) AND ${where})
    SELECT * FROM exact
    UNION ALL
    SELECT channel.id, ${keyOf('guess.similarity - 1')}
      FROM channels_nearly(${text}) guess JOIN ${channels} ON channel.id = guess.channel_id
     WHERE NOT EXISTS (SELECT FROM exact) AND ${where}`
}

const SCORE = `ts_rank(channel_search.document, wanted.query)
  + (strpos(channel_search.words, wanted.plain) > 0)::integer`

function oneOf(site: Site, handles: readonly string[]): Sql {
  const wanted = handles.map(handle => handleOf(site, handle))
  const names = wanted.map(({ name }) => name.toLowerCase())
  const hosts = wanted.map(({ host }) => host ?? '')
  return sql`(lower(actor.preferred_username), lower(coalesce(actor.host, '')))
    IN (SELECT * FROM unnest(${names}::text[], ${hosts}::text[]))`
}
