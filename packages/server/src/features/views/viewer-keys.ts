/** Tells viewers apart without knowing them: hashes with a salt that lives for a day and is then forgotten. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Queryable } from '../../platform/postgres.ts'
import { findSalts } from './store.ts'

export interface ViewerKeys {
  /** With today's salt first, then yesterday's, so that nobody becomes two at midnight. */
  readonly viewer: readonly Buffer[]
  readonly address: readonly Buffer[]
}

export type FindViewerKeys = (
  videoId: number,
  who: { readonly address: string | undefined; readonly sessionId: string | undefined }
) => Promise<ViewerKeys>

const SALT_BYTES = 32

/** No two videos have the same viewers, as far as the hashes tell. */
export function openViewerKeys(db: Queryable): FindViewerKeys {
  let known: { day: string; salts: Promise<readonly Buffer[]> } | undefined

  return async (videoId, { address = '', sessionId }) => {
    const day = new Date().toISOString().slice(0, 10)
    if (known?.day !== day) known = { day, salts: findSalts(db, day, randomBytes(SALT_BYTES)) }
    const salts = await known.salts.catch(error => {
      known = undefined
      throw error
    })
    const keysOf = (kind: string, text: string) =>
      salts.map(salt =>
        createHmac('sha256', salt)
          .update(JSON.stringify([videoId, kind, text]))
          .digest()
      )
    return {
      viewer: sessionId === undefined ? keysOf('address', address) : keysOf('session', sessionId),
      address: keysOf('address', address)
    }
  }
}
