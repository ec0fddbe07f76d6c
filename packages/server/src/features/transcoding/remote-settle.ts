/** Transcoding by runners: what comes of an attempt once its renditions are there, or will never be. */
import { type HlsPackage, Rendition, STORAGE, type TranscodeProgress } from '@colombier/transcoder/contract'
import { makeRemoteStoryboard, packageRemoteRenditions } from '@colombier/transcoder/remote'
import { RUNNER_JOB_STATE as STATE } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { cancelJobsOf, listJobsOf, type RunnerJob } from '../runners/index.ts'
import { recordFailure, recordProgress, recordResult } from './record.ts'
import { notesOf } from './remote-offer.ts'
import { hasStoryboard, isOpen, lockSettling } from './store.ts'
import { type Attempt, jobIdOf, type TranscodingDeps } from './transcoding.ts'

/**
 * Safe to repeat, at any time and from several servers: one of them settles an attempt, the others leave it to that one.
 *
 * @returns Whether runners have to do with this attempt at all.
 */
export async function settleRemote(deps: TranscodingDeps, attempt: Attempt): Promise<boolean> {
  const jobs = await listJobsOf(deps.db, jobIdOf(attempt))
  if (jobs.length === 0) return false
  // Two who package and remove in one folder would take each other's files away.
  await deps.db.transaction(async tx => {
    if ((await lockSettling(tx, jobIdOf(attempt))) && (await isOpen(tx, attempt))) await settleOpen(deps, attempt)
  })
  return true
}

async function settleOpen(deps: TranscodingDeps, attempt: Attempt): Promise<void> {
  const subject = jobIdOf(attempt)
  const jobs = await listJobsOf(deps.db, subject)
  const lost = jobs.find(job => job.state === STATE.errored || job.state === STATE.cancelled)
  if (lost) {
    await cancelJobsOf(deps.db, subject)
    await recordFailure(deps, attempt, `internal: ${lost.error ?? 'the work was cancelled'}`)
    return
  }
  const done = jobs.filter(job => job.state === STATE.completed)
  if (done.length === jobs.length) await finish(deps, attempt, done)
  else if (done.length > 0) await recordProgress(deps, attempt, await packageOf(deps, done, false))
  else if (jobs.some(job => job.state === STATE.processing)) await recordProgress(deps, attempt, undefined)
}

async function finish(deps: TranscodingDeps, attempt: Attempt, jobs: readonly RunnerJob[]): Promise<void> {
  const { storage } = deps
  const hls = await packageOf(deps, jobs, true)
  await removeOthers(deps, attempt, hls)
  const smallest = hls.renditions.reduce((a, b) => (a.resolution < b.resolution ? a : b))
  const smallestPath = storage.pathOf(`${STORAGE.hls}/${attempt.videoUuid}/${smallest.fileName}`)
  const storyboard = await makeRemoteStoryboard(storage.root, smallestPath)
  await recordResult(deps, attempt, { hls, storyboard })
  // Another server was faster, or the video went meanwhile.
  if (storyboard && !(await hasStoryboard(deps.db, storyboard.fileName)))
    await storage.remove(`${STORAGE.storyboards}/${storyboard.fileName}`)
}

/** How far runners are with an attempt; undefined until one of them begins. */
export async function remoteProgress(db: Queryable, jobId: string): Promise<TranscodeProgress | undefined> {
  const jobs = await listJobsOf(db, jobId)
  if (!jobs.some(job => job.state === STATE.processing || job.state === STATE.completed)) return undefined
  const percent = jobs.reduce((sum, job) => sum + (job.progress ?? 0), 0) / jobs.length
  return { stage: 'encoding', percent: Math.round(percent * 10) / 10, secondsLeft: null }
}

function packageOf({ storage }: TranscodingDeps, jobs: readonly RunnerJob[], isWhole: boolean): Promise<HlsPackage> {
  const { masterName, sha256Name } = notesOf(jobs[0]!)
  const folder = storage.pathOf(`${STORAGE.hls}/${jobs[0]!.videoUuid}`)
  const renditions = jobs.map(job => Rendition.parse(job.result))
  return packageRemoteRenditions(folder, { masterName, sha256Name: isWhole ? sha256Name : null }, renditions)
}

/** What earlier attempts left, and runners whose work came too late. */
async function removeOthers({ storage }: TranscodingDeps, { videoUuid }: Attempt, hls: HlsPackage): Promise<void> {
  const folder = `${STORAGE.hls}/${videoUuid}`
  const kept = new Set([
    ...[hls.masterName, hls.sha256Name],
    ...hls.renditions.flatMap(({ fileName, playlistName }) => [fileName, playlistName])
  ])
  for (const name of await storage.list(folder)) if (!kept.has(name)) await storage.remove(`${folder}/${name}`)
}
