import type { Router } from 'express'
import { aboutRoutes } from '../features/about/index.ts'
import { abuseRoutes } from '../features/abuses/index.ts'
import { authRoutes, tokenSessionRoutes } from '../features/auth/index.ts'
import { captionRoutes } from '../features/captions/index.ts'
import { channelRoutes } from '../features/channels/index.ts'
import { chapterRoutes } from '../features/chapters/index.ts'
import { commentRoutes } from '../features/comments/index.ts'
import { configurationRoutes } from '../features/configuration/index.ts'
import { exportRoutes } from '../features/exports/index.ts'
import { historyRoutes } from '../features/history/index.ts'
import { metricRoutes } from '../features/metrics/index.ts'
import { muteRoutes } from '../features/mutes/index.ts'
import { notificationRoutes } from '../features/notifications/index.ts'
import { overviewRoutes } from '../features/overviews/index.ts'
import { ownershipRoutes } from '../features/ownership/index.ts'
import { playlistRoutes } from '../features/playlists/index.ts'
import { ratingRoutes } from '../features/ratings/index.ts'
import { searchRoutes } from '../features/search/index.ts'
import { seedingRoutes } from '../features/seeding/index.ts'
import { sourceRoutes } from '../features/sources/index.ts'
import { subscriptionRoutes } from '../features/subscriptions/index.ts'
import { trackerAdministrationRoutes } from '../features/tracker/index.ts'
import { transcodingRoutes } from '../features/transcoding/index.ts'
import { twoFactorRoutes } from '../features/two-factor/index.ts'
import { BUSY_MS, sweepStrayFiles, uploadRoutes } from '../features/uploads/index.ts'
import { userImportRoutes } from '../features/user-imports/index.ts'
import { userRoutes } from '../features/users/index.ts'
import { videoBlockRoutes } from '../features/video-blocks/index.ts'
import { videoImportRoutes } from '../features/video-imports/index.ts'
import { videoPasswordRoutes } from '../features/video-passwords/index.ts'
import { publishDueVideos, videoRoutes } from '../features/videos/index.ts'
import { addCountedViews, statsRoutes, viewRoutes } from '../features/views/index.ts'
import { watchedWordsRoutes } from '../features/watched-words/index.ts'
import { inboxFailureRoutes, peerRoutes } from '../federation/index.ts'
import { administrationRoutes } from './compose-administration.ts'
import type { Peers } from './compose-federation.ts'
import type { Parts } from './compose-parts.ts'

/** The whole API. The order matters where paths overlap: fixed words stand before parameters. */
export async function composeApi(parts: Parts, peers: Peers): Promise<Router[]> {
  return [
    ...personRoutes(parts),
    ...moderationRoutes(parts),
    ...videoPartRoutes(parts, peers),
    ...(await serverRoutes(parts, peers))
  ]
}

function personRoutes({ db, origin, sessions, users, exports, uploads }: Parts): Router[] {
  return [
    authRoutes({ db, sessions, origin }),
    tokenSessionRoutes({ db, sessions }),
    userRoutes(users),
    twoFactorRoutes(users),
    exportRoutes(exports),
    userImportRoutes(uploads),
    historyRoutes({ db, origin }),
    notificationRoutes({ db, origin })
  ]
}

function moderationRoutes({ db, origin }: Parts): Router[] {
  return [
    abuseRoutes({ db, origin }),
    muteRoutes({ db, origin }),
    videoBlockRoutes({ db, origin }),
    watchedWordsRoutes({ db, origin })
  ]
}

function videoPartRoutes(parts: Parts, peers: Peers): Router[] {
  const { db, storage, origin, settings, tokenSecret, uploads, imports, transcoding, deletion, meter } = parts
  return [
    uploadRoutes(uploads),
    transcodingRoutes({ ...transcoding, tokenSecret }),
    captionRoutes({ db, storage, origin, tokenSecret }),
    chapterRoutes({ db }),
    commentRoutes({ db, origin }),
    ownershipRoutes({ db, origin }),
    videoImportRoutes(imports),
    playlistRoutes({ db, storage, origin }),
    ratingRoutes({ db, origin }),
    sourceRoutes({ db, storage, origin }),
    viewRoutes({ db, settings, tokenSecret }),
    statsRoutes({ db }),
    metricRoutes({ db, meter, tokenSecret }),
    searchRoutes({ db, origin, settings, elsewhere: peers.elsewhere }),
    overviewRoutes({ db, origin, settings }),
    videoPasswordRoutes({ db }),
    videoRoutes({ ...deletion, origin, tokenSecret, settings, onRemoteSeen: peers.onRemoteSeen }),
    channelRoutes({ ...deletion, origin }),
    subscriptionRoutes({ db, origin, resolveChannel: peers.resolveChannel })
  ]
}

async function serverRoutes(parts: Parts, peers: Peers): Promise<Router[]> {
  const { db, storage, queue, origin, settings, hasMail, runners, about, seeding } = parts
  const administration = await administrationRoutes({
    db,
    storage,
    origin,
    settings,
    hasMail,
    queue,
    settleWishesSoon: peers.settleWishesSoon,
    commands: {
      'remove-dandling-resumable-uploads': () => sweepStrayFiles({ db, storage }, { minimumAgeMs: BUSY_MS }),
      'process-video-views-buffer': () => addCountedViews(db),
      'process-update-videos-scheduler': () => publishDueVideos(db)
    }
  })
  return [
    ...administration,
    trackerAdministrationRoutes(parts.tracker),
    peerRoutes({ db }),
    seedingRoutes(seeding),
    inboxFailureRoutes({ db }),
    ...runners.routes,
    configurationRoutes({ db, configuration: settings }),
    aboutRoutes(about)
  ]
}
