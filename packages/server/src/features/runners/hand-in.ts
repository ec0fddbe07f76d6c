import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { STORAGE } from '@colombier/transcoder/contract'
import { RunnerJobBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { readForm } from '../../platform/form.ts'
import { parse } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import { assertProcessing, foundJob, heldJob } from './held-job.ts'
import type { RunnerJobDeps } from './job-routes.ts'
import { completeJob, failJob } from './job-store.ts'
import type { RunnerJob } from './runner-job.ts'
import { hashToken } from './tokens.ts'

/**
 * Takes what a runner made. The tokens come in the same form as the files: a job's address, which only runners know,
 * decides whether the form is read at all, and how much of it.
 *
 * Files first, the row last: a crash in between leaves files that the end of the subject removes, and the runner, or
 * the next one, does it again.
 *
 * @throws AppError `not_found`, `invalid`, `too_large`; what is refused for its content counts as a failure.
 */
export async function handIn(deps: RunnerJobDeps, uuid: string, req: IncomingMessage): Promise<void> {
  const { db, storage, work } = deps
  const expected = assertProcessing(await foundJob(db, uuid))
  const limits = await work.limitsOf(expected)
  const name = randomUUID()
  const wanted = Object.fromEntries(
    Object.entries(limits).map(([field, maxBytes], at) => {
      return [field, { path: storage.pathOf(`${STORAGE.uploads}/${name}.${at}`), maxBytes }]
    })
  )
  try {
    const { fields, files } = await readForm(req, wanted)
    const body = parse(RunnerJobBody, fields)
    const job = assertProcessing(await heldJob(db, uuid, body))
    const missing = Object.keys(limits).filter(field => !files.has(field))
    if (missing.length > 0) throw new AppError('invalid', 'Payload is invalid')
    await complete(deps, job, { files, tokenHash: hashToken(body.jobToken) })
    work.onChange(job.subject)
  } finally {
    await Promise.all(Object.values(wanted).map(({ path }) => rm(path, { force: true })))
  }
}

async function complete(
  { db, work }: RunnerJobDeps,
  job: RunnerJob,
  { files, tokenHash }: { files: Awaited<ReturnType<typeof readForm>>['files']; tokenHash: Buffer }
): Promise<void> {
  const accepted = await work.accept(job, files).catch(async refused => {
    if (!(refused instanceof AppError)) throw refused
    log('runners').warn('What a runner made of job {uuid} is refused: {reason}', {
      uuid: job.uuid,
      reason: refused.message
    })
    await failJob(db, { id: job.id, tokenHash }, refused.message)
    work.onChange(job.subject)
    throw refused
  })
  if (await completeJob(db, job.id, { tokenHash, result: accepted.result })) return
  await accepted.undo()
  throw new AppError('conflict', 'This job is not in processing state anymore')
}
