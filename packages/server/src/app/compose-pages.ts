/** The pages, and what they need of the slices. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Router } from 'express'
import { findServerImages } from '../features/actors/index.ts'
import { listCaptions, readCaption } from '../features/captions/index.ts'
import { listChapters } from '../features/chapters/index.ts'
import { listVideoDelivery, readDelivery } from '../features/metrics/index.ts'
import { countUnread } from '../features/notifications/index.ts'
import { loadRenderer, pageRoutes, serverPictures } from '../features/pages/index.ts'
import { dropCopy, listCopiesForPage } from '../features/redundancy/index.ts'
import { findPageAt, readAddress } from '../features/search/index.ts'
import { findTranscodingStatus } from '../features/transcoding/index.ts'
import { accountLinks, findP2pChoice, findPageUser } from '../features/users/index.ts'
import { findAccess, findStoryboard, makeFileToken, openVideo, toStoryboard } from '../features/videos/index.ts'
import { createCache } from '../platform/cache.ts'
import { operationCaller } from '../platform/call-operation.ts'
import { composeActorPages } from './compose-actor-pages.ts'
import { composeBrowsing } from './compose-browsing.ts'
import type { Peers } from './compose-federation.ts'
import type { Parts } from './compose-parts.ts'
import { composeReports } from './compose-reports.ts'
import { composeRunning } from './compose-running.ts'
import { composeStudio } from './compose-studio.ts'
import { composeTalk } from './compose-talk.ts'
import { composeWelcome } from './compose-welcome.ts'

export const CLIENT_DIST = fileURLToPath(new URL('../../../client/dist/', import.meta.url))

/** Path of a file of the client, whose name carries a hash. */
export async function clientFile(source: string): Promise<string> {
  const manifest = JSON.parse(await readFile(`${CLIENT_DIST}manifest.json`, 'utf8')) as Record<string, { file: string }>
  return `/client/${manifest[source]?.file ?? source}`
}

const PICTURES_TTL_MS = 2000

/** @throws Error when the client was never built. */
export async function composePages(
  parts: Parts,
  { onRemoteSeen, elsewhere, resolveChannel, settleWishesSoon }: Peers,
  api: readonly Router[]
) {
  const { config, db, site, origin, settings, users, tokenSecret, transcoding, tracker, seeding } = parts
  const pictures = createCache<ReturnType<typeof serverPictures>>({ ttlMs: PICTURES_TTL_MS, maxEntries: 1 })
  return pageRoutes({
    ...composeBrowsing(parts, elsewhere),
    ...composeTalk(parts, { resolveChannel }),
    ...composeWelcome(parts),
    ...composeActorPages(parts),
    administration: composeRunning(parts, settleWishesSoon),
    ...composeReports(parts),
    ...composeStudio(parts),
    call: operationCaller(api),
    isOwnPassword: parts.users.isOwnPassword,
    origin,
    settings,
    render: await loadRenderer(`${CLIENT_DIST}render.js`),
    maxUploadBytes: config.maxUploadBytes,
    accountLinks: accountLinks(users),
    async findPageUser({ userId }) {
      const [user, unread] = await Promise.all([findPageUser(db, site, userId), countUnread(db, userId)])
      return { ...user, unread }
    },
    // Every page has them: asked for once in a while.
    findServerPictures: () => pictures.get('', async () => serverPictures(await findServerImages(db, site))),
    findP2pChoice: userId => findP2pChoice(db, userId),
    findElsewhere: (uri, viewer) => findPageAt({ db, settings, elsewhere }, readAddress(site, uri), viewer),
    async openVideo(reference, credentials) {
      const video = await openVideo({ db, origin, tokenSecret }, reference, credentials)
      if (!video.isLocal) onRemoteSeen(video.id)
      return video
    },
    listCaptions: videoId => listCaptions(db, origin, { videoId }),
    readCaption: (videoId, language) => readCaption(parts, videoId, language),
    listChapters: async videoId =>
      (await listChapters(db, videoId)).map(({ timecode, title }) => ({ startSeconds: timecode, title })),
    findStoryboard: async videoId => {
      const row = await findStoryboard(db, videoId)
      return row && toStoryboard(origin, row)
    },
    listCopies: (target, range) => listCopiesForPage(db, target, range),
    dropCopy: id => dropCopy(parts, id),
    readDelivery: () => readDelivery(db, {}),
    listVideoDelivery: range => listVideoDelivery(db, { ...range, sort: '-downloadedBytes' }),
    countTracker: () => tracker.counts(),
    reportSeeding: () => seeding.report(),
    countsSent: config.accelPrefix === undefined,
    makeFileToken: async videoUuid => {
      const video = await findAccess(db, { uuid: videoUuid })
      return video ? makeFileToken(tokenSecret, video).token : ''
    },
    findTranscoding: videoUuid => findTranscodingStatus(transcoding, videoUuid)
  })
}
