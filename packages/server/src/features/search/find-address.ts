/** What lies at an address that somebody has at hand: here, known from elsewhere, or asked for there. */
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import type { Address, Elsewhere } from './address.ts'
import { findHandle, findKnownChannel, findKnownPage, findKnownVideo } from './known.ts'

export interface AddressDeps {
  readonly db: Queryable
  readonly settings: Settings
  /** Asks other servers; undefined for what they do not have, and when they do not answer. */
  readonly elsewhere: {
    /** @returns Its id. */
    findChannel(address: Elsewhere): Promise<number | undefined>
    /** @returns Its UUID. */
    findVideo(url: string): Promise<string | undefined>
  }
}

/** @returns The channel's id. */
export async function findChannelAt(
  deps: AddressDeps,
  address: Elsewhere,
  viewer: Viewer | undefined
): Promise<number | undefined> {
  const known = await findKnownChannel(deps.db, address)
  return known ?? (mayAskOthers(deps, viewer) ? deps.elsewhere.findChannel(address) : undefined)
}

/** @returns The video's UUID. */
export async function findVideoAt(
  deps: AddressDeps,
  address: Address | undefined,
  viewer: Viewer | undefined
): Promise<string | undefined> {
  if (address?.kind === 'video') return address.uuid
  if (address?.kind !== 'page') return undefined
  const known = await findKnownVideo(deps.db, address.url)
  return known ?? (mayAskOthers(deps, viewer) ? deps.elsewhere.findVideo(address.url) : undefined)
}

function mayAskOthers({ settings }: AddressDeps, viewer: Viewer | undefined): boolean {
  const { users, anonymous } = settings.current().search.remoteUri
  return viewer ? users : anonymous
}

/**
 * The page here of a video, playlist, channel or account, wherever it lies.
 *
 * @returns Its path; undefined when there is none, or strangers may not have others asked.
 */
export async function findPageAt(
  deps: AddressDeps,
  address: Address | undefined,
  viewer: Viewer | undefined
): Promise<string | undefined> {
  if (!address) return undefined
  if (address.kind === 'video') return `/w/${address.uuid}`
  if (address.kind === 'playlist') return `/w/p/${address.uuid}`
  const known = await findKnownPage(deps.db, address)
  if (known || address.kind === 'channel' || !mayAskOthers(deps, viewer)) return known
  const uuid = address.kind === 'page' ? await deps.elsewhere.findVideo(address.url) : undefined
  if (uuid !== undefined) return `/w/${uuid}`
  const channelId = await deps.elsewhere.findChannel(address)
  const handle = channelId === undefined ? undefined : await findHandle(deps.db, channelId)
  // Whoever is no channel has become known by being asked for.
  return handle ? `/c/${handle}` : findKnownPage(deps.db, address)
}
