/** The page on which a member lets the server fetch videos from elsewhere. */

/** Why there is no video. The API tells it as a sentence in English; the page says it in its own language. */
const SENTENCES = {
  'not-public': /not on the open internet/,
  'bad-address': /not an address of the web|may not be asked/,
  gone: /answers with status (404|410)|This video is not there/,
  refused: /answers with status/,
  silent: /does not answer|Too little comes|ends too soon/,
  'led-astray': /leads on and on/,
  'too-large': /larger than this server takes/,
  quota: /quota/,
  'no-space': /no space left/,
  unreadable: /^Video file unreadable\.$/,
  'over-limits': /^Video file unreadable: /,
  blocked: /account is blocked/,
  channel: /^Unknown video "video channel"/,
  'no-yt-dlp': /yt-dlp is not installed/,
  'no-video': /^No video was found/,
  protected: /protected against copying/,
  'sign-in': /only to people who have signed in/,
  private: /This video is private/,
  country: /in the country of this server/,
  form: /not offered in any form/,
  'yt-dlp': /^yt-dlp cannot read this page/
} as const

export type ImportReason = keyof typeof SENTENCES | 'other'

export function importReasonOf(error: string): ImportReason {
  const names = Object.keys(SENTENCES) as (keyof typeof SENTENCES)[]
  return names.find(name => SENTENCES[name].test(error)) ?? 'other'
}

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
