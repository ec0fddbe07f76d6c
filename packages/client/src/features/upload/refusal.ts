import type { MessageKey } from '../../i18n/en.ts'

export interface Refusal {
  /** HTTP status, 0 when the server could not be asked. */
  readonly status: number
  /** The server's own sentence, in English. */
  readonly detail: string | null
}

const SENTENCES: Readonly<Record<number, MessageKey>> = {
  401: 'upload.error.signedOut',
  403: 'upload.error.refused',
  409: 'upload.error.busy',
  413: 'upload.error.tooLarge',
  415: 'upload.error.unreadable',
  422: 'upload.error.unreadable',
  429: 'upload.error.tooMany',
  507: 'upload.error.noSpace'
}

/** The sentence for a refused upload, in the reader's language; null where only the server's own words say enough. */
export function refusalKey({ status, detail }: Refusal): MessageKey | null {
  if (status === 413 && detail?.includes('quota')) return 'upload.error.quota'
  return SENTENCES[status] ?? (detail ? null : 'upload.error.unknown')
}
