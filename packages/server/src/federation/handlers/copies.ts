/** Copies that other servers hold of videos, ours and others'. */
import {
  deletePeerCopy,
  findPeerCopy,
  isFollowedByServer,
  type PeerCopy,
  savePeerCopy
} from '../../features/redundancy/index.ts'
import { findRemoteVideo, findStanding } from '../../features/videos/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { canBeForwarded, forwardToFollowers } from '../delivery/forward.ts'
import { type FederationDeps, type JsonObject, type Received, Refused, type RemoteActor } from '../deps.ts'
import { idOf, isObject, isOnHostOf } from '../json.ts'
import { addressOf, dateOf, objectsOf } from '../remote/values.ts'
import type { ObjectHandler } from './by-object.ts'
import type { Deletion } from './delete.ts'
import { findOwnVideo } from './own-video.ts'

/** A new copy, or a new end of one: told by the server that holds it, of a video that is known here. */
export const keepCopy: ObjectHandler = async (deps, received, object) => {
  const { actor } = received
  const told = parseCopy(deps, actor, object)
  await assertAccepted(deps, actor)
  const video = await findVideo(deps, object)
  if (!video) return
  if (video.host === new URL(actor.url).host) throw new Refused('A video is no copy of itself')
  await received.once(async tx => {
    const saved = await savePeerCopy(tx, { ...told, videoId: video.id, actorId: actor.actorId })
    if (saved === 'taken') throw notTheirs()
    if (saved === 'full') throw new Refused('There are enough copies of this video')
    if (video.isLocal) await forward(deps, tx, received, video.id)
  })
}

const HLS = 'application/x-mpegURL'
/** Who holds a copy for longer says so again. */
const LONGEST_MS = 366 * 86_400_000

/** @throws Refused for what lies on another host than who tells of it, or has run out. */
function parseCopy(
  { site }: FederationDeps,
  actor: RemoteActor,
  { id, url, expires }: JsonObject
): Pick<PeerCopy, 'url' | 'baseUrl' | 'expiresAt'> {
  const copyUrl = addressOf(site, id)
  const link = objectsOf(url).find(({ mediaType }) => mediaType === HLS)
  const baseUrl = addressOf(site, link?.['href'])?.replace(/\/+$/, '')
  if (!copyUrl || !baseUrl || /[?#"'\\;, ]/.test(baseUrl)) throw new Refused('This is no copy of HLS files')
  if (!isOnHostOf(copyUrl, actor.url) || !isOnHostOf(baseUrl, actor.url))
    throw new Refused('This copy lies on another host')
  return { url: copyUrl, baseUrl, expiresAt: endOf(expires) }
}

/** Null is never; PeerTube says so of what an administrator asked for. */
function endOf(expires: unknown): Date | null {
  if (expires === null || expires === undefined || expires === '') return null
  const end = dateOf(expires)
  if (!end || end.getTime() <= Date.now()) throw new Refused('This copy has run out')
  return new Date(Math.min(end.getTime(), Date.now() + LONGEST_MS))
}

async function assertAccepted({ db, settings }: FederationDeps, actor: RemoteActor): Promise<void> {
  const { acceptFrom } = settings.current().redundancy
  const isAccepted =
    acceptFrom === 'anybody' || (acceptFrom === 'followings' && (await isFollowedByServer(db, actor.actorId)))
  if (!isAccepted) throw new Refused('Copies are not taken from there')
}

async function findVideo(
  deps: FederationDeps,
  object: JsonObject
): Promise<{ id: number; isLocal: boolean; host: string } | undefined> {
  const id = await findOwnVideo(deps, object)
  if (id !== undefined) return { id, isLocal: true, host: deps.site.host }
  const url = idOf(object['object'])
  const stored = url === undefined ? undefined : await findRemoteVideo(deps.db, url)
  return stored && { id: stored.id, isLocal: false, host: new URL(url!).host }
}

/** Who follows the video learns where its copies are. */
async function forward(deps: FederationDeps, tx: Queryable, received: Received, videoId: number): Promise<void> {
  const followed = canBeForwarded(received) ? await findStanding(tx, videoId) : undefined
  if (followed?.standing !== 'open') return
  const { accountActorId: ownerActorId, channelActorId } = followed
  const { text, actor } = received
  await forwardToFollowers(tx, deps, { text, fromUrl: actor.url, followed: { ownerActorId, channelActorId } })
}

export const undoCopy: ObjectHandler = async (deps, received, creation) => {
  const { object } = creation
  const url = isObject(object) && object['type'] === 'CacheFile' ? idOf(object) : undefined
  if (url !== undefined) await forget(deps, received, url)
}

export const deleteCopy: Deletion = (deps, received, url) => forget(deps, received, url)

/** @returns Whether there was one. @throws Refused when it is not theirs. */
async function forget(deps: FederationDeps, received: Received, url: string): Promise<boolean> {
  const stored = await findPeerCopy(deps.db, url)
  if (!stored) return false
  if (stored.actorId !== received.actor.actorId) throw notTheirs()
  await received.once(async tx => {
    await deletePeerCopy(tx, stored.id)
    await forward(deps, tx, received, stored.videoId)
  })
  return true
}

const notTheirs = () => new Refused('This copy belongs to somebody else')
