/** What of this server's events others are told, and how. */
import type { DomainEvent, DomainEventType } from '../../contract/index.ts'
import type { EventHandler } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { FederationDeps } from '../deps.ts'
import { tellAbuse } from './abuses.ts'
import { tellActorRemoved, tellActorUpdated } from './actors.ts'
import { tellComment, tellDeletion } from './comments.ts'
import { tellCopy, tellCopyRemoved } from './copies.ts'
import { tellAnswer, tellFollow, tellUnfollow } from './follows.ts'
import { tellOfPlaylist, tellPlaylistRemoved } from './playlists.ts'
import { tellRating } from './ratings.ts'
import { tellOfVideo, tellVideoRemoved } from './videos.ts'
import { tellView } from './views.ts'

type Of<Type extends DomainEventType> = Extract<DomainEvent, { type: Type }>

export type Tellers = {
  readonly [Type in DomainEventType]?: (deps: FederationDeps, tx: Queryable, event: Of<Type>) => Promise<void>
}

const TELLERS: Tellers = {
  'video.published': (deps, tx, { videoId }) => tellOfVideo(deps, tx, videoId, 'published'),
  'video.updated': (deps, tx, { videoId }) => tellOfVideo(deps, tx, videoId, 'changed'),
  'video.blocked': (deps, tx, { videoId }) => tellOfVideo(deps, tx, videoId, 'changed'),
  'video.unblocked': (deps, tx, { videoId }) => tellOfVideo(deps, tx, videoId, 'changed'),
  'transcoding.ended': (deps, tx, { videoId }) => tellOfVideo(deps, tx, videoId, 'changed'),
  'video.removed': tellVideoRemoved,
  'actor.updated': tellActorUpdated,
  'actor.removed': tellActorRemoved,
  'playlist.created': (deps, tx, { playlistId }) => tellOfPlaylist(deps, tx, playlistId),
  'playlist.updated': (deps, tx, { playlistId }) => tellOfPlaylist(deps, tx, playlistId),
  'playlist.removed': (deps, tx, { uuid }) => tellPlaylistRemoved(deps, tx, uuid),
  'comment.created': tellComment,
  'comment.approved': tellComment,
  'comment.deleted': tellDeletion,
  'follow.requested': tellFollow,
  'follow.undone': tellUnfollow,
  'follow.answered': tellAnswer,
  'video.rated': tellRating,
  'video.viewed': tellView,
  'abuse.created': tellAbuse,
  'copy.made': tellCopy,
  'copy.extended': tellCopy,
  'copy.removed': tellCopyRemoved
}

/** Writes the activities of an event down; sending them is another matter (delivery). */
export function tellOthers(deps: FederationDeps): EventHandler {
  return async (tx, event) => {
    const tell = TELLERS[event.type] as
      | ((deps: FederationDeps, tx: Queryable, event: DomainEvent) => Promise<void>)
      | undefined
    await tell?.(deps, tx, event)
  }
}
