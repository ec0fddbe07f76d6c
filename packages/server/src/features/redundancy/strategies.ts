/** Which videos strategies choose. */
import type { Database } from '../../platform/postgres.ts'
import { decide } from './budget.ts'
import { deleteCopies, extendCopies, wishForCopy } from './store.ts'
import { listHeld, rankCandidates, type Strategy } from './strategies-store.ts'

export type { Strategy }

/**
 * Brings the copies of a strategy to what it wants now. Files are fetched, and removed, afterwards. Of several servers
 * that do it at once, the second one finds it done.
 */
export function pursueStrategy(db: Database, wish: Strategy): Promise<void> {
  return db.transaction(async tx => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('redundancy strategies'))")
    const ranked = await rankCandidates(tx, wish)
    const { drop, extend, add } = decide(ranked, await listHeld(tx, wish), wish.sizeBytes)
    await deleteCopies(tx, drop)
    await extendCopies(tx, extend, wish.minimumLifetimeSeconds)
    for (const videoId of add) await wishForCopy(tx, videoId, wish.strategy)
  })
}
