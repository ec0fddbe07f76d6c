/** The pages for the running of the server. */
import type { Router } from 'express'
import { type AdminConfigDeps, adminConfig } from './admin-config.ts'
import { type AdminFollowsDeps, adminFollows } from './admin-follows.ts'
import { type AdminJobsDeps, adminJobs } from './admin-jobs.ts'
import { type AdminLogsDeps, adminLogs } from './admin-logs.ts'
import { type AdminOverviewDeps, adminOverview } from './admin-overview.ts'
import { type AdminRunnersDeps, adminRunners } from './admin-runners.ts'
import type { AdminSetupDeps } from './admin-setup.ts'
import { type AdminStorageDeps, adminStorage } from './admin-storage.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdministrationDeps
  extends AdminOverviewDeps,
    AdminJobsDeps,
    AdminRunnersDeps,
    AdminLogsDeps,
    AdminStorageDeps,
    AdminFollowsDeps,
    AdminConfigDeps,
    AdminSetupDeps {}

export function adminPages(router: Router, pages: PageResponder, deps: AdministrationDeps): void {
  adminOverview(router, pages, deps)
  adminFollows(router, pages, deps)
  adminJobs(router, pages, deps)
  adminRunners(router, pages, deps)
  adminLogs(router, pages, deps)
  adminStorage(router, pages, deps)
  adminConfig(router, pages, deps)
}
