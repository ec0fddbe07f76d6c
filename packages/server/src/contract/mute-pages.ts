/** The pages that list whom a member, or the server for everybody, does not want to see. */
import type { FormOutcome } from './form-pages.ts'

export interface MutedOnPage {
  /** A handle, or the name of a server. */
  readonly key: string
  readonly name: string
  /** Null where no page shows it. */
  readonly path: string | null
  /** ISO 8601. */
  readonly since: string
}

export interface MutesPage {
  readonly kind: 'mutes'
  readonly by: 'member' | 'server'
  readonly of: 'accounts' | 'servers'
  readonly search: string
  readonly muted: readonly MutedOnPage[]
  readonly outcome: FormOutcome
  readonly total: number
  readonly page: number
  readonly pageSize: number
}
