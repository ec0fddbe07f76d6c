import { mkdir } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import * as transcoderMedia from '@colombier/transcoder/media'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import type { Settings } from '../configuration/index.ts'
import type { TranscodingQueue } from '../transcoding/index.ts'
import type { Media } from './media.ts'
import type { ResumableDeps } from './resumable.ts'
import { openResumableStorage } from './resumable-storage.ts'

export interface UploadSettings {
  readonly origin: string
  readonly maxUploadBytes: number
}

/** Makes the folders that uploads need. */
export async function openUploads({
  config,
  settings,
  db,
  queue,
  storage,
  media = transcoderMedia,
  onBytes = () => {}
}: {
  config: UploadSettings
  settings: Settings
  db: Database
  queue: TranscodingQueue
  storage: Storage
  media?: Media
  /** Called when the bytes of a file begin to come: soon there may be work for a transcoder. */
  onBytes?: () => void
}): Promise<ResumableDeps> {
  for (const folder of [STORAGE.uploads, STORAGE.originals, STORAGE.thumbnails, STORAGE.previews])
    await mkdir(storage.pathOf(folder), { recursive: true })
  const { origin, maxUploadBytes } = config
  return {
    db,
    queue,
    storage,
    media,
    onBytes,
    origin,
    maxUploadBytes,
    settings,
    resumable: openResumableStorage(db, storage, maxUploadBytes),
    inHand: new Map()
  }
}
