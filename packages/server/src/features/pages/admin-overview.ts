/** What needs an administrator, in one look. */
import type { Router } from 'express'
import {
  ATTENTION,
  type AttentionCounts,
  type AttentionKind,
  type DiskSpace,
  type MachineFacts,
  type Page,
  type Totals
} from '../../contract/index.ts'
import { formPage } from './form-page.ts'
import { isAdministrator } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdminOverviewDeps {
  readonly hasMail: boolean
  readonly countTotals: () => Promise<Totals>
  readonly countAttention: () => Promise<AttentionCounts>
  readonly readDisk: () => Promise<DiskSpace>
  readonly readMachine: () => Promise<MachineFacts>
  /** Whether the assistant was gone through, or left. */
  readonly readSetup: () => Promise<{ readonly isBegun: boolean; readonly isFinished: boolean }>
}

/** Of the disk that is left free. */
const NEARLY_FULL = 0.1

export function adminOverview(router: Router, pages: PageResponder, deps: AdminOverviewDeps): void {
  formPage(router, pages, { path: '/admin', admits: isAdministrator, show: () => load(deps) })
}

async function load(deps: AdminOverviewDeps): Promise<Page> {
  const [counts, disk, machine, totals, { isFinished }] = await Promise.all([
    deps.countAttention(),
    deps.readDisk(),
    deps.readMachine(),
    deps.countTotals(),
    deps.readSetup()
  ])
  const found: Record<AttentionKind, number> = {
    ...counts,
    setup: isFinished ? 0 : 1,
    disk: disk.freeBytes < disk.totalBytes * NEARLY_FULL ? 1 : 0,
    mail: deps.hasMail ? 0 : 1
  }
  const { totalUsers, totalDailyActiveUsers, totalLocalVideos, totalLocalVideoViews, totalLocalVideoFilesSize } = totals
  return {
    kind: 'admin-overview',
    disk,
    machine,
    attention: ATTENTION.flatMap(kind => (found[kind] > 0 ? [{ kind, count: found[kind] }] : [])),
    totals: {
      totalUsers,
      totalDailyActiveUsers,
      totalLocalVideos,
      totalLocalVideoViews,
      totalLocalVideoFilesSize
    }
  }
}
