/** One account or channel by its handle, of this server or another one that is known here. */
import type { AccountDetails, ActorImage, ChannelDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { handleOf, isNamed } from './handle.ts'
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
  const { name, host } = handleOf(site, handle)
  const { rows } = await db.query<{ account: AccountJson }>(
    `SELECT ${accountJson()} AS account
       FROM account JOIN actor account_actor ON account_actor.id = account.actor_id
      WHERE ${isNamed('account_actor')}`,
    [name, host]
  )
  if (!rows[0]) throw new AppError('not_found', 'Account not found')
  return toAccountDetails(site, rows[0].account)
}

/** @throws AppError `not_found` */
export async function findChannel(db: Queryable, site: Site, handle: string): Promise<ChannelDetails> {
  const { name, host } = handleOf(site, handle)
  const { rows } = await db.query<{ channel: ChannelJson; account: AccountJson }>(
    `SELECT ${channelJson()} AS channel, ${accountJson()} AS account
       FROM channel
       JOIN actor channel_actor ON channel_actor.id = channel.actor_id
       JOIN account ON account.id = channel.account_id
       JOIN actor account_actor ON account_actor.id = account.actor_id
      WHERE ${isNamed('channel_actor')}`,
    [name, host]
  )
  if (!rows[0]) throw new AppError('not_found', 'Video channel not found')
  return toChannelDetails(site, rows[0].channel, rows[0].account)
}
