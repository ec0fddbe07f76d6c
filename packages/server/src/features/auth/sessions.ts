/** Who holds which token, remembered for a moment: one page makes many requests with the same token. */
import { createCache } from '../../platform/cache.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { deleteToken, deleteTokensOf, findSession, type Session } from './store.ts'

/** A token revoked through another process is refused here after this time; through this one, at once. */
const TTL_MS = 3000
const ENTRIES_MAX = 2000

export interface Sessions {
  /** @param tokenHash As `hashToken` gives it. */
  find(tokenHash: Buffer): Promise<Session | undefined>
  forget(tokenHash: Buffer): void
  /** Ends the session; that it has ended already is no error. */
  revoke(tokenHash: Buffer): Promise<void>
  /** Ends every session of a user; in the transaction of what they end for, so that a crash leaves none. */
  revokeAll(userId: number, tx?: Queryable): Promise<void>
}

export function openSessions(db: Database): Sessions {
  const recent = createCache<Session | undefined>({ ttlMs: TTL_MS, maxEntries: ENTRIES_MAX })
  const forget = (tokenHash: Buffer) => recent.forget(tokenHash.toString('base64'))

  return {
    forget,

    async find(tokenHash) {
      const session = await recent.get(tokenHash.toString('base64'), () => findSession(db, tokenHash))
      return session && session.expiresAt.getTime() > Date.now() ? session : undefined
    },

    async revoke(tokenHash) {
      await deleteToken(db, tokenHash)
      forget(tokenHash)
    },

    async revokeAll(userId, tx = db) {
      for (const tokenHash of await deleteTokensOf(tx, userId)) forget(tokenHash)
    }
  }
}
