import type { RequestListener } from 'node:http'
import { Router } from 'express'
import packageJson from '../../package.json' with { type: 'json' }
import { PRIVACY } from '../contract/index.ts'
import { aboutDocuments } from '../features/about/index.ts'
import { authenticate, sessionRoutes } from '../features/auth/index.ts'
import { listCaptions } from '../features/captions/index.ts'
import { exportDownloads } from '../features/exports/index.ts'
import { feedRoutes } from '../features/feeds/index.ts'
import { auditTrail } from '../features/logs/index.ts'
import { openMailer } from '../features/mail/index.ts'
import { withOpenApi } from '../features/openapi/index.ts'
import { playbackRoutes } from '../features/playback/index.ts'
import { createMediaAccess, findStoryboard, openVideo, toStoryboard } from '../features/videos/index.ts'
import { discoveryRoutes, ensureApplication, federationRoutes } from '../federation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Clock } from '../platform/clock.ts'
import { limitRequests } from '../platform/limit-requests.ts'
import { composeApi } from './compose-api.ts'
import { startClocks } from './compose-clocks.ts'
import { CLIENT_DIST, clientFile, composePages } from './compose-pages.ts'
import { type ComposeDeps, openParts, type Parts } from './compose-parts.ts'
import { createHttpApp } from './http.ts'

export type { ComposeDeps } from './compose-parts.ts'

export interface Composition {
  readonly handler: RequestListener
  /** Begins what goes on by itself. */
  start(): Promise<void>
  /** Ends that, after what is under way. */
  stop(): Promise<void>
}

/** @throws Error when the client was never built. */
export async function compose(deps: ComposeDeps): Promise<Composition> {
  const parts = await openParts(deps)
  const { config, db, site, follower } = parts
  await ensureApplication(db)
  const handler = await composeHandler(parts)

  const from = { name: config.instanceName, address: config.mailFrom }
  const mailer = config.smtpUrl ? openMailer(db, { smtpUrl: config.smtpUrl, from, host: site.host }) : undefined
  let clocks: readonly Clock[] = []
  return {
    handler,
    async start() {
      clocks = startClocks(parts, mailer)
    },
    async stop() {
      await Promise.all([follower.stop(), ...clocks.map(clock => clock.stop())])
      mailer?.close()
    }
  }
}

async function composeHandler(parts: Parts): Promise<RequestListener> {
  const { config, db, origin, settings, sessions, counting, about } = parts
  const pages = await composePages(parts)
  const faviconPath = await clientFile('src/ui/favicon.svg')
  const findEmbeddable = embeddableFinder(parts)
  return createHttpApp(config, {
    authenticate: authenticate({ db, sessions, origin }),
    auditTrail: auditTrail(db),
    limits: limitRequests(counting),
    api: withOpenApi(
      { origin, instanceName: config.instanceName, version: packageJson.version },
      await composeApi(parts)
    ),
    files: fileRoutes(parts),
    documents: [
      discoveryRoutes({ db, origin }),
      feedRoutes({ db, origin, settings, faviconPath }),
      aboutDocuments({
        ...{ ...about, findVideo: findEmbeddable, faviconPath },
        ...{ softwareName: config.nodeinfoName, securityContact: config.securityContact }
      })
    ],
    activities: federationRoutes({
      db,
      origin,
      findVideoParts: async reference => {
        const video = await findEmbeddable(reference)
        if (!video) return undefined
        const storyboard = await findStoryboard(db, video.id)
        const captions = await listCaptions(db, origin, { videoId: video.id })
        return { video, storyboard: storyboard && toStoryboard(storyboard), captions }
      }
    }),
    session: sessionRoutes({ db, sessions, origin, renderSignIn: pages.renderSignIn }),
    pages: pages.router,
    pageErrors: pages.errorHandler,
    assetsFolder: `${CLIENT_DIST}assets`
  })
}

function fileRoutes({ config, db, storage, exports, torrents, tokenSecret }: Parts): Router {
  const { accelPrefix } = config
  return Router().use(
    exportDownloads({ ...exports, accelPrefix }),
    playbackRoutes({
      ...{ db, storage, torrents, accelPrefix },
      checkMediaAccess: createMediaAccess({ db, tokenSecret })
    })
  )
}

/** Finds a video as somebody sees it who is not signed in; undefined when they may not. */
function embeddableFinder({ db, origin, tokenSecret }: Parts) {
  return async (reference: string) => {
    const video = await openVideo({ db, origin, tokenSecret }, reference, NOBODY).catch(refused => {
      if (refused instanceof AppError) return undefined
      throw refused
    })
    return video && { ...video, isPublicOrUnlisted: video.privacy.id <= PRIVACY.unlisted }
  }
}

const NOBODY = { viewer: undefined, password: undefined, fileToken: undefined }
