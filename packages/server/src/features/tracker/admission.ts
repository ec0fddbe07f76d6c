/** Which hashes may be shared here: those of videos that this server has and anybody may watch. */
import type { Queryable } from '../../platform/postgres.ts'
import { findShared, registerSwarms } from './store.ts'

export interface AdmissionDeps {
  readonly db: Queryable
  readonly origin: string
  /** Of these hashes, those of other servers' videos of which this one keeps copies. */
  readonly findMirrored: (hashes: readonly string[]) => Promise<readonly string[]>
}

export interface Admission {
  isShared(hash: string): Promise<boolean>
  /** @returns Those that may be shared now, whatever was known of them. */
  ask(hashes: readonly string[]): Promise<ReadonlySet<string>>
}

/** How long a refusal holds: strangers ask again and again. Of what is shared, the swarms themselves are the memory. */
const REFUSED_MS = 5000
const REFUSED_MAX = 5000
const BATCH = 1000

export function openAdmission({ db, origin, findMirrored }: AdmissionDeps): Admission {
  /** Until when, against `performance.now()`. */
  const refused = new Map<string, number>()
  let waiting: Asked | undefined

  const ask = async (hashes: readonly string[]) => {
    const found = new Set<string>()
    for (let first = 0; first < hashes.length; first += BATCH) {
      const some = hashes.slice(first, first + BATCH)
      for (const hash of await findShared(db, some)) found.add(hash)
      const others = some.filter(hash => !found.has(hash))
      if (others.length > 0) for (const hash of await findMirrored(others)) found.add(hash)
    }
    return found
  }
  const settle = async (asked: Asked) => {
    try {
      // The playlist may be a moment old.
      await registerSwarms(db, origin)
      const found = await ask([...asked.keys()])
      for (const [hash, { resolve }] of asked) {
        refused.delete(hash)
        if (!found.has(hash)) refused.set(hash, performance.now() + REFUSED_MS)
        resolve(found.has(hash))
      }
      for (const hash of refused.keys()) if (refused.size > REFUSED_MAX) refused.delete(hash)
    } catch (error) {
      for (const { reject } of asked.values()) reject(error)
    }
  }

  return {
    ask,
    isShared(hash) {
      if ((refused.get(hash) ?? 0) > performance.now()) return Promise.resolve(false)
      // All that are asked for in one turn of the event loop are looked up together.
      waiting ??= scheduled(now => {
        waiting = undefined
        void settle(now)
      })
      const asked = waiting
      const answer = asked.get(hash) ?? Promise.withResolvers<boolean>()
      asked.set(hash, answer)
      return answer.promise
    }
  }
}

type Asked = Map<string, PromiseWithResolvers<boolean>>

function scheduled(work: (asked: Asked) => void): Asked {
  const asked: Asked = new Map()
  setImmediate(work, asked)
  return asked
}
