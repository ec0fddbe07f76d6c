/** bittorrent-tracker's server, with our swarms, and asking us which hashes it may serve. */
/// <reference path="./bittorrent-tracker.d.ts" />
import Server, { type Announce, type SwarmOfLibrary } from 'bittorrent-tracker/server'
import { log } from '../../platform/log.ts'
import type { Swarms } from './swarms.ts'

/** Downloaders ask again after that; players in a fifth of it. */
const INTERVAL_MS = 10 * 60_000
export const NOT_SHARED = 'This is not shared here'

type Answer<Value> = (error: Error | null, value?: Value) => void

export class Library extends Server {
  readonly #swarms: Swarms

  constructor(swarms: Swarms, isShared: (params: Announce) => Promise<boolean>) {
    super({
      http: false,
      udp: false,
      ws: false,
      stats: false,
      interval: INTERVAL_MS,
      filter: (_hash, params, answer) => void decide(params, isShared, answer)
    })
    this.#swarms = swarms
  }

  override getSwarm(hash: string, answer: Answer<SwarmOfLibrary | undefined>): void {
    answer(null, this.#swarms.find(hash))
  }

  override createSwarm(hash: string, answer: Answer<SwarmOfLibrary>): void {
    answer(null, this.#swarms.findOrCreate(hash))
  }
}

async function decide(
  params: Announce,
  isShared: (params: Announce) => Promise<boolean>,
  answer: (refusal: Error | null) => void
): Promise<void> {
  let refusal: Error | null
  try {
    refusal = (await isShared(params)) ? null : new Error(NOT_SHARED)
  } catch (error) {
    log('tracker').error('A hash cannot be looked up: {error}', { error })
    refusal = new Error('Something went wrong here, please try again later')
  }
  try {
    // Who has gone meanwhile would never leave the swarm again.
    answer(params.socket?.destroyed ? new Error('Gone') : refusal)
  } catch (error) {
    log('tracker').error('An announce failed: {error}', { error })
  }
}
