/** Lists of channels and accounts: one statement each, straight to wire shapes. */
import type { AccountDetails, ActorListQuery, ChannelDetails } from '../../contract/index.ts'
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

export function listAllChannels(db: Queryable, site: Site, query: ActorListQuery & Who): Promise<List<ChannelDetails>> {
  return channelsWhere(db, site, { ...query, accountId: null })
}

export function listChannelsOf(
  db: Queryable,
  site: Site,
  ...[accountId, query]: [number, ActorListQuery]
): Promise<List<ChannelDetails>> {
  return channelsWhere(db, site, { ...query, accountId })
}

async function channelsWhere(
  db: Queryable,
  site: Site,
  { start, count, sort, accountId, onlyLocal = false }: ActorListQuery & Who & { accountId: number | null }
): Promise<List<ChannelDetails>> {
  const { rows } = await db.query<{ total: number; channel: ChannelJson | null; account: AccountJson }>(
    pageStatement({
      columns: `${channelJson()} AS channel, ${accountJson()} AS account`,
      from: `${CHANNELS}
        WHERE CASE WHEN $3::bigint IS NULL THEN ${whoOf(onlyLocal, 'channel_actor')} ELSE channel.account_id = $3 END`,
      order: orderBy(sort, 'channel_actor')
    }),
    [count, start, accountId]
  )
  const data = rows.flatMap(({ channel, account }) => (channel ? [toChannelDetails(site, channel, account)] : []))
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
      from: `account JOIN actor account_actor ON account_actor.id = account.actor_id
        WHERE account_actor.kind = 'person' AND ${whoOf(onlyLocal, 'account_actor')}`,
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

/** The page is joined to the total, so that an empty page still tells it. */
function pageStatement({ columns, from, order }: { columns: string; from: string; order: string }): string {
  return `
    SELECT page.*, whole.total
      FROM (SELECT count(*) AS total FROM ${from}) whole
      LEFT JOIN (SELECT ${columns}, row_number() OVER (ORDER BY ${order}) AS place
                   FROM ${from} ORDER BY ${order} LIMIT $1 OFFSET $2) page ON true
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
