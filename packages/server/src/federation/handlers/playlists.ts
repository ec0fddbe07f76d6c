/** What other servers do with their playlists. */
import { ownedChannel } from '../../features/channels/index.ts'
import { deleteRemotePlaylist, findRemotePlaylist, saveRemotePlaylist } from '../../features/playlists/index.ts'
import { type FederationDeps, Refused } from '../deps.ts'
import { idOf, isOnHostOf } from '../json.ts'
import { findOrFetchActor } from '../remote/actors.ts'
import { parsePlaylist } from '../remote/playlists.ts'
import type { ObjectHandler } from './by-object.ts'
import type { Deletion } from './delete.ts'

/** A new playlist, or a new state of one, told by the account whose it is; what it holds is asked for afterwards. */
export const keepPlaylist: ObjectHandler = async (deps, { actor, once }, object) => {
  const url = idOf(object)
  if (url === undefined || !isOnHostOf(url, actor.url)) throw new Refused('This playlist lies on another host')
  const { accountId } = actor
  const stored = await findRemotePlaylist(deps.db, url)
  if (accountId === null || (stored && stored.accountId !== accountId)) throw notTheirs()
  const playlist = parsePlaylist(deps, object)
  const channelId = await channelOf(deps, accountId, playlist.channelUrls)
  await once(async tx => {
    const saved = await saveRemotePlaylist(tx, { accountId, channelId }, playlist)
    if (saved === undefined) throw new Refused('This playlist has the UUID of another, or is one too many')
  })
}

/** The first of the account's own. */
async function channelOf(deps: FederationDeps, accountId: number, [url]: readonly string[]): Promise<number | null> {
  if (url === undefined) return null
  const { channelId } = await findOrFetchActor(deps, url)
  if (channelId === null || !(await ownedChannel(deps.db, channelId, accountId)))
    throw new Refused('This channel belongs to somebody else')
  return channelId
}

export const deletePlaylist: Deletion = async (deps, { actor, once }, url) => {
  const stored = await findRemotePlaylist(deps.db, url)
  if (!stored) return false
  if (stored.accountId !== actor.accountId) throw notTheirs()
  await once(tx => deleteRemotePlaylist(tx, stored.id))
  return true
}

const notTheirs = () => new Refused('This playlist belongs to somebody else')
