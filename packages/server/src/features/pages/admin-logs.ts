/** What the server wrote down of late. */
import type { Router } from 'express'
import { z } from 'zod'
import { LOG_LEVELS, type WireLogLevel } from '../../contract/index.ts'
import { formPage } from './form-page.ts'
import { isAdministrator } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdminLogsDeps {
  /** The oldest first. */
  readonly findLogs: (wanted: {
    readonly startDate: Date
    readonly level: WireLogLevel
    readonly search: string
  }) => readonly { readonly at: Date; readonly level: WireLogLevel; readonly part: string; readonly text: string }[]
}

const HOUR_MS = 3_600_000
const SHOWN = 200

const LogChoice = z.object({
  level: z.enum(LOG_LEVELS).catch('info'),
  hours: z.coerce.number().int().min(1).max(720).catch(24),
  search: z.string().trim().max(200).catch('')
})

export function adminLogs(router: Router, pages: PageResponder, { findLogs }: AdminLogsDeps): void {
  formPage(router, pages, {
    path: '/admin/logs',
    admits: isAdministrator,
    async show({ req }) {
      const choice = LogChoice.parse(req.query)
      const found = findLogs({ ...choice, startDate: new Date(Date.now() - choice.hours * HOUR_MS) })
      const lines = found.slice(-SHOWN).toReversed()
      return {
        kind: 'admin-logs',
        ...choice,
        isCut: found.length > lines.length,
        lines: lines.map(({ at, level, part, text }) => ({ at: at.toISOString(), level, part, text }))
      }
    }
  })
}
