/** What lies at an address that somebody has at hand: here, known from elsewhere, or asked for there. */
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import type { Address, Elsewhere } from './address.ts'
import { findHandle, findKnownChannel, findKnownVideo } from './known.ts'

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
 * The page here of something that lies elsewhere.
 *
 * @returns Its path; undefined when there is none, or strangers may not have others asked.
 */
export async function findPageAt(
  deps: AddressDeps,
  address: Address | undefined,
  viewer: Viewer | undefined
): Promise<string | undefined> {
  if (address?.kind !== 'handle' && address?.kind !== 'page') return undefined
  const uuid = await findVideoAt(deps, address, viewer)
  if (uuid !== undefined) return `/w/${uuid}`
  const channelId = await findChannelAt(deps, address, viewer)
  const handle = channelId === undefined ? undefined : await findHandle(deps.db, channelId)
  return handle && `/c/${handle}`
}
