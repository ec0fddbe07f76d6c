import * as media from '@colombier/transcoder/media'
import { PRIVACY } from '../contract/index.ts'
import { listCaptions } from '../features/captions/index.ts'
import type { SearchDeps } from '../features/search/index.ts'
import { findStoryboard, openVideo, toStoryboard } from '../features/videos/index.ts'
import {
  type FederationDeps,
  findChannelElsewhere,
  findVideoElsewhere,
  openActorPictures,
  openMutedHosts,
  openRemoteReader,
  refreshSoon,
  resolveHandle,
  settleWishes,
  signAsServer
} from '../federation/index.ts'
import { AppError } from '../kernel/errors.ts'
import { log } from '../platform/log.ts'
import type { Parts } from './compose-parts.ts'

type FederationParts = Pick<Parts, 'tokenSecret'> &
  Pick<FederationDeps, 'db' | 'origin' | 'site' | 'settings' | 'storage'>

/** What the parts of federation are made from. */
export function composeFederation(parts: FederationParts): FederationDeps {
  const { db, origin, site, settings, storage } = parts
  const findEmbeddable = embeddableFinder(parts)
  const remote = openRemoteReader({ site, signGet: signAsServer(db, site), isMuted: openMutedHosts(db) })
  return {
    db,
    origin,
    site,
    settings,
    storage,
    remote,
    pictures: openActorPictures({ db, storage, remote, media }),
    async findVideoParts(reference) {
      const video = await findEmbeddable(reference)
      // Others are told of what is here, not of what is elsewhere.
      if (!video?.isLocal) return undefined
      const storyboard = await findStoryboard(db, video.id)
      const captions = await listCaptions(db, origin, { videoId: video.id })
      return { video, storyboard: storyboard && toStoryboard(origin, storyboard), captions }
    }
  }
}

/** What the API asks of other servers. */
export interface Peers extends Pick<SearchDeps, 'elsewhere'> {
  readonly resolveChannel: (handle: string) => Promise<number | undefined>
  readonly settleWishesSoon: () => void
  readonly onRemoteSeen: (videoId: number) => void
}

export function composePeers(federation: FederationDeps): Peers {
  return {
    onRemoteSeen: refreshSoon(federation),
    elsewhere: {
      findChannel: address => findChannelElsewhere(federation, address),
      findVideo: url => findVideoElsewhere(federation, url)
    },
    async resolveChannel(handle) {
      const actor = await resolveHandle(federation, handle).catch(error => {
        log('federation').info('{handle} cannot be found: {error}', { handle, error: String(error) })
        return undefined
      })
      return actor?.kind === 'group' ? actor.actorId : undefined
    },
    settleWishesSoon: () => {
      settleWishes(federation).catch(error => log('federation').error('Wishes to follow: {error}', { error }))
    }
  }
}

/** Finds a video as somebody sees it who is not signed in; undefined when they may not. */
export function embeddableFinder({ db, origin, tokenSecret }: Pick<Parts, 'db' | 'origin' | 'tokenSecret'>) {
  return async (reference: string) => {
    const video = await openVideo({ db, origin, tokenSecret }, reference, NOBODY).catch(refused => {
      if (refused instanceof AppError) return undefined
      throw refused
    })
    return video && { ...video, isPublicOrUnlisted: video.privacy.id <= PRIVACY.unlisted }
  }
}

const NOBODY = { viewer: undefined, password: undefined, fileToken: undefined }
