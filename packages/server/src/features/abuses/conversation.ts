/** What a reporter of this server and its moderators say to each other. */
import type { AbuseMessage } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { type FoundAbuse, findAbuse, insertMessage, listMessages } from './store.ts'
import { toAbuseMessage } from './wire.ts'

/** Oldest first. Whether the reader may see it is the caller's to know. */
export async function readConversation(db: Queryable, site: Site, abuseId: number): Promise<AbuseMessage[]> {
  return (await listMessages(db, abuseId)).map(row => toAbuseMessage(site, row))
}

/**
 * Whether the writer may is the caller's to know.
 *
 * @returns The message's id.
 * @throws AppError `not_found` when the report is gone meanwhile.
 */
export async function writeMessage(
  db: Database,
  { accountId }: Viewer,
  message: { abuseId: number; text: string; isByModerator: boolean }
): Promise<number> {
  return db.transaction(async tx => {
    await existing(tx, message.abuseId, 'FOR UPDATE')
    const messageId = await insertMessage(tx, { ...message, accountId })
    await appendEvent(tx, { type: 'abuse.message-created', messageId })
    return messageId
  })
}

/** @throws AppError `not_found` */
export async function existing(db: Queryable, id: number, lock?: 'FOR UPDATE'): Promise<FoundAbuse> {
  const abuse = await findAbuse(db, id, lock)
  if (!abuse) throw missing()
  return abuse
}

export const missing = () => new AppError('not_found', 'Abuse not found')
