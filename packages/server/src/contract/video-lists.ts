/** `GET /api/v1/videos` and its kin: what may be asked for (PeerTube 6.3 and 8; openapi.yaml). */
import { z } from 'zod'
import {
  count,
  date,
  flag,
  INVALID,
  natural,
  numbers,
  readable,
  searchTarget,
  sortBy,
  start,
  text,
  texts
} from './list-parameters.ts'
import { VideoUuid } from './videos.ts'

export const VIDEO_SORTS = [
  'name',
  'duration',
  'createdAt',
  'publishedAt',
  'originallyPublishedAt',
  'updatedAt',
  'views',
  'likes',
  'trending',
  'hot',
  'best'
] as const
export type VideoSort = (typeof VIDEO_SORTS)[number] | `-${(typeof VIDEO_SORTS)[number]}`

/** Over how many days `trending` counts views (PeerTube's default). */
export const TRENDING_DAYS = 7

/**
 * PeerTube's bits of `include`, for moderators: videos that lists leave out otherwise, and what they say of each.
 * `captions` (16) changes nothing: PeerTube reads it and sends none either.
 */
export const VIDEO_INCLUDE = {
  notPublished: 1,
  blocked: 2,
  mutedOwner: 4,
  files: 8,
  captions: 16,
  source: 32,
  automaticTags: 64
} as const

const list = (name: string) => `Should have a valid ${name} array`
const bool = (name: string) => flag(`Should have a valid ${name} boolean`)

const filters = {
  categoryOneOf: numbers(list('categoryOneOf')).optional(),
  licenceOneOf: numbers(list('licenceOneOf')).optional(),
  /** `_unknown` stands for videos without a language. */
  languageOneOf: texts(list('languageOneOf')).optional(),
  tagsOneOf: texts(list('tagsOneOf')).optional(),
  tagsAllOf: texts(list('tagsAllOf')).optional(),
  privacyOneOf: numbers(list('privacyOneOf')).optional(),
  autoTagOneOf: texts(list('autoTagOneOf')).optional(),
  nsfw: z.union([z.boolean().transform(String), z.enum(['true', 'false', 'both'])], INVALID).optional(),
  /** Bits of `NSFW_FLAG`: sensitive videos of these are listed whatever else is said of sensitive ones, or left out. */
  nsfwFlagsIncluded: natural().optional(),
  nsfwFlagsExcluded: natural().optional(),
  isLive: bool('isLive').optional(),
  isLocal: bool('isLocal').optional(),
  include: natural().optional(),
  hasHLSFiles: bool('hasHLSFiles').optional(),
  hasWebVideoFiles: bool('hasWebVideoFiles').optional(),
  /** Its name before PeerTube 6. */
  hasWebtorrentFiles: bool('hasWebtorrentFiles').optional(),
  search: text().optional(),
  host: text().optional(),
  uuids: z.preprocess(value => [value].flat(), z.array(VideoUuid, INVALID).max(100, INVALID)).optional(),
  startDate: date.optional(),
  endDate: date.optional(),
  originallyPublishedStartDate: date.optional(),
  originallyPublishedEndDate: date.optional(),
  durationMin: natural().optional(),
  durationMax: natural().optional(),
  excludeAlreadyWatched: flag('Should be a valid excludeAlreadyWatched boolean').optional(),
  channelNameOneOf: texts(list('channelNameOneOf')).optional(),
  channelId: natural().optional(),
  /** What clients from before PeerTube 4 send for `isLocal` and `include`. */
  filter: z.enum(['local', 'all-local', 'all'], INVALID).optional()
}

export const VideoFilters = z.object(filters)
export type VideoFilters = z.output<typeof VideoFilters>

const page = { start, count, skipCount: bool('skipCount').default(false) }

const listed = { ...filters, ...page, sort: sortBy(VIDEO_SORTS).default('-publishedAt') }

/** A kind cannot be both listed whatever is said, and left out (PeerTube 8). */
const hasFlagsApart = ({ nsfwFlagsIncluded = 0, nsfwFlagsExcluded = 0 }: VideoFilters) =>
  (nsfwFlagsIncluded & nsfwFlagsExcluded) === 0
const FLAGS_APART = {
  path: ['nsfwFlagsExcluded'],
  message: 'Cannot use same flags in nsfwFlagsIncluded and nsfwFlagsExcluded at the same time'
}

/** Unknown parameters are ignored. */
export const VideoListQuery = readable(z.object(listed).refine(hasFlagsApart, FLAGS_APART))
export type VideoListQuery = z.output<typeof VideoListQuery>

/** What an owner sees of a video's state; one may be scheduled, and blocked too. */
export const OWN_STATES = ['published', 'preparing', 'failed', 'scheduled', 'blocked'] as const
export type OwnState = (typeof OWN_STATES)[number]

/** `GET /api/v1/users/me/videos`: all of them, so nothing that hides some from others; PeerTube has no `ownState`. */
export const OwnVideoListQuery = readable(
  z.object({ ...listed, ownState: z.enum(OWN_STATES, INVALID).optional() }).omit({
    nsfw: true,
    nsfwFlagsIncluded: true,
    nsfwFlagsExcluded: true,
    excludeAlreadyWatched: true,
    autoTagOneOf: true,
    include: true,
    filter: true
  })
)

/** `GET` (or `POST`, with a JSON body) `/api/v1/search/videos`. */
export const VideoSearchQuery = readable(
  z
    .object({
      ...filters,
      ...page,
      searchTarget,
      search: text().default(''),
      sort: sortBy([...VIDEO_SORTS, 'match']).default('-match')
    })
    .refine(hasFlagsApart, FLAGS_APART)
)
export type VideoSearchQuery = z.output<typeof VideoSearchQuery>
export type VideoSearchSort = VideoSearchQuery['sort']

/** `GET` (or `POST`) `/api/v1/search/video-channels`. */
export const ChannelSearchQuery = readable(
  z.object({
    start,
    count,
    searchTarget,
    search: text().default(''),
    host: text().optional(),
    handles: texts(list('handles')).optional(),
    sort: sortBy(['match', 'createdAt', 'displayName']).default('-match')
  })
)
export type ChannelSearchQuery = z.output<typeof ChannelSearchQuery>
