/** Builds the server's parts by hand and ties them together: the one place that knows them all. */
import { readFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { fileURLToPath } from 'node:url'
import { Router } from 'express'
import packageJson from '../../package.json' with { type: 'json' }
import { PRIVACY, TRENDING_DAYS } from '../contract/index.ts'
import { aboutDocuments, aboutRoutes } from '../features/about/index.ts'
import { abuseRoutes } from '../features/abuses/index.ts'
import { findAccount, findChannel } from '../features/actors/index.ts'
import {
  authenticate,
  authRoutes,
  isOwnPassword,
  openSessions,
  sessionRoutes,
  sweepAuth,
  tokenSessionRoutes
} from '../features/auth/index.ts'
import { captionRoutes, listCaptions } from '../features/captions/index.ts'
import { channelRoutes } from '../features/channels/index.ts'
import { chapterRoutes } from '../features/chapters/index.ts'
import { commentRoutes } from '../features/comments/index.ts'
import { configurationRoutes, openConfiguration } from '../features/configuration/index.ts'
import { exportDownloads, exportRoutes, openExportWork, removeExpiredExports } from '../features/exports/index.ts'
import { feedRoutes } from '../features/feeds/index.ts'
import { historyRoutes } from '../features/history/index.ts'
import { auditTrail, sweepAudit } from '../features/logs/index.ts'
import { openMailer } from '../features/mail/index.ts'
import { muteRoutes } from '../features/mutes/index.ts'
import { notificationRoutes, notifyUsers, sweepNotifications } from '../features/notifications/index.ts'
import { withOpenApi } from '../features/openapi/index.ts'
import { overviewRoutes } from '../features/overviews/index.ts'
import { ownershipRoutes } from '../features/ownership/index.ts'
import { loadRenderer, pageRoutes } from '../features/pages/index.ts'
import { playbackRoutes } from '../features/playback/index.ts'
import { playlistRoutes } from '../features/playlists/index.ts'
import { ratingRoutes } from '../features/ratings/index.ts'
import { searchRoutes } from '../features/search/index.ts'
import { sourceRoutes } from '../features/sources/index.ts'
import { subscriptionRoutes } from '../features/subscriptions/index.ts'
import { openTorrents } from '../features/torrents/index.ts'
import {
  cancelTranscoding,
  findTranscodingStatus,
  followTranscoding,
  renditionWork,
  transcodingRoutes
} from '../features/transcoding/index.ts'
import { twoFactorRoutes } from '../features/two-factor/index.ts'
import { BUSY_MS, openUploads, sweepStrayFiles, uploadRoutes } from '../features/uploads/index.ts'
import { accountLinks, findPageUser, finishDeletions, userRoutes } from '../features/users/index.ts'
import { videoBlockRoutes } from '../features/video-blocks/index.ts'
import { openImportWork, videoImportRoutes } from '../features/video-imports/index.ts'
import {
  countRecentViews,
  createMediaAccess,
  type DeleteDeps,
  findAccess,
  findStoryboard,
  listVideos,
  makeFileToken,
  openVideo,
  publishDueVideos,
  toStoryboard,
  videoRoutes
} from '../features/videos/index.ts'
import { addCountedViews, closeViewings, statsRoutes, viewRoutes } from '../features/views/index.ts'
import { watchedWordsRoutes } from '../features/watched-words/index.ts'
import { discoveryRoutes, ensureApplication, federationRoutes } from '../federation/index.ts'
import { AppError } from '../kernel/errors.ts'
import { siteOf } from '../kernel/site.ts'
import { type Clock, every } from '../platform/clock.ts'
import { consumeEvents } from '../platform/events.ts'
import type { Viewer } from '../platform/http.ts'
import { limitRecipients, limitRequests } from '../platform/limit-requests.ts'
import type { Database } from '../platform/postgres.ts'
import type { JobQueue } from '../platform/queue.ts'
import { openRateLimiter } from '../platform/rate-limit.ts'
import { serverSecret } from '../platform/server-secret.ts'
import type { Storage } from '../platform/storage/disk.ts'
import { administrationRoutes } from './compose-administration.ts'
import { composeRunners } from './compose-runners.ts'
import type { Config } from './config.ts'
import { createHttpApp } from './http.ts'

export interface ComposeDeps {
  readonly config: Config
  readonly db: Database
  readonly queue: JobQueue
  readonly storage: Storage
  /** Says that there will soon be work. */
  readonly prepareTranscoder: () => void
}

export interface Composition {
  readonly handler: RequestListener
  /** Begins what goes on by itself. */
  start(): Promise<void>
  /** Ends that, after what is under way. */
  stop(): Promise<void>
}

const CLIENT_DIST = fileURLToPath(new URL('../../../client/dist/', import.meta.url))
const MINUTE_MS = 60_000
const MAIL_MS = 5000

/** @throws Error when the client was never built. */
export async function compose({ config, db, queue, storage, prepareTranscoder }: ComposeDeps): Promise<Composition> {
  const { origin } = config
  const configuration = await openConfiguration(db, config)
  const site = siteOf(origin)
  const tokenSecret = await serverSecret(db, 'file-token')
  const sessions = openSessions(db)
  const limiter = openRateLimiter(db)
  const counting = { limiter, secret: await serverSecret(db, 'rate-limit'), factor: config.rateLimitFactor }
  const wishes = { db, queue, storage, settings: configuration }
  const follower = followTranscoding(wishes)
  const transcoding = { ...wishes, progress: follower.progress }
  const work = renditionWork(wishes, follower)
  const runners = composeRunners({ db, storage, accelPrefix: config.accelPrefix, origin, work })
  const deletion: DeleteDeps = { db, storage, cancelTranscoding: (...job) => cancelTranscoding(queue, ...job) }
  const uploads = await openUploads({ config, settings: configuration, db, queue, storage, onBytes: prepareTranscoder })

  const hasMail = config.smtpUrl !== undefined

  await ensureApplication(db)

  const torrents = await openTorrents({ db, storage, origin })
  const users = {
    ...{ ...deletion, origin, settings: configuration, hasMail },
    mayWriteTo: limitRecipients(counting),
    endSessions: (id: number) => sessions.revokeAll(id),
    isOwnPassword: (viewer: Viewer, password: string, address: string | undefined) =>
      isOwnPassword(db, viewer, { password, address })
  }
  const about = {
    db,
    origin,
    settings: configuration,
    version: packageJson.version,
    hasMail
  }
  const pages = pageRoutes({
    origin,
    settings: configuration,
    render: await loadRenderer(`${CLIENT_DIST}render.js`),
    maxUploadBytes: config.maxUploadBytes,
    hasMail,
    accountLinks: accountLinks(users),
    findPageUser: ({ userId }) => findPageUser(db, userId),
    listVideos: async range => withTotal(await listVideos(db, site, { kind: 'all' }, range)),
    listOwnVideos: async ({ accountId }, range) =>
      withTotal(await listVideos(db, site, { kind: 'own', accountId }, { ...range, sort: '-createdAt' })),
    findActor: (kind, handle) => (kind === 'channel' ? findChannel : findAccount)(db, site, handle),
    listActorVideos: async (kind, handle, range) => withTotal(await listVideos(db, site, { kind, handle }, range)),
    openVideo: (reference, credentials) => openVideo({ db, origin, tokenSecret }, reference, credentials),
    listCaptions: videoId => listCaptions(db, origin, { videoId }),
    findStoryboard: async videoId => {
      const row = await findStoryboard(db, videoId)
      return row && toStoryboard(row)
    },
    makeFileToken: async videoUuid => {
      const video = await findAccess(db, { uuid: videoUuid })
      return video ? makeFileToken(tokenSecret, video).token : ''
    },
    findTranscoding: videoUuid => findTranscodingStatus(transcoding, videoUuid)
  })

  const exports = { db, storage, origin, settings: configuration, secret: await serverSecret(db, 'archive') }
  const faviconPath = await clientFile('src/ui/favicon.svg')
  const handler = createHttpApp(config, {
    authenticate: authenticate({ db, sessions, origin }),
    auditTrail: auditTrail(db),
    limits: limitRequests(counting),
    api: withOpenApi({ origin, instanceName: config.instanceName, version: packageJson.version }, [
      authRoutes({ db, sessions, origin }),
      tokenSessionRoutes({ db, sessions }),
      userRoutes(users),
      twoFactorRoutes(users),
      uploadRoutes(uploads),
      transcodingRoutes({ ...transcoding, tokenSecret }),
      abuseRoutes({ db, origin }),
      muteRoutes({ db, origin }),
      videoBlockRoutes({ db, origin }),
      watchedWordsRoutes({ db, origin }),
      captionRoutes({ db, storage, origin, tokenSecret }),
      chapterRoutes({ db }),
      commentRoutes({ db, origin }),
      exportRoutes(exports),
      ownershipRoutes({ db, origin }),
      videoImportRoutes(uploads),
      playlistRoutes({ db, storage, origin }),
      ratingRoutes({ db, origin }),
      sourceRoutes({ db, storage, origin }),
      viewRoutes({ db, settings: configuration, tokenSecret }),
      statsRoutes({ db }),
      historyRoutes({ db, origin }),
      notificationRoutes({ db, origin }),
      searchRoutes({ db, origin, settings: configuration }),
      overviewRoutes({ db, origin, settings: configuration }),
      videoRoutes({ ...deletion, origin, tokenSecret, settings: configuration }),
      channelRoutes({ ...deletion, origin }),
      subscriptionRoutes({ db, origin }),
      ...(await administrationRoutes({
        ...{ db, storage, origin, settings: configuration, hasMail, queue },
        commands: {
          'remove-dandling-resumable-uploads': () => sweepStrayFiles({ db, storage }, { minimumAgeMs: BUSY_MS }),
          'process-video-views-buffer': () => addCountedViews(db),
          'process-update-videos-scheduler': () => publishDueVideos(db)
        }
      })),
      ...runners.routes,
      configurationRoutes({ db, configuration }),
      aboutRoutes(about)
    ]),
    files: Router().use(
      exportDownloads({ ...exports, accelPrefix: config.accelPrefix }),
      playbackRoutes({
        db,
        storage,
        torrents,
        accelPrefix: config.accelPrefix,
        checkMediaAccess: createMediaAccess({ db, tokenSecret })
      })
    ),
    documents: [
      discoveryRoutes({ db, origin }),
      feedRoutes({ db, origin, settings: configuration, faviconPath }),
      aboutDocuments({
        ...about,
        findVideo: findEmbeddable,
        faviconPath,
        softwareName: config.nodeinfoName,
        securityContact: config.securityContact
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

  async function findEmbeddable(reference: string) {
    const video = await openVideo({ db, origin, tokenSecret }, reference, NOBODY).catch(refused => {
      if (refused instanceof AppError) return undefined
      throw refused
    })
    return video && { ...video, isPublicOrUnlisted: video.privacy.id <= PRIVACY.unlisted }
  }

  const from = { name: config.instanceName, address: config.mailFrom }
  const mailer = config.smtpUrl && openMailer(db, { smtpUrl: config.smtpUrl, from, host: site.host })
  const clocks: Clock[] = []
  return {
    handler,
    async start() {
      clocks.push(
        configuration.follow(),
        limiter.follow(),
        consumeEvents(db, 'notifications', notifyUsers({ origin, settings: configuration, hasMail })),
        every(MINUTE_MS, 'Finishing deletions', () => finishDeletions(users)),
        every(MINUTE_MS / 2, 'Scheduled publication', () => publishDueVideos(db)),
        every(MINUTE_MS / 30, 'Making torrents', () => torrents.makeMissing()),
        every(MINUTE_MS / 6, 'Adding views', () => addCountedViews(db)),
        every(MINUTE_MS, 'Forgetting viewers', () => closeViewings(db)),
        every(MINUTE_MS, 'Counting trends', () => countRecentViews(db, TRENDING_DAYS)),
        openExportWork({ ...exports, hasMail }),
        openImportWork(uploads),
        every(MINUTE_MS * 10, 'Clearing archives', () => removeExpiredExports({ db, storage })),
        ...(mailer ? [every(MAIL_MS, 'Sending mail', () => mailer.sendDue())] : []),
        every(60 * MINUTE_MS, 'Clearing notifications', () => sweepNotifications(db)),
        ...runners.start(),
        every(60 * MINUTE_MS, 'Clearing the audit trail', () => sweepAudit(db)),
        every(60 * MINUTE_MS, 'Clearing sessions', () => sweepAuth(db)),
        every(60 * MINUTE_MS, 'Clearing uploads', () => sweepStrayFiles({ db, storage }, { minimumAgeMs: BUSY_MS }))
      )
    },
    async stop() {
      await Promise.all([follower.stop(), ...clocks.map(clock => clock.stop())])
      if (mailer) mailer.close()
    }
  }
}

/** Path of a file of the client, whose name carries a hash. */
async function clientFile(source: string): Promise<string> {
  const manifest = JSON.parse(await readFile(`${CLIENT_DIST}manifest.json`, 'utf8')) as Record<string, { file: string }>
  return `/client/${manifest[source]?.file ?? source}`
}

const NOBODY = { viewer: undefined, password: undefined, fileToken: undefined }

function withTotal<List extends { total?: number }>(list: List): List & { total: number } {
  return { ...list, total: list.total ?? 0 }
}
