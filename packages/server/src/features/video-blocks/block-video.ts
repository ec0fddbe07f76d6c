/** Taking a video out of everybody's sight, and giving it back. */
import { BLOCK_TYPE, PRIVACY, STATE } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import type { VideoAccess } from '../videos/index.ts'
import { deleteBlock, insertAutomaticBlock, lockBlock, putBlock } from './store.ts'

/** Blocking again replaces the reason; a block that waited for a moderator becomes theirs. */
export async function blockVideo(
  db: Database,
  { id: videoId }: VideoAccess,
  block: { reason: string | null; isUnfederated: boolean }
): Promise<void> {
  await db.transaction(async tx => {
    const before = await lockBlock(tx, videoId)
    await putBlock(tx, videoId, block)
    if (before?.type !== BLOCK_TYPE.manual) await appendEvent(tx, { type: 'video.blocked', videoId })
    else if (before.isUnfederated !== block.isUnfederated) await appendEvent(tx, { type: 'video.updated', videoId })
  })
}

/** @throws AppError `not_found` when it is not blocked. */
export async function unblockVideo(db: Database, { id: videoId, privacy, state }: VideoAccess): Promise<void> {
  await db.transaction(async tx => {
    const before = await lockBlock(tx, videoId)
    if (!before) throw notBlocked()
    await deleteBlock(tx, videoId)
    await appendEvent(tx, { type: 'video.unblocked', videoId })
    const isFirstSeen = before.type === BLOCK_TYPE.automatic && state === STATE.published && privacy === PRIVACY.public
    if (isFirstSeen) await appendEvent(tx, { type: 'video.published', videoId })
  })
}

export function notBlocked(): AppError {
  return new AppError('not_found', 'Blacklisted video not found')
}

/**
 * Holds a new video back until a moderator has looked at it, where the settings say so. Call it in the transaction that
 * makes the video.
 */
export async function holdNewVideo(
  tx: Queryable,
  settings: Settings,
  { videoId, userId }: { videoId: number; userId: number }
): Promise<void> {
  if (!settings.current().autoBlacklist.videos.ofUsers.enabled) return
  const reason = 'A moderator has to look at this video before others can see it.'
  if (await insertAutomaticBlock(tx, { videoId, userId, reason }))
    await appendEvent(tx, { type: 'video.auto-blocked', videoId })
}
