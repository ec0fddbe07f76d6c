/** What others hear of playlists of ours: of public ones in a channel, as PeerTube takes no others. */
import { PLAYLIST_PRIVACY, type Playlist, type VideoReference } from '../../contract/index.ts'
import { findPlaylist, findPlaylistActors, type PlaylistActors } from '../../features/playlists/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { followerInboxes } from '../delivery/recipients.ts'
import type { FederationDeps } from '../deps.ts'
import { toPlaylistDocument } from '../playlist-document.ts'
import { toDelete, toPlaylistActivity } from './activities.ts'
import { application, findSpeaker, say } from './speakers.ts'
import { findTold, forgetTold, lockTelling, setTold, type Told } from './told.ts'

export async function tellOfPlaylist(deps: FederationDeps, tx: Queryable, playlistId: number): Promise<void> {
  const uuid = (await find(deps, tx, { id: playlistId }))?.uuid
  if (uuid === undefined) return
  await lockTelling(tx, uuid)
  const playlist = await find(deps, tx, { id: playlistId })
  if (!playlist) return
  const told = await findTold(tx, uuid)
  if (!isOpen(playlist)) return told && tellRemoval(deps, tx, uuid, told)

  const owners = await findPlaylistActors(tx, playlistId)
  if (!owners) return
  await setTold(tx, { uuid, kind: 'playlist', ...owners })
  const account = await findSpeaker(tx, deps.site, owners.accountActorId)
  if (!account) return
  const type = told ? 'Update' : 'Create'
  const body = toPlaylistActivity(toPlaylistDocument(deps.site, playlist), { type, actor: account.url, at: new Date() })
  await say(tx, account, body, await inboxesOf(deps, tx, owners))
}

export async function tellPlaylistRemoved(deps: FederationDeps, tx: Queryable, uuid: string): Promise<void> {
  await lockTelling(tx, uuid)
  const told = await findTold(tx, uuid)
  if (told) await tellRemoval(deps, tx, uuid, told)
}

/** Of an account that is gone as well, nothing: others forget its playlists with it. */
async function tellRemoval(deps: FederationDeps, tx: Queryable, uuid: string, told: Told): Promise<void> {
  await forgetTold(tx, uuid)
  const account = await findSpeaker(tx, deps.site, told.accountActorId)
  if (!account) return
  const url = `${deps.origin}/video-playlists/${uuid}`
  await say(tx, account, toDelete({ url, actor: account.url }), await inboxesOf(deps, tx, told))
}

async function find({ site }: FederationDeps, tx: Queryable, reference: VideoReference): Promise<Playlist | undefined> {
  const found = await findPlaylist(tx, site, reference)
  return found?.playlist.isLocal ? found.playlist : undefined
}

const isOpen = ({ privacy, videoChannel }: Playlist) => privacy.id === PLAYLIST_PRIVACY.public && videoChannel !== null

async function inboxesOf({ site }: FederationDeps, tx: Queryable, owners: PlaylistActors): Promise<string[]> {
  const server = await application(tx, site)
  return followerInboxes(
    tx,
    [owners.accountActorId, owners.channelActorId, server.id].flatMap(id => id ?? [])
  )
}
