/** What a swarm is joined with, and what is heard of it. */
import type { PlayerCopies } from '../source.ts'

export interface SwarmPlan {
  readonly swarmId: string
  readonly trackers: readonly string[]
  readonly iceServers: readonly { readonly urls: string; readonly username?: string; readonly credential?: string }[]
  readonly copies: PlayerCopies
}

export interface SwarmEvents {
  /** How many other viewers are connected. */
  onPeers(count: number): void
  onBytes(kind: 'fromServer' | 'fromPeers' | 'toPeers', bytes: number): void
  onError(): void
  /** It was left, because nobody in it is to be trusted. */
  onEnd(): void
}
