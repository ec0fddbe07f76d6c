/** HTTP surface of work for runners, mounted at /api/v1. Protocol: PeerTube 6.3's. */
import type { Router } from 'express'
import {
  AbortRunnerJobBody,
  ErrorRunnerJobBody,
  RequestRunnerJobBody,
  RunnerBody,
  RunnerJobBody,
  RunnerJobListQuery,
  RunnerJobParams,
  RunnerJobVideoParams,
  UpdateRunnerJobBody
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { ANSWERED, apiRouter } from '../../platform/api-router.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { type FileSender, sendStoredFile } from '../playback/index.ts'
import { handIn } from './hand-in.ts'
import { assertProcessing, foundJob, heldJob } from './held-job.ts'
import {
  cancelJob,
  deleteJob,
  failJob,
  findRunnerJob,
  giveBackJob,
  listAvailableJobs,
  listRunnerJobs,
  noteProgress,
  takeJob
} from './job-store.ts'
import { knownRunner } from './known-runner.ts'
import { cancelRunnerJob } from './manage.ts'
import { HLS_FIELDS, type RunnerJob, type RunnerWork } from './runner-job.ts'
import { hashToken, newJobToken } from './tokens.ts'
import { toPayload, toRunnerJob, toRunnerJobForAdministrators } from './wire.ts'

export interface RunnerJobDeps {
  readonly db: Database
  readonly storage: Storage
  readonly accelPrefix: FileSender['accelPrefix']
  readonly origin: string
  readonly work: RunnerWork
}

const OFFERED_MAX = 10

export function runnerJobRoutes(deps: RunnerJobDeps): Router {
  const api = apiRouter(deps.storage)
  forAdministrators(api, deps)
  takingOn(api, deps)
  duringWork(api, deps)

  const described = { files: Object.values(HLS_FIELDS) }
  api.on('successRunnerJob', { params: RunnerJobParams, body: RunnerJobBody, isRaw: true, described }, call =>
    handIn(deps, call.params.jobUUID, call.req)
  )
  return api.router
}

type Api = ReturnType<typeof apiRouter>

function forAdministrators(api: Api, { db, origin, work }: RunnerJobDeps): void {
  api.on('listRunnerJobs', { query: RunnerJobListQuery }, async ({ query }) => {
    const { total, data } = await listRunnerJobs(db, query)
    return { total, data: data.map(job => toRunnerJobForAdministrators(origin, job)) }
  })
  api.on('cancelRunnerJob', { params: RunnerJobParams }, ({ params, viewer }) =>
    cancelRunnerJob({ db, work }, params.jobUUID, viewer.username)
  )
  api.on('deleteRunnerJob', { params: RunnerJobParams }, async ({ params, viewer }) => {
    const job = await foundJob(db, params.jobUUID)
    const isEnded = await cancelJob(db, job.id)
    // What was cancelled just now is forgotten once the video knows of it.
    if (isEnded) await work.settle(job.subject)
    await deleteJob(db, job.id)
    log('runners').info('{by} deleted job {uuid}', { by: viewer.username, uuid: job.uuid })
  })
}

function takingOn(api: Api, { db, origin, work }: RunnerJobDeps): void {
  api.on('requestRunnerJob', { body: RequestRunnerJobBody }, async ({ body, req }) => {
    await knownRunner(db, body.runnerToken, { ip: req.ip, version: body.version })
    const jobs = await listAvailableJobs(db, body.jobTypes, OFFERED_MAX)
    return { availableJobs: jobs.map(job => ({ uuid: job.uuid, type: job.type, payload: toPayload(origin, job) })) }
  })
  api.on('acceptRunnerJob', { params: RunnerJobParams, body: RunnerBody }, async ({ params, body, req }) => {
    const runner = await knownRunner(db, body.runnerToken, { ip: req.ip })
    const job = await foundJob(db, params.jobUUID)
    const jobToken = newJobToken()
    if (!(await takeJob(db, job.id, runner.id, hashToken(jobToken))))
      throw new AppError('conflict', 'This job is not in pending state anymore', {
        wireCode: 'runner_job_not_in_pending_state'
      })
    log('runners').info('Runner {name} takes on job {uuid}', { name: runner.name, uuid: job.uuid })
    work.onChange(job.subject)
    const taken = (await findRunnerJob(db, job.uuid)) ?? job
    return { job: { ...toRunnerJob(origin, taken), jobToken } }
  })
}

const heldBy = ({ id }: RunnerJob, { jobToken }: { jobToken: string }) => ({ id, tokenHash: hashToken(jobToken) })

function duringWork(api: Api, deps: RunnerJobDeps): void {
  const { db, work } = deps
  api.on('abortRunnerJob', { params: RunnerJobParams, body: AbortRunnerJobBody }, async ({ params, body }) => {
    const job = assertProcessing(await heldJob(db, params.jobUUID, body))
    await giveBackJob(db, heldBy(job, body))
    log('runners').info('Job {uuid} was given back: {reason}', { uuid: job.uuid, reason: body.reason })
  })
  api.on('updateRunnerJob', { params: RunnerJobParams, body: UpdateRunnerJobBody }, async ({ params, body }) => {
    const job = await heldJob(db, params.jobUUID, body)
    const progress = body.progress ?? undefined
    await noteProgress(db, heldBy(job, body), progress === undefined ? undefined : Math.round(progress))
  })
  api.on('errorRunnerJob', { params: RunnerJobParams, body: ErrorRunnerJobBody }, async ({ params, body }) => {
    const job = assertProcessing(await heldJob(db, params.jobUUID, body))
    await failJob(db, heldBy(job, body), body.message)
    log('runners').warn('Job {uuid} failed: {message}', { uuid: job.uuid, message: body.message })
    work.onChange(job.subject)
  })
  api.on(
    'getRunnerJobVideoFile',
    { params: RunnerJobVideoParams, body: RunnerJobBody },
    async ({ params, body, req, res }) => {
      const job = assertProcessing(await heldJob(db, params.jobUUID, body))
      const key = job.videoUuid === params.videoId.toLowerCase() ? await work.findInput(job) : undefined
      if (!key) throw new AppError('not_found', 'File not found')
      await noteProgress(db, heldBy(job, body))
      await sendStoredFile(deps, req, res, { key, cacheControl: 'private, no-store', fileName: key })
      return ANSWERED
    }
  )
}
