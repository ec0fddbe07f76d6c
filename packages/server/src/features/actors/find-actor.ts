/** One account or channel by its handle: `name`, or `name@host` with this server's host. */
import type { AccountDetails, ActorImage, ChannelDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import {
  type AccountJson,
  accountJson,
  type ChannelJson,
  channelJson,
  type ImageJson,
  imagesJson,
  imagesOf,
  toAccountDetails,
  toChannelDetails
} from './wire.ts'

/** The name in a handle of this server; other hosts' names are left whole, and so match nobody here. */
export function localNameOf({ host }: Site, handle: string): string {
  return handle.endsWith(`@${host}`) ? handle.slice(0, -host.length - 1) : handle
}

type Images = Record<'avatars' | 'banners', ActorImage[]>

/** Avatars and banners of the server itself. */
export function findServerImages(db: Queryable, site: Site): Promise<Images> {
  return imagesWhere(db, site, "kind = 'application' AND host IS NULL", [])
}

export function findActorImages(db: Queryable, site: Site, actorId: number): Promise<Images> {
  return imagesWhere(db, site, 'id = $1', [actorId])
}

async function imagesWhere(db: Queryable, site: Site, where: string, values: readonly unknown[]): Promise<Images> {
  const { rows } = await db.query<{ images: ImageJson[] | null }>(
    `SELECT ${imagesJson('actor')} AS images FROM actor WHERE ${where} LIMIT 1`,
    values
  )
  const images = rows[0]?.images ?? null
  return { avatars: imagesOf(site, { images }, 'avatar'), banners: imagesOf(site, { images }, 'banner') }
}

/** @throws AppError `not_found` */
export async function findAccount(db: Queryable, site: Site, handle: string): Promise<AccountDetails> {
  const { rows } = await db.query<{ account: AccountJson }>(
    `SELECT ${accountJson()} AS account
       FROM account JOIN actor account_actor ON account_actor.id = account.actor_id
      WHERE lower(account_actor.preferred_username) = lower($1) AND account_actor.host IS NULL`,
    [localNameOf(site, handle)]
  )
  if (!rows[0]) throw new AppError('not_found', 'Account not found')
  return toAccountDetails(site, rows[0].account)
}

/** @throws AppError `not_found` */
export async function findChannel(db: Queryable, site: Site, handle: string): Promise<ChannelDetails> {
  const { rows } = await db.query<{ channel: ChannelJson; account: AccountJson }>(
    `SELECT ${channelJson()} AS channel, ${accountJson()} AS account
       FROM channel
       JOIN actor channel_actor ON channel_actor.id = channel.actor_id
       JOIN account ON account.id = channel.account_id
       JOIN actor account_actor ON account_actor.id = account.actor_id
      WHERE lower(channel_actor.preferred_username) = lower($1) AND channel_actor.host IS NULL`,
    [localNameOf(site, handle)]
  )
  if (!rows[0]) throw new AppError('not_found', 'Video channel not found')
  return toChannelDetails(site, rows[0].channel, rows[0].account)
}
