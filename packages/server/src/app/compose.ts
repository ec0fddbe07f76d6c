import type { RequestListener } from 'node:http'
import * as transcoderMedia from '@colombier/transcoder/media'
import { Router } from 'express'
import packageJson from '../../package.json' with { type: 'json' }
import { aboutDocuments } from '../features/about/index.ts'
import { authenticate, sessionRoutes } from '../features/auth/index.ts'
import { exportDownloads } from '../features/exports/index.ts'
import { feedRoutes } from '../features/feeds/index.ts'
import { auditTrail } from '../features/logs/index.ts'
import { openMailer } from '../features/mail/index.ts'
import { withOpenApi } from '../features/openapi/index.ts'
import { playbackRoutes } from '../features/playback/index.ts'
import { copyFileRoutes } from '../features/redundancy/index.ts'
import { type Tracker, trackerRoutes } from '../features/tracker/index.ts'
import { createMediaAccess } from '../features/videos/index.ts'
import {
  type BringFile,
  discoveryRoutes,
  ensureApplication,
  type FederationDeps,
  federationRoutes,
  inboxRoutes,
  openRemoteFiles
} from '../federation/index.ts'
import type { Clock } from '../platform/clock.ts'
import { limitRequests } from '../platform/limit-requests.ts'
import type { Listener } from '../platform/listener.ts'
import { composeApi } from './compose-api.ts'
import { embeddablePlaylistFinder } from './compose-browsing.ts'
import { startClocks } from './compose-clocks.ts'
import { composeFederation, composePeers, embeddableFinder } from './compose-federation.ts'
import { CLIENT_DIST, clientFile, composePages } from './compose-pages.ts'
import { type ComposeDeps, openParts, type Parts } from './compose-parts.ts'
import { createHttpApp } from './http.ts'

export type { ComposeDeps } from './compose-parts.ts'

export interface Composition {
  readonly handler: RequestListener
  readonly tracker: Tracker
  /** Begins what goes on by itself, and what the listener wakes. */
  start(listener: Listener): Promise<void>
  /** Ends that, after what is under way. */
  stop(): Promise<void>
}

/** @throws Error when the client was never built. */
export async function compose(deps: ComposeDeps): Promise<Composition> {
  const parts = await openParts(deps)
  const { config, db, site, follower, seeding } = parts
  await ensureApplication(db)
  const federation = composeFederation(parts)
  const bringFile = openRemoteFiles({ ...federation, media: transcoderMedia })
  const handler = await composeHandler(parts, { federation, bringFile })

  const from = { name: config.instanceName, address: config.mailFrom }
  const mailer = config.smtpUrl ? openMailer(db, { smtpUrl: config.smtpUrl, from, host: site.host }) : undefined
  let clocks: readonly Clock[] = []
  return {
    handler,
    tracker: parts.tracker,
    async start(listener) {
      clocks = startClocks(parts, { mailer, listener, federation, bringFile })
      await listener.open()
    },
    async stop() {
      await Promise.all([follower.stop(), seeding.stop(), ...clocks.map(clock => clock.stop())])
      await parts.meter.flush()
      mailer?.close()
    }
  }
}

async function composeHandler(
  parts: Parts,
  { federation, bringFile }: { federation: FederationDeps; bringFile: BringFile }
): Promise<RequestListener> {
  const { config, db, origin, settings, sessions, counting, limiter, about } = parts
  const peers = composePeers(federation)
  const api = await composeApi(parts, peers)
  const pages = await composePages(parts, peers, api)
  const faviconPath = await clientFile('src/ui/favicon.svg')
  const findEmbeddable = embeddableFinder(parts)
  return createHttpApp(config, {
    tracker: trackerRoutes(parts.tracker),
    noteWaiting: parts.courtesy.note,
    authenticate: authenticate({ db, sessions, origin }),
    auditTrail: auditTrail(db),
    limits: limitRequests(counting),
    api: withOpenApi({ origin, instanceName: config.instanceName, version: packageJson.version }, api),
    files: fileRoutes(parts, bringFile),
    documents: [
      discoveryRoutes({ db, origin }),
      feedRoutes({ db, origin, settings, faviconPath }),
      aboutDocuments({
        ...about,
        findVideo: findEmbeddable,
        findPlaylist: embeddablePlaylistFinder(parts),
        faviconPath,
        softwareName: config.nodeinfoName,
        securityContact: config.securityContact
      })
    ],
    activities: Router().use(
      inboxRoutes({ ...federation, limiter, limitFactor: config.rateLimitFactor }),
      federationRoutes(federation)
    ),
    session: sessionRoutes({ db, sessions, origin, renderSignIn: pages.renderSignIn }),
    pages: pages.router,
    pageErrors: pages.errorHandler,
    assetsFolder: `${CLIENT_DIST}assets`
  })
}

function fileRoutes(
  { config, db, storage, exports, meter, torrents, tokenSecret }: Parts,
  bringFile: BringFile
): Router {
  const { accelPrefix } = config
  return Router().use(
    exportDownloads({ ...exports, accelPrefix }),
    copyFileRoutes({ db, storage, accelPrefix }),
    playbackRoutes({
      db,
      storage,
      torrents,
      accelPrefix,
      noteSent: meter.noteSent,
      bringFile,
      checkMediaAccess: createMediaAccess({ db, tokenSecret })
    })
  )
}
