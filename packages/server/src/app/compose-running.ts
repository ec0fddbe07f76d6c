/** What the pages for the running of the server need of the slices. */
import {
  countAttention,
  countTotals,
  findVideoNames,
  listStoredVideos,
  listStoringUsers,
  readDisk,
  readMachine,
  readStorage
} from '../features/about/index.ts'
import { changeHomepage, readHomepage, readSetup, writeSetup } from '../features/configuration/index.ts'
import { findLogs } from '../features/logs/index.ts'
import { readDelivery } from '../features/metrics/index.ts'
import type { AdministrationDeps } from '../features/pages/index.ts'
import {
  dropRegistrationToken,
  dropRunner,
  listRegistrationTokens,
  listRunnerJobs,
  listRunners,
  makeRegistrationToken
} from '../features/runners/index.ts'
import { manageServerFollows } from '../features/server-follows/index.ts'
import { listTranscodingJobs, retryTranscoding } from '../features/transcoding/index.ts'
import { findAccess } from '../features/videos/index.ts'
import { AppError } from '../kernel/errors.ts'
import { log } from '../platform/log.ts'
import type { Parts } from './compose-parts.ts'

export function composeRunning(parts: Parts, settleWishesSoon: () => void): AdministrationDeps {
  const { db, origin, settings, hasMail, storage, about } = parts
  return {
    settings,
    hasMail,
    countTotals: () => countTotals(db),
    countAttention: () => countAttention(db),
    readDisk: () => readDisk(storage.root),
    readMachine: () => readMachine(db, about.version),
    readSetup: () => readSetup(db),
    writeSetup: state => writeSetup(db, state),
    configuration: settings,
    readHomepage: () => readHomepage(db),
    changeHomepage: (content, by) => changeHomepage(db, content, by),
    follows: manageServerFollows({ db, origin, settleSoon: settleWishesSoon }),
    findLogs,
    readStorage: () => readStorage(db),
    listStoringUsers: count => listStoringUsers(db, count),
    listStoredVideos: range => listStoredVideos(db, range),
    readDelivery: () => readDelivery(db, {}),
    ...composeJobs(parts),
    runners: composeRunnersPage(parts)
  }
}

function composeJobs({
  db,
  transcoding
}: Parts): Pick<AdministrationDeps, 'jobTypes' | 'listJobs' | 'findVideoNames' | 'retryTranscoding'> {
  return {
    jobTypes: ['video-transcoding'],
    listJobs: wanted => listTranscodingJobs(db, { ...wanted, isNewestFirst: true }),
    findVideoNames: uuids => findVideoNames(db, uuids),
    async retryTranscoding(uuid, by) {
      const video = await findAccess(db, { uuid })
      if (!video) throw new AppError('not_found', 'Video not found')
      await retryTranscoding(transcoding, video)
      log('jobs').info('{by} has video {uuid} transcoded again', { by, uuid })
    }
  }
}

/** As many are shown at most. */
const SHOWN = { start: 0, count: 100 }

function composeRunnersPage({ db, runners }: Parts): AdministrationDeps['runners'] {
  return {
    async list() {
      const { data } = await listRunners(db, { ...SHOWN, sort: '-createdAt' })
      return data.map(({ id, name, description, version, lastContact }) => ({
        id,
        name,
        description,
        version,
        lastContactAt: lastContact.toISOString()
      }))
    },
    async listTokens() {
      const { data } = await listRegistrationTokens(db, { ...SHOWN, sort: '-createdAt' })
      return data.map(({ id, registrationToken, registeredRunnersCount, createdAt }) => ({
        id,
        token: registrationToken,
        runners: registeredRunnersCount,
        createdAt: createdAt.toISOString()
      }))
    },
    async listJobs() {
      const { total, data } = await listRunnerJobs(db, { ...SHOWN, count: 20, sort: '-createdAt' })
      const names = await findVideoNames(
        db,
        data.map(({ videoUuid }) => videoUuid)
      )
      return {
        total,
        data: data.map(({ uuid, videoUuid, output, state, progress, failures, error, runner, createdAt }) => ({
          uuid,
          state,
          progress,
          failures,
          error,
          resolution: output.resolution,
          videoName: names.get(videoUuid) ?? '',
          runnerName: runner?.name ?? null,
          createdAt: createdAt.toISOString()
        }))
      }
    },
    makeToken: by => makeRegistrationToken(db, by),
    dropToken: id => dropRegistrationToken(db, id),
    drop: (id, by) => dropRunner(db, id, by),
    cancelJob: (uuid, by) => runners.cancel(uuid, by)
  }
}
