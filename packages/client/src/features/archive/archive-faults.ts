/** Why an archive is not taken, in the reader's language. */
import type { MessageKey } from '../../i18n/en.ts'
import { type Refusal, refusalKey } from '../upload/refusal.ts'
import { exceeds } from '../upload/size-limit.ts'

/** What can be seen before it is sent. @param maxBytes Null for no limit. */
export function fileFault(file: Pick<File, 'name' | 'size'>, maxBytes: number | null): MessageKey | null {
  if (!/\.zip$/i.test(file.name)) return 'archive.fault.noZip'
  if (file.size === 0) return 'upload.empty'
  if (!exceeds(file, maxBytes)) return null
  return maxBytes !== 0 ? 'archive.fault.tooLarge' : 'archive.noRoom'
}

/** The server takes in one archive of somebody at a time. */
export const isAtAnother = ({ status, detail }: Refusal): boolean =>
  status === 409 && (detail ?? '').includes('already being processed')

/** What the server says. */
export function archiveRefusal(refusal: Refusal): MessageKey | null {
  const { status, detail } = refusal
  if (isAtAnother(refusal)) return 'archive.fault.running'
  if (status === 400 && detail?.includes('not enabled')) return 'archive.off.text'
  if (status === 400 && detail?.includes('archive')) return 'archive.fault.unreadable'
  return refusalKey(refusal)
}
