/** Other servers for the bench, from where the bench stands. */
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

export type Command =
  | { readonly kind: 'listen'; readonly count: number }
  /** These answer 503 from now on, and no others. */
  | { readonly kind: 'fail'; readonly peers: readonly number[] }
  | { readonly kind: 'heard' }
  | { readonly kind: 'follow'; readonly peers: readonly number[]; readonly target: string }
  | {
      readonly kind: 'comment'
      readonly peer: number
      readonly inbox: string
      readonly videoUrl: string
      readonly texts: readonly string[]
      readonly concurrency: number
    }

export interface Heard {
  readonly peer: number
  readonly type: string
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

export interface Answer {
  readonly statuses: readonly number[]
  readonly durationMs: number
  /** Of those that were accepted. */
  readonly p99Ms: number
}

export interface Peers {
  listen(count: number): Promise<string[]>
  fail(peers: readonly number[]): Promise<void>
  heard(): Promise<Heard[]>
  follow(peers: readonly number[], target: string): Promise<Answer>
  comment(command: Omit<Command & { kind: 'comment' }, 'kind'>): Promise<Answer>
  close(): void
}

export function startPeers(): Peers {
  const child: ChildProcess = fork(join(import.meta.dirname, 'peers-process.ts'))
  const waiting = new Map<number, (result: unknown) => void>()
  let count = 0
  child.on('message', ({ number, result }: { number: number; result: unknown }) => {
    waiting.get(number)?.(result)
    waiting.delete(number)
  })
  const ask = <T>(command: Command) =>
    new Promise<T>(resolve => {
      const number = ++count
      waiting.set(number, resolve as (result: unknown) => void)
      child.send({ number, command })
    })
  return {
    listen: amount => ask({ kind: 'listen', count: amount }),
    fail: peers => ask({ kind: 'fail', peers }),
    heard: () => ask({ kind: 'heard' }),
    follow: (peers, target) => ask({ kind: 'follow', peers, target }),
    comment: command => ask({ kind: 'comment', ...command }),
    close: () => child.disconnect()
  }
}
