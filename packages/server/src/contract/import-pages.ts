/** The page on which a member lets the server fetch videos from elsewhere. */

/** Why there is no video. */
export const IMPORT_REASONS = [
  'not-public',
  'bad-address',
  'gone',
  'refused',
  'silent',
  'led-astray',
  'too-large',
  'quota',
  'no-space',
  'unreadable',
  'over-limits',
  'blocked',
  'channel',
  'no-yt-dlp',
  'no-video',
  'protected',
  'sign-in',
  'private',
  'country',
  'form',
  'torrent',
  'yt-dlp',
  'other'
] as const
export type ImportReason = (typeof IMPORT_REASONS)[number]

export interface ImportOnPage {
  readonly id: number
  readonly address: string
  /** Of the video that came of it, as long as it is there. */
  readonly video: { readonly name: string; readonly path: string } | null
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly reason: ImportReason | null
  /** What yt-dlp says, in its own words; null for what is told in ours. */
  readonly words: string | null
  /** ISO 8601 */
  readonly createdAt: string
}

export const IMPORT_FORMS = ['import', 'cancel', 'retry', 'delete'] as const
export type ImportForm = (typeof IMPORT_FORMS)[number]

export interface ImportsPage {
  readonly kind: 'my-imports'
  readonly imports: readonly ImportOnPage[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  /** An administrator allows it. */
  readonly isEnabled: boolean
  /** Addresses of pages may be given too, not those of files alone: yt-dlp is installed. */
  readonly readsPages: boolean
  /** What was done just now. */
  readonly done: ImportForm | null
  /** Fields at fault of the form that was refused, as they were typed; or what keeps it from being done. */
  readonly faults: readonly string[]
  readonly typed: Readonly<Record<string, string>>
}
