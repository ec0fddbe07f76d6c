import { TRENDING_DAYS } from '../contract/index.ts'
import { sweepAuth } from '../features/auth/index.ts'
import { openExportWork, removeExpiredExports } from '../features/exports/index.ts'
import { sweepAudit } from '../features/logs/index.ts'
import type { Mailer } from '../features/mail/index.ts'
import { sweepDelivery } from '../features/metrics/index.ts'
import { notifyUsers, sweepNotifications } from '../features/notifications/index.ts'
import { openRedundancy } from '../features/redundancy/index.ts'
import { followPlaylists } from '../features/tracker/index.ts'
import { BUSY_MS, sweepStrayFiles } from '../features/uploads/index.ts'
import { forgetAbandoned, openUserImportWork } from '../features/user-imports/index.ts'
import { finishDeletions } from '../features/users/index.ts'
import { openImportWork } from '../features/video-imports/index.ts'
import { countRecentViews, publishDueVideos } from '../features/videos/index.ts'
import { addCountedViews, closeViewings } from '../features/views/index.ts'
import {
  type BringFile,
  bringFilesOf,
  type FederationDeps,
  openCommentReading,
  openDeliveries,
  openInbox,
  openOutboxReading,
  peerRules,
  readPlaylists,
  settleWishes,
  sweepDeliveries,
  tellNumbers,
  tellOthers
} from '../federation/index.ts'
import { type Clock, every } from '../platform/clock.ts'
import type { Courtesy } from '../platform/courtesy.ts'
import { consumeEvents } from '../platform/events.ts'
import type { Listener } from '../platform/listener.ts'
import type { Parts } from './compose-parts.ts'

const MINUTE_MS = 60_000
const MAIL_MS = 5000

interface ClockDeps {
  readonly mailer: Mailer | undefined
  /** Opened afterwards. */
  readonly listener: Listener
  readonly federation: FederationDeps
  readonly bringFile: BringFile
}

/** From now on. */
export function startClocks(parts: Parts, { mailer, listener, federation, bringFile }: ClockDeps): Clock[] {
  const { db, storage, origin, site, settings, hasMail, limiter, users, uploads, exports, runners } = parts
  const { meter, torrents, tracker, seeding, courtesy, imports } = parts
  return [
    settings.follow(),
    limiter.follow(),
    consumeEvents(db, 'notifications', notifyUsers({ origin, settings, hasMail }), courtesy),
    ...federationClocks(federation, { listener, courtesy }),
    every(MINUTE_MS / 12, 'Finishing deletions', () => finishDeletions(users)),
    every(MINUTE_MS / 2, 'Scheduled publication', () => publishDueVideos(db)),
    every(MINUTE_MS / 30, 'Making torrents', () => torrents.makeMissing()),
    every(MINUTE_MS / 12, 'Choosing what to seed', seeding.refresh),
    followPlaylists({ db, origin }),
    tracker.follow(),
    every(MINUTE_MS / 6, 'Adding views', () => addCountedViews(db)),
    every(MINUTE_MS / 12, 'Adding up what was delivered', () => meter.flush()),
    every(MINUTE_MS, 'Forgetting viewers', () => closeViewings(db)),
    every(MINUTE_MS, 'Counting trends', () => countRecentViews(db, TRENDING_DAYS)),
    openExportWork({ ...exports, hasMail }),
    openImportWork(imports),
    openRedundancy({
      db,
      storage,
      settings,
      peerRules: peerRules(site),
      bringFilesOf: videoId => bringFilesOf({ db, storage, bringFile }, videoId)
    }),
    openUserImportWork(uploads),
    every(MINUTE_MS * 10, 'Clearing archives', () => removeExpiredExports({ db, storage })),
    ...(mailer ? [every(MAIL_MS, 'Sending mail', () => mailer.sendDue())] : []),
    every(60 * MINUTE_MS, 'Clearing notifications', () => sweepNotifications(db)),
    ...runners.start(),
    every(60 * MINUTE_MS, 'Clearing the audit trail', () => sweepAudit(db)),
    every(60 * MINUTE_MS, 'Clearing days of delivery', () => sweepDelivery(db)),
    every(60 * MINUTE_MS, 'Clearing sessions', () => sweepAuth(db)),
    every(60 * MINUTE_MS, 'Clearing sent archives', () => forgetAbandoned(db)),
    every(60 * MINUTE_MS, 'Clearing uploads', () => sweepStrayFiles({ db, storage }, { minimumAgeMs: BUSY_MS }))
  ]
}

function federationClocks(
  federation: FederationDeps,
  { listener, courtesy: { giveWay, isBusy } }: { listener: Listener; courtesy: Courtesy }
): Clock[] {
  const { db } = federation
  return [
    consumeEvents(db, 'federation', tellOthers(federation), { listener, giveWay }),
    openInbox(federation, { listener, giveWay, isBusy }),
    openDeliveries({ ...federation, listener, giveWay }),
    ...(federation.pictures ? [federation.pictures] : []),
    every(MINUTE_MS * 5, 'Finding whom to follow', () => settleWishes(federation)),
    openOutboxReading(federation),
    every(MINUTE_MS / 12, 'Reading playlists', () => readPlaylists(federation)),
    openCommentReading(federation),
    every(MINUTE_MS / 6, 'Telling numbers', () => tellNumbers(federation)),
    every(MINUTE_MS * 10, 'Clearing deliveries', () => sweepDeliveries(db))
  ]
}
