import packageJson from '../../package.json' with { type: 'json' }
import { isOwnPassword, openSessions } from '../features/auth/index.ts'
import { openConfiguration } from '../features/configuration/index.ts'
import { openMeter } from '../features/metrics/index.ts'
import { findMirroredInfohashes } from '../features/redundancy/index.ts'
import { openSeeding } from '../features/seeding/index.ts'
import { openTorrents } from '../features/torrents/index.ts'
import { openTracker } from '../features/tracker/index.ts'
import { cancelTranscoding, followTranscoding, renditionWork } from '../features/transcoding/index.ts'
import { openUploads } from '../features/uploads/index.ts'
import { findYtDlp } from '../features/video-imports/index.ts'
import type { DeleteDeps } from '../features/videos/index.ts'
import { peerRules } from '../federation/index.ts'
import { siteOf } from '../kernel/site.ts'
import { openCourtesy } from '../platform/courtesy.ts'
import type { Viewer } from '../platform/http.ts'
import { limitRecipients } from '../platform/limit-requests.ts'
import type { Database } from '../platform/postgres.ts'
import type { JobQueue } from '../platform/queue.ts'
import { openRateLimiter } from '../platform/rate-limit.ts'
import { serverSecret } from '../platform/server-secret.ts'
import type { Storage } from '../platform/storage/disk.ts'
import { composeRunners } from './compose-runners.ts'
import type { Config } from './config.ts'

export interface ComposeDeps {
  readonly config: Config
  readonly db: Database
  readonly queue: JobQueue
  readonly storage: Storage
  /** Says that there will soon be work. */
  readonly prepareTranscoder: () => void
}

/** What several parts of the server are made from. */
export type Parts = Awaited<ReturnType<typeof openParts>>

export async function openParts({ config, db, queue, storage, prepareTranscoder }: ComposeDeps) {
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
  const imports = {
    ...uploads,
    isAllowed: peerRules(site).isAllowed,
    findYtDlp: () => findYtDlp(config.programPath)
  }

  const hasMail = config.smtpUrl !== undefined

  const meter = openMeter({ db })
  const courtesy = openCourtesy()
  const torrents = await openTorrents({ db, storage, origin })
  const tracker = openTracker({
    db,
    origin,
    settings: configuration,
    limitFactor: config.rateLimitFactor,
    findMirrored: hashes => findMirroredInfohashes(db, hashes)
  })
  const { torrentPort, isLoopback, logLevel } = config
  const seeding = openSeeding({
    db,
    storage,
    origin,
    settings: configuration,
    torrents,
    torrentPort,
    isLoopback,
    logLevel,
    listAwaited: tracker.wanted
  })
  const users = {
    ...deletion,
    origin,
    settings: configuration,
    hasMail,
    mayWriteTo: limitRecipients(counting),
    endSessions: sessions.revokeAll,
    isOwnPassword: (viewer: Viewer, password: string, address: string | undefined) =>
      isOwnPassword(db, viewer, { password, address })
  }
  const exports = { db, storage, origin, settings: configuration, secret: await serverSecret(db, 'archive') }
  const about = { db, origin, settings: configuration, version: packageJson.version, hasMail }
  return {
    config,
    db,
    queue,
    storage,
    origin,
    site,
    settings: configuration,
    tokenSecret,
    sessions,
    limiter,
    counting,
    follower,
    transcoding,
    runners,
    deletion,
    uploads,
    imports,
    hasMail,
    torrents,
    tracker,
    seeding,
    meter,
    courtesy,
    users,
    exports,
    about
  }
}
