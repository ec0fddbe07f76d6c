/** HTTP surface of videos' sources, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { findManageable } from '../videos/index.ts'
import { deleteOriginalFile, findSource } from './store.ts'

export interface SourcesDeps {
  readonly db: Database
  readonly storage: Storage
  /** Public origin, without trailing slash. */
  readonly origin: string
}

export function sourceRoutes({ db, storage, origin }: SourcesDeps): Router {
  const api = apiRouter()

  api.on('getVideoSource', { params: VideoReference }, async call => {
    const video = await findManageable(db, call)
    const source = await findSource(db, { origin, videoId: video.id })
    if (!source) throw new AppError('not_found', 'Video source not found')
    return source
  })

  api.on('deleteVideoSourceFile', { params: VideoReference }, async call => {
    const video = await findManageable(db, call)
    const removed = await db.transaction(tx => deleteOriginalFile(tx, video.id))
    if (removed === 'missing') throw new AppError('not_found', 'Video source not found')
    if (removed === 'needed') throw new AppError('conflict', 'The file is needed until all renditions are made.')
    await storage.remove(removed.key).catch(error => {
      log('sources').warn('The file {key} is left to the sweeper: {error}', { key: removed.key, error })
    })
  })
  return api.router
}
