/** Wire types of channels and accounts, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { flag } from './list-parameters.ts'
import { CHANNEL_NAME } from './users.ts'

const INVALID = 'Invalid value'
const displayName = z.string(INVALID).trim().min(1, INVALID).max(120, INVALID)
const description = z.string(INVALID).trim().min(3, INVALID).max(1000, INVALID).nullish()
const support = z.string(INVALID).trim().min(3, INVALID).max(1000, INVALID).nullish()

/** An empty text means none, as PeerTube's forms send it. */
const emptyIsNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(value => (value === '' ? null : value), schema)

/** `POST /api/v1/video-channels` */
export const CreateChannelBody = z.object({
  name: z.string(INVALID).min(1, INVALID).max(50, INVALID).regex(CHANNEL_NAME, INVALID),
  displayName,
  description: emptyIsNull(description),
  support: emptyIsNull(support)
})

/** `PUT /api/v1/video-channels/{handle}`: what is absent stays as it is. */
export const UpdateChannelBody = z.object({
  displayName: displayName.optional(),
  description: emptyIsNull(description),
  support: emptyIsNull(support),
  /** Says the same of every video of the channel. */
  bulkVideosSupportUpdate: z.boolean(INVALID).optional()
})
export type UpdateChannelBody = z.output<typeof UpdateChannelBody>

const LIST_MAX = 100
const start = z.coerce
  .number('Should have a number start')
  .int('Should have a number start')
  .min(0, 'Should have a number start')
  .max(2 ** 31 - 1, 'Should have a number start')
const COUNT = `Should have a number count (max: ${LIST_MAX})`

/** What every paged list takes. Unknown parameters are ignored. */
export const PageRange = z.object({
  start: start.default(0),
  count: z.coerce.number(COUNT).int(COUNT).min(0, COUNT).max(LIST_MAX, COUNT).default(15)
})
export type PageRange = z.output<typeof PageRange>

/** A page in an order: the first of the names with a minus before it unless told otherwise. */
export function sortedBy<const Names extends readonly [string, ...string[]]>(names: Names) {
  const orders = names.flatMap(name => [name, `-${name}`])
  return PageRange.extend({ sort: z.enum(orders as [string, ...string[]], INVALID).default(`-${names[0]}`) })
}

export const ActorListQuery = sortedBy(['createdAt', 'updatedAt', 'name'])
export type ActorListQuery = z.output<typeof ActorListQuery>

/** `GET /api/v1/accounts/{handle}/video-channels` */
export const AccountChannelsQuery = ActorListQuery.extend({
  withStats: flag(INVALID).default(false)
})
export type AccountChannelsQuery = z.output<typeof AccountChannelsQuery>

/** A path's `{handle}`: a name, with or without its host. */
export const ActorHandle = z.object({ handle: z.string(INVALID).min(1, INVALID).max(320, INVALID) })

/** `GET /api/v1/video-channels/{handle}/followers` and its kin. */
export const FollowerListQuery = sortedBy(['createdAt']).extend({
  search: z.string(INVALID).max(200, INVALID).optional()
})
export type FollowerListQuery = z.output<typeof FollowerListQuery>

/** `GET /api/v1/overviews/videos` */
export const OverviewQuery = z.object({
  page: z.coerce.number(INVALID).int(INVALID).min(1, INVALID).max(10_000, INVALID).default(1)
})
