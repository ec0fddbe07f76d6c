/** Other machines that transcode for this one. */
import type { Router } from 'express'
import { z } from 'zod'
import type { RunnerJobOnPage, RunnersPage } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { viewerOf } from '../../platform/http.ts'
import type { Settings } from '../configuration/index.ts'
import { formPage } from './form-page.ts'
import { isAdministrator } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdminRunnersDeps {
  readonly settings: Settings
  readonly runners: {
    list(): Promise<RunnersPage['runners']>
    listTokens(): Promise<RunnersPage['tokens']>
    /** The newest. */
    listJobs(): Promise<{ total: number; data: RunnerJobOnPage[] }>
    makeToken(by: string): Promise<void>
    /** The three throw AppError `not_found`; the last one `invalid` for a job that has ended. */
    dropToken(id: number): Promise<void>
    drop(id: number, by: string): Promise<void>
    cancelJob(uuid: string, by: string): Promise<void>
  }
}

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
const RunnersForm = z.union([
  z.object({ make: z.string() }),
  z.object({ dropToken: id }),
  z.object({ drop: id }),
  z.object({ cancel: z.uuid() })
])

export function adminRunners(router: Router, pages: PageResponder, deps: AdminRunnersDeps): void {
  formPage(router, pages, {
    path: '/admin/runners',
    admits: isAdministrator,
    show: async (_at, outcome) => ({ ...(await load(deps)), outcome }),
    async forms({ form, res }) {
      const { username } = viewerOf(res)!
      const parsed = RunnersForm.safeParse(form)
      if (!parsed.success) throw new AppError('not_found', 'Runner not found')
      const { data } = parsed
      if ('make' in data) {
        await deps.runners.makeToken(username)
        return 'made'
      }
      if ('dropToken' in data) await deps.runners.dropToken(data.dropToken)
      else if ('drop' in data) await deps.runners.drop(data.drop, username)
      else await deps.runners.cancelJob(data.cancel, username)
      return 'removed'
    }
  })
}

async function load({ settings, runners }: AdminRunnersDeps): Promise<Omit<RunnersPage, 'outcome'>> {
  const [list, tokens, jobs] = await Promise.all([runners.list(), runners.listTokens(), runners.listJobs()])
  return {
    kind: 'admin-runners',
    runners: list,
    tokens,
    jobs: jobs.data,
    jobsTotal: jobs.total,
    enabled: settings.current().transcoding.remoteRunners.enabled
  }
}
