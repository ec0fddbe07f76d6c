/** Activities as PeerTube 6.3 sends them. Pure. */
import type { Site } from '../../kernel/site.ts'
import type { toActorDocument } from '../actor-document.ts'
import { PUBLIC, withContext } from '../context.ts'
import type { toPlaylistDocument } from '../playlist-document.ts'
import { toVideoObject, type VideoParts } from '../video-document.ts'

export const followersOf = (actorUrl: string) => `${actorUrl}/followers`

/** Without its context: outboxes hold it, too. */
export function toVideoCreation(site: Site, parts: VideoParts) {
  const object = toVideoObject(site, parts)
  const { to, cc } = object
  return { to, cc, type: 'Create', id: `${object.id}/activity`, actor: parts.video.account.url, object }
}

/** @param actor Whom others know as the owner. */
export function toVideoUpdate(site: Site, parts: VideoParts, { actor, at }: { actor: string; at: Date }) {
  const object = toVideoObject(site, parts)
  const { to, cc } = object
  return withContext('video', { to, cc, type: 'Update', id: updateId(object.id, at), actor, object })
}

export interface Announcement {
  readonly videoUrl: string
  /** A channel, or the server. */
  readonly actor: { readonly id: number; readonly url: string }
  /** Of the video's channel, of the server, and of the video's account. */
  readonly followers: readonly string[]
}

export function toAnnounce({ videoUrl, actor, followers }: Announcement) {
  return withContext('collection', {
    to: [PUBLIC, ...followers],
    cc: [],
    type: 'Announce',
    id: `${videoUrl}/announces/${actor.id}`,
    actor: actor.url,
    object: videoUrl
  })
}

export function toUndoneAnnounce(announcement: Announcement) {
  const { '@context': context, ...object } = toAnnounce(announcement)
  const { to, cc, id, actor } = object
  return { '@context': context, to, cc, type: 'Undo', id: `${id}/undo`, actor, object }
}

/** @param to Absent for playlists: PeerTube addresses nobody then. */
export function toDelete({ url, actor, to }: { url: string; actor: string; to?: readonly string[] }) {
  return withContext('collection', {
    ...(to && { to, cc: [] }),
    type: 'Delete',
    id: `${url}/delete`,
    actor,
    object: url
  })
}

export function toActorUpdate(document: ReturnType<typeof toActorDocument>, at: Date) {
  const { '@context': context, ...actor } = document
  const audience = { to: [PUBLIC], cc: [actor.followers] }
  const object = { ...audience, ...actor }
  return { '@context': context, ...audience, type: 'Update', id: updateId(actor.id, at), actor: actor.id, object }
}

export function toPlaylistActivity(
  document: ReturnType<typeof toPlaylistDocument>,
  { type, actor, at }: { type: 'Create' | 'Update'; actor: string; at: Date }
) {
  const { '@context': context, ...object } = document
  const { to, cc } = object
  const id = type === 'Create' ? `${object.id}/activity` : updateId(object.id, at)
  return { '@context': context, to, cc, type, id, actor, object }
}

/** Another one each time: whoever takes each activity once takes every update. */
export const updateId = (url: string, at: Date) => `${url}/updates/${at.toISOString()}`
