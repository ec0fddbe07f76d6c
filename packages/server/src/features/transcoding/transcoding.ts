/** The wish for a video's renditions and the queue that carries it out. */
import type { TranscodeJob } from '@colombier/transcoder/contract'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import type { Settings } from '../configuration/index.ts'

export interface QueuedJob {
  readonly id: string
  readonly state: 'waiting' | 'active' | 'delayed' | 'completed' | 'failed' | 'unknown'
  readonly progress: unknown
  readonly result: unknown
  readonly failedReason: string | undefined
}

/** What this slice asks of platform/queue.ts. */
export interface TranscodingQueue {
  /** Adding an id that is there already changes nothing. */
  add(
    id: string,
    data: TranscodeJob,
    options?: { attempts?: number; backoffMs?: number; priority?: number }
  ): Promise<unknown>
  find(id: string): Promise<QueuedJob | undefined>
  remove(id: string): Promise<unknown>
  subscribe(listeners: {
    onProgress?: (id: string, progress: unknown) => void
    onCompleted?: (id: string) => void
    onFailed?: (id: string, reason: string) => void
  }): unknown
}

export interface TranscodingDeps {
  readonly db: Database
  readonly storage: Storage
  readonly queue: TranscodingQueue
  readonly settings: Settings
}

/** One attempt at one video; its job's id is `{uuid}-{number}`. */
export interface Attempt {
  readonly videoUuid: string
  readonly number: number
}

export function jobIdOf({ videoUuid, number }: Attempt): string {
  return `${videoUuid}-${number}`
}

/** Undefined for a job that is not ours. */
export function parseJobId(id: string): Attempt | undefined {
  const [, videoUuid, number] = /^([0-9a-f-]{36})-(\d{1,9})$/.exec(id) ?? []
  return videoUuid && number ? { videoUuid, number: Number(number) } : undefined
}
