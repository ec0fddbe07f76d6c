/** How much one address, one swarm and all together may have of the tracker. */

/** What a house, a school or a meeting behind one address needs is far below those per address. */
export const LIMITS = {
  messageBytes: 100_000,
  offersPerMessage: 20,
  scrapedPerMessage: 70,
  /** Waiting for a peer that does not read. */
  unsentBytes: 500_000,
  sockets: 5000,
  socketsPerAddress: 500,
  peers: 50_000,
  peersPerAddress: 2000,
  peersPerSwarm: 2000,
  announcesPerMinute: 2000,
  /** Remembered for that. */
  addresses: 20_000
}

export type Limits = typeof LIMITS

/** Counts against a limit a minute, which refills evenly. */
export interface Budget {
  /** @returns False when that is more than is left; then nothing is taken. */
  take(address: string, amount: number): boolean
  /** Forgets who has all of it again. */
  sweep(): void
}

const MINUTE_MS = 60_000

export function openBudget({ perMinute, addressesMax }: { perMinute: number; addressesMax: number }): Budget {
  /** When it is full again, against `performance.now()`. */
  const fullAtMs = new Map<string, number>()
  return {
    take(address, amount) {
      if (perMinute === Number.POSITIVE_INFINITY) return true
      const nowMs = performance.now()
      const nextMs = Math.max(fullAtMs.get(address) ?? 0, nowMs) + (amount / perMinute) * MINUTE_MS
      if (nextMs > nowMs + MINUTE_MS) return false
      fullAtMs.set(address, nextMs)
      if (fullAtMs.size > addressesMax) fullAtMs.delete(fullAtMs.keys().next().value!)
      return true
    },
    sweep() {
      for (const [address, moment] of fullAtMs) if (moment <= performance.now()) fullAtMs.delete(address)
    }
  }
}
