/** Takes what an archive says into its owner's account, item by item; what is there already is left as it is. */
import { z } from 'zod'
import {
  CreateChannelBody,
  CreatePlaylistBody,
  FLAG_TWICE,
  hasNoFlagTwice,
  type ImportCounts,
  Preferences,
  Profile
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { localNameOf } from '../actors/index.ts'
import { countChannels, createChannel, findManagedChannel } from '../channels/index.ts'
import { findAccountId, insertAccountMute, insertServerMute } from '../mutes/index.ts'
import { appendElement, insertPlaylist, lockPlaylist } from '../playlists/index.ts'
import { findRating, setRating } from '../ratings/index.ts'
import { findChannelActor, followedAmong, insertFollow, requestSubscription } from '../subscriptions/index.ts'
import { changeAccount, changeUser } from '../users/index.ts'
import { assertCanWatch, findAccess } from '../videos/index.ts'
import { findWatchLater, type ImportWish, insertTakenPlaylist, isPlaylistTaken, listHeld } from './store.ts'

export interface Taker {
  readonly db: Database
  readonly site: Site
  readonly user: ImportWish
  readonly channelsMax: number
  readonly signal: AbortSignal
  readonly takeVideo: (item: unknown) => Promise<Outcome>
}

type Outcome = 'success' | 'duplicates'
type TakeOne = (tx: Queryable, item: unknown, taker: Taker) => Promise<Outcome>

export interface PartTaker {
  /** In the summary, as PeerTube calls it. */
  readonly stat: string
  readonly part: string
  readonly items: (json: unknown) => unknown[]
  readonly take: (item: unknown, taker: Taker) => Promise<Outcome>
}

const inTransaction =
  (take: TakeOne): PartTaker['take'] =>
  (item, taker) =>
    taker.db.transaction(tx => take(tx, item, taker))

const ITEMS_MAX = 20_000
const inList = (name: string) => (json: unknown) =>
  z.object({ [name]: z.array(z.unknown()).max(ITEMS_MAX) }).parse(json)[name]!
const whole = (json: unknown) => [json]

const cannot = (message: string) => new AppError('invalid', message)

const takeAccount: TakeOne = async (tx, item, { user }) => {
  await changeAccount(tx, user.accountId, Profile.parse(item))
  return 'success'
}

/** Besides what they agreed to elsewhere: there it may have been what everybody has, and other viewers' addresses are at stake. */
const Carried = Preferences.omit({ p2pEnabled: true }).refine(hasNoFlagTwice, FLAG_TWICE)
const takeSettings: TakeOne = async (tx, item, { user }) => {
  await changeUser(tx, user.userId, { preferences: Carried.parse(item) })
  return 'success'
}

const takeChannel: TakeOne = async (tx, item, { user, channelsMax }) => {
  const channel = CreateChannelBody.parse(item)
  const count = await countChannels(tx, user.accountId)
  const found = await findManagedChannel(tx, channel.name)
  if (found?.accountId === user.accountId) return 'duplicates'
  if (count >= channelsMax) throw cannot('Too many channels')
  await createChannel(tx, { ...channel, accountId: user.accountId })
  return 'success'
}

const Follow = z.object({ targetHandle: z.string().min(1).max(320) })
const takeFollow: TakeOne = async (tx, item, { user, site }) => {
  const [name = '', host = null] = localNameOf(site, Follow.parse(item).targetHandle).split('@')
  const handle = { name, host }
  const target = await findChannelActor(tx, handle)
  if (target === undefined) throw cannot('No such channel is known here')
  if ((await followedAmong(tx, user.accountId, [handle])).size > 0) return 'duplicates'
  await (host === null ? insertFollow : requestSubscription)(tx, user.accountId, target)
  return 'success'
}

const Muted = z.union([
  z.object({ host: z.string().regex(/^[a-z0-9.-]{1,253}(:\d{1,5})?$/i) }),
  z.object({ handle: z.string().min(1).max(320) })
])
const takeMute: TakeOne = async (tx, item, { user, site }) => {
  const muted = Muted.parse(item)
  if ('host' in muted) {
    const host = muted.host.toLowerCase()
    if (host === site.host) throw cannot('This is the server itself')
    await insertServerMute(tx, user.accountId, host)
    return 'success'
  }
  const accountId = await findAccountId(tx, site, muted.handle)
  if (accountId === undefined || accountId === user.accountId) throw cannot('No such account')
  await insertAccountMute(tx, user.accountId, accountId)
  return 'success'
}

/** As anybody with this account sees it: moderators' rights are not lent to an archive. */
async function findVideo(tx: Queryable, url: string, { user, site }: Taker): Promise<number> {
  const prefix = `${site.origin}/videos/watch/`
  const uuid = z.uuid().parse(url.startsWith(prefix) ? url.slice(prefix.length) : '')
  const video = await findAccess(tx, { uuid })
  if (!video) throw cannot('No such video here')
  assertCanWatch(video, { viewer: { ...user, role: 'user' }, isByNumber: false })
  return video.id
}

const Rated = z.object({ videoUrl: z.string().max(2000) })
const rate =
  (rating: 'like' | 'dislike'): TakeOne =>
  async (tx, item, taker) => {
    const { accountId } = taker.user
    const videoId = await findVideo(tx, Rated.parse(item).videoUrl, taker)
    if ((await findRating(tx, videoId, accountId)) !== 'none') return 'duplicates'
    await setRating(tx, { videoId, accountId, rating })
    return 'success'
  }

const seconds = z.int().min(0).max(1e9).nullish()
const PlaylistItem = z.object({
  type: z.literal([1, 2]),
  uuid: z.uuid(),
  channel: z.object({ name: z.string().max(50) }).nullish(),
  elements: z
    .array(z.object({ videoUrl: z.string().max(2000), startTimestamp: seconds, stopTimestamp: seconds }))
    .max(5000)
})
const takePlaylist: TakeOne = async (tx, item, taker) => {
  const { accountId } = taker.user
  const playlist = PlaylistItem.parse(item)
  // Two tries at once come one after the other.
  await countChannels(tx, accountId)
  const isRegular = playlist.type === 1
  if (isRegular && (await isPlaylistTaken(tx, accountId, playlist.uuid))) return 'duplicates'
  const watchLater = isRegular ? undefined : await findWatchLater(tx, accountId)
  const id = watchLater ?? (await makePlaylist(tx, item, { accountId, channelName: playlist.channel?.name })).id
  if (isRegular) await insertTakenPlaylist(tx, { accountId, uuid: playlist.uuid, playlistId: id })
  const locked = await lockPlaylist(tx, { id })
  const held = await listHeld(tx, id)
  for (const element of playlist.elements) {
    const videoId = await findVideo(tx, element.videoUrl, taker).catch(skipRefusal)
    if (videoId === undefined || held.has(videoId)) continue
    held.add(videoId)
    await appendElement(tx, locked, { ...element, videoId })
  }
  await appendEvent(tx, { type: 'playlist.updated', playlistId: id })
  return 'success'
}

/** Public only in a channel that is the account's. */
async function makePlaylist(
  tx: Queryable,
  item: unknown,
  { accountId, channelName }: { accountId: number; channelName: string | undefined }
) {
  const channel = channelName === undefined ? undefined : await findManagedChannel(tx, channelName)
  const videoChannelId = channel?.accountId === accountId ? channel.id : null
  const body = CreatePlaylistBody.parse({ ...(item as object), videoChannelId })
  return insertPlaylist(tx, { ...body, accountId, thumbnailName: null })
}

const isRefusal = (error: unknown) => error instanceof AppError || error instanceof z.ZodError

function skipRefusal(error: unknown): undefined {
  if (!isRefusal(error)) throw error
}

/** In this order: videos and playlists name channels. */
export const PART_TAKERS: readonly PartTaker[] = [
  { stat: 'account', part: 'account', items: whole, take: inTransaction(takeAccount) },
  { stat: 'userSettings', part: 'user-settings', items: whole, take: inTransaction(takeSettings) },
  { stat: 'channels', part: 'channels', items: inList('channels'), take: inTransaction(takeChannel) },
  {
    stat: 'blocklist',
    part: 'blocklist',
    take: inTransaction(takeMute),
    items: json => [...inList('instances')(json), ...inList('actors')(json)]
  },
  { stat: 'following', part: 'following', items: inList('following'), take: inTransaction(takeFollow) },
  {
    stat: 'videos',
    part: 'videos',
    items: inList('videos'),
    take: (item, { takeVideo }) => takeVideo(item)
  },
  { stat: 'likes', part: 'likes', items: inList('likes'), take: inTransaction(rate('like')) },
  { stat: 'dislikes', part: 'dislikes', items: inList('dislikes'), take: inTransaction(rate('dislike')) },
  {
    stat: 'videoPlaylists',
    part: 'video-playlists',
    items: inList('videoPlaylists'),
    take: inTransaction(takePlaylist)
  }
]

/** Item by item: one that is refused leaves the others. Other failures end the try. */
export async function takePart(taker: Taker, part: PartTaker, json: unknown): Promise<ImportCounts> {
  const counts = { success: 0, duplicates: 0, errors: 0 }
  try {
    for (const item of part.items(json)) {
      taker.signal.throwIfAborted()
      const outcome = await part
        .take(item, taker)
        .catch(error => (isRefusal(error) ? ('errors' as const) : Promise.reject(error)))
      counts[outcome]++
    }
  } catch (error) {
    if (!isRefusal(error)) throw error
    counts.errors++
  }
  return counts
}
