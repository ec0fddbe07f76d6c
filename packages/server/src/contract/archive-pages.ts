/** The page on which members bring an archive from another server. */
import type { UserImport } from './archives.ts'

export interface ArchivePage {
  readonly kind: 'archive'
  readonly userId: number
  /** An administrator allows it. */
  readonly isEnabled: boolean
  /** How large an archive may be now; null where neither the server nor the member's room sets a limit. */
  readonly maxBytes: number | null
  /** What came of the newest one; null while there is none. */
  readonly latest: UserImport | null
}
