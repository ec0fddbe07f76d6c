/**
 * Accounts and channels as PeerTube 6.3 shows them, for every slice that names somebody. SQL builds a JSON value per
 * actor, so that one statement brings a list with its people; functions bring that value to the wire. Pure.
 */
import type { AccountDetails, ActorImage, ActorSummary, ChannelDetails } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'

export interface ImageJson {
  readonly kind: 'avatar' | 'banner'
  readonly width: number
  readonly height: number
  readonly fileName: string
  readonly createdAt: string
  readonly updatedAt: string
}

/** What `accountJson` and `channelJson` select. */
export interface ActorJson {
  /** Only told by `actorJson`. */
  readonly kind?: 'application' | 'person' | 'group'
  readonly id: number
  readonly name: string
  /** Null for local actors. */
  readonly host: string | null
  /** The ActivityPub id of an actor elsewhere that was asked for; null for others. */
  readonly url?: string | null
  readonly displayName: string
  readonly description: string | null
  readonly followersCount: number
  readonly followingCount: number
  /** Strategies may copy videos of its server. */
  readonly isMirrored?: boolean
  readonly createdAt: string
  readonly updatedAt: string
  readonly images: readonly ImageJson[] | null
}

export interface AccountJson extends ActorJson {
  readonly userId: number | null
}

export interface ChannelJson extends ActorJson {
  readonly support: string | null
}

/** An SQL expression of type json, or NULL. The argument is an alias of `actor` in the statement. */
export const imagesJson = (actor: string) => `
  (SELECT json_agg(json_build_object('kind', kind, 'width', width, 'height', height, 'fileName', file_name,
            'createdAt', created_at, 'updatedAt', updated_at) ORDER BY width DESC)
     FROM actor_image WHERE actor_image.actor_id = ${actor}.id)`

const fieldsSql = (owner: string, actor: string) => `
  'id', ${owner}.id, 'name', ${actor}.preferred_username, 'host', ${actor}.host,
  'url', (SELECT url FROM remote_actor WHERE remote_actor.actor_id = ${actor}.id), 'displayName', ${actor}.display_name,
  'description', ${actor}.description, 'followersCount', ${actor}.followers_count,
  'followingCount', ${actor}.following_count, 'createdAt', ${actor}.created_at, 'updatedAt', ${actor}.updated_at,
  'isMirrored', EXISTS (SELECT FROM mirrored_host WHERE mirrored_host.host = ${actor}.host),
  'images', ${imagesJson(actor)}`

/** An SQL expression of type json. The arguments are aliases of `account` and of its `actor` in the statement. */
export function accountJson(account = 'account', actor = 'account_actor'): string {
  return `json_build_object(${fieldsSql(account, actor)},
    'userId', (SELECT app_user.id FROM app_user WHERE app_user.account_id = ${account}.id))`
}

/** An SQL expression of type json. The arguments are aliases of `channel` and of its `actor` in the statement. */
export function channelJson(channel = 'channel', actor = 'channel_actor'): string {
  return `json_build_object(${fieldsSql(channel, actor)}, 'support', ${channel}.support)`
}

/** An SQL expression of type json for an actor of either kind. @param actor An alias of `actor` in the statement. */
export function actorJson(actor: string): string {
  return `json_build_object('kind', ${actor}.kind, ${fieldsSql(actor, actor)})`
}

/** An actor as lists of follows show it. */
function toFollowActor(site: Site, actor: ActorJson) {
  const summary = actor.kind === 'group' ? toChannelSummary(site, actor) : toAccountSummary(site, actor)
  const { displayName: _displayName, ...named } = summary
  const { description: _description, updatedAt: _updatedAt, ...facts } = detailsOf(actor)
  return { ...named, ...facts, banners: imagesOf(site, actor, 'banner') }
}

export interface FollowRow {
  readonly id: number
  readonly state: string
  readonly created_at: Date
  readonly updated_at: Date
  readonly follower: ActorJson
  readonly following: ActorJson
}

/** PeerTube's score of a follower that always answered. */
const SCORE = 20

/** As lists of followers and of the followed show it. */
export function toFollow(site: Site, row: FollowRow) {
  return {
    id: row.id,
    follower: toFollowActor(site, row.follower),
    following: toFollowActor(site, row.following),
    score: SCORE,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString()
  }
}

export const toAccountSummary = (site: Site, account: ActorJson): ActorSummary => toActor(site, 'accounts', account)

export const toChannelSummary = (site: Site, channel: ActorJson): ActorSummary =>
  toActor(site, 'video-channels', channel)

export function toAccountDetails(site: Site, account: AccountJson): AccountDetails {
  return { ...toAccountSummary(site, account), ...detailsOf(account), userId: account.userId }
}

export function toChannelDetails(site: Site, channel: ChannelJson, owner: AccountJson): ChannelDetails {
  return {
    ...toChannelSummary(site, channel),
    ...detailsOf(channel),
    support: channel.support,
    isLocal: channel.host === null,
    banners: imagesOf(site, channel, 'banner'),
    ownerAccount: toAccountDetails(site, owner)
  }
}

/** Largest first, as PeerTube sends them. */
export function imagesOf(
  { origin }: Site,
  { images }: Pick<ActorJson, 'images'>,
  kind: ImageJson['kind']
): ActorImage[] {
  return (images ?? [])
    .filter(image => image.kind === kind)
    .map(({ width, height, fileName, createdAt, updatedAt }) => {
      const path = `/lazy-static/${kind}s/${fileName}`
      return { width, height, path, fileUrl: origin + path, createdAt: isoOf(createdAt), updatedAt: isoOf(updatedAt) }
    })
}

function toActor(site: Site, folder: 'accounts' | 'video-channels', actor: ActorJson): ActorSummary {
  const host = actor.host ?? site.host
  const origin = actor.host === null ? site.origin : `https://${actor.host}`
  return {
    id: actor.id,
    displayName: actor.displayName,
    name: actor.name,
    url: actor.url ?? `${origin}/${folder}/${actor.name}`,
    host,
    avatars: imagesOf(site, actor, 'avatar')
  }
}

function detailsOf(actor: ActorJson) {
  return {
    hostRedundancyAllowed: actor.isMirrored ?? false,
    followingCount: actor.followingCount,
    followersCount: actor.followersCount,
    createdAt: isoOf(actor.createdAt),
    updatedAt: isoOf(actor.updatedAt),
    description: actor.description
  }
}

/** PostgreSQL's JSON writes microseconds and an offset. */
const isoOf = (time: string) => new Date(time).toISOString()
