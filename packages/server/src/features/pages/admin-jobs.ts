/** The server's work in the background, and another try at what failed. */
import type { Request, Router } from 'express'
import { z } from 'zod'
import { JOB_STATES, type Job, type JobState, type JobsPage } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { viewerOf } from '../../platform/http.ts'
import { formPage } from './form-page.ts'
import { isAdministrator } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdminJobsDeps {
  readonly jobTypes: readonly string[]
  readonly listJobs: (wanted: {
    readonly state: JobState | undefined
    readonly type: string | undefined
    readonly start: number
    readonly count: number
  }) => Promise<{ total: number; data: Job[] }>
  readonly findVideoNames: (uuids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** @throws AppError `not_found` or, when there is nothing to repeat, `conflict`. */
  readonly retryTranscoding: (videoUuid: string, by: string) => Promise<void>
}

const RetryForm = z.object({ retry: z.uuid() })

export function adminJobs(router: Router, pages: PageResponder, deps: AdminJobsDeps): void {
  formPage(router, pages, {
    path: '/admin/jobs',
    admits: isAdministrator,
    show: async ({ req }, outcome) => ({ ...(await load(deps, req)), outcome }),
    async forms({ form, res }) {
      const parsed = RetryForm.safeParse(form)
      if (!parsed.success) throw new AppError('not_found', 'Job not found')
      await deps.retryTranscoding(parsed.data.retry, viewerOf(res)!.username)
      return 'retried'
    }
  })
}

async function load(deps: AdminJobsDeps, req: Request): Promise<Omit<JobsPage, 'outcome'>> {
  const page = pageNumber(req)
  const state = JOB_STATES.find(one => one === req.query['state'])
  const type = deps.jobTypes.find(one => one === req.query['type'])
  const { total, data } = await deps.listJobs({ state, type, ...rangeOf(page) })
  const uuidOf = (job: Job) => String((job.data as { videoUUID?: string }).videoUUID)
  const names = await deps.findVideoNames(data.map(uuidOf))
  return {
    kind: 'admin-jobs',
    state: state ?? null,
    type: type ?? null,
    types: deps.jobTypes,
    total,
    page,
    pageSize: PAGE_SIZE,
    jobs: data.map(({ data: _, progress: __, processedOn: ___, ...job }, at) => {
      const videoUuid = uuidOf(data[at]!)
      return { ...job, videoUuid, videoName: names.get(videoUuid) ?? '', watchPath: `/w/${toShortUuid(videoUuid)}` }
    })
  }
}
