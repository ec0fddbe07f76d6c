/** Lists of channels and accounts: one statement each, straight to wire shapes. */
import type { AccountDetails, ActorListQuery, ChannelDetails, ChannelStats } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import {
  type AccountJson,
  accountJson,
  type ChannelJson,
  channelJson,
  isListed,
  toAccountDetails,
  toChannelDetails
} from '../actors/index.ts'

interface List<Item> {
  readonly total: number
  readonly data: Item[]
}

const CHANNELS = `
  channel
  JOIN actor channel_actor ON channel_actor.id = channel.actor_id
  JOIN account ON account.id = channel.account_id
  JOIN actor account_actor ON account_actor.id = account.actor_id`

interface Who {
  /** Nobody of another server. */
  readonly onlyLocal?: boolean
}

interface Told {
  /** How much they are watched is told with them. */
  readonly withStats?: boolean
}

export function listAllChannels(db: Queryable, site: Site, query: ActorListQuery & Who): Promise<List<ChannelDetails>> {
  return channelsWhere(db, site, { ...query, accountId: null })
}

export function listChannelsOf(
  db: Queryable,
  site: Site,
  accountId: number,
  query: ActorListQuery & Told
): Promise<List<ChannelDetails & Partial<ChannelStats>>> {
  return channelsWhere(db, site, { ...query, accountId })
}

interface ChannelRow {
  readonly total: number
  /** Null in the one row of an empty page. */
  readonly channel: ChannelJson | null
  readonly account: AccountJson
  readonly stats: ChannelStats | null
}

/** As `video_view_day` has it, whatever the clock of the session says. */
const TODAY = `(now() AT TIME ZONE 'UTC')::date`

const STATS = `
  (SELECT json_build_object('videosCount', count(*), 'totalViews', coalesce(sum(views), 0)::bigint, 'viewsPerDay', (
            SELECT json_agg(json_build_object('date', to_char(day, 'YYYY-MM-DD"T00:00:00.000Z"'),
                     'views', coalesce(views, 0)) ORDER BY day)
              FROM (SELECT ${TODAY} - ago AS day FROM generate_series(0, 30) AS ago) AS days
              LEFT JOIN (SELECT day, sum(video_view_day.views)::bigint AS views
                           FROM video JOIN video_view_day ON video_view_day.video_id = video.id
                          WHERE video.channel_id = channel.id AND day >= ${TODAY} - 30
                          GROUP BY day) AS seen USING (day)))
     FROM video WHERE video.channel_id = channel.id)`

async function channelsWhere(
  db: Queryable,
  site: Site,
  query: ActorListQuery & Who & Told & { accountId: number | null }
): Promise<List<ChannelDetails & Partial<ChannelStats>>> {
  const { start, count, sort, accountId, onlyLocal = false, withStats = false } = query
  const { rows } = await db.query<ChannelRow>(
    pageStatement({
      columns: `${channelJson()} AS channel, ${accountJson()} AS account, ${withStats ? STATS : 'NULL::json'} AS stats`,
      id: 'channel.id',
      found: `channel JOIN actor channel_actor ON channel_actor.id = channel.actor_id
        WHERE CASE WHEN $3::bigint IS NULL THEN ${whoOf(onlyLocal, 'channel_actor')} ELSE channel.account_id = $3 END`,
      told: CHANNELS,
      order: orderBy(sort, 'channel_actor')
    }),
    [count, start, accountId]
  )
  const data = rows.flatMap(({ channel, account, stats }) =>
    channel ? [{ ...toChannelDetails(site, channel, account), ...stats }] : []
  )
  return { total: rows[0]?.total ?? 0, data }
}

export async function listAccounts(
  db: Queryable,
  site: Site,
  { start, count, sort, onlyLocal = false }: ActorListQuery & Who
): Promise<List<AccountDetails>> {
  const { rows } = await db.query<{ total: number; account: AccountJson | null }>(
    pageStatement({
      columns: `${accountJson()} AS account`,
      id: 'account.id',
      found: `${ACCOUNTS} WHERE account_actor.kind = 'person' AND ${whoOf(onlyLocal, 'account_actor')}`,
      told: ACCOUNTS,
      order: orderBy(sort, 'account_actor')
    }),
    [count, start]
  )
  return {
    total: rows[0]?.total ?? 0,
    data: rows.flatMap(({ account }) => (account ? [toAccountDetails(site, account)] : []))
  }
}

const whoOf = (onlyLocal: boolean, actor: string) => (onlyLocal ? `${actor}.host IS NULL` : isListed(actor))

const ACCOUNTS = 'account JOIN actor account_actor ON account_actor.id = account.actor_id'

interface Page {
  readonly columns: string
  readonly id: string
  /** What finds all there are. */
  readonly found: string
  /** What those of the page are told of from. */
  readonly told: string
  readonly order: string
}

/** The page is joined to the total, so that an empty page still tells it. */
function pageStatement({ columns, id, found, told, order }: Page): string {
  return `
    WITH found AS MATERIALIZED (SELECT ${id} AS found_id, row_number() OVER (ORDER BY ${order}) AS place FROM ${found})
    SELECT page.*, whole.total
      FROM (SELECT count(*) AS total FROM found) whole
      LEFT JOIN (SELECT ${columns}, found.place FROM found JOIN (${told}) ON ${id} = found.found_id
                  WHERE found.place > $2::bigint AND found.place <= $2::bigint + $1::bigint) page ON true
     ORDER BY page.place`
}

const SORT_COLUMNS: Record<string, string> = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  name: 'preferred_username'
}

function orderBy(sort: string, actor: string): string {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  return `${actor}.${SORT_COLUMNS[sort.replace('-', '')]} ${direction}, ${actor}.id ${direction}`
}
