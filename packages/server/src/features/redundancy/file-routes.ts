/** Files of copies, at PeerTube's address: `/static/redundancy/hls/{uuid}/{file}`. Players of other servers ask, too. */
import { Router } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { createCache } from '../../platform/cache.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { allowAnyOrigin, cacheControlOf, type FileSender, isUuid, sendStoredFile } from '../playback/index.ts'
import { findServedCopy, type ServedCopy } from './store.ts'
import { folderOf } from './work-copies.ts'

export interface CopyFilesDeps extends FileSender {
  readonly db: Queryable
}

/** How long what happens to a copy may take to reach its files, in exchange for not asking the database per segment. */
const COPY_TTL_MS = 1000

export function copyFileRoutes(deps: CopyFilesDeps): Router {
  const router = Router()
  const copies = createCache<ServedCopy | undefined>({ ttlMs: COPY_TTL_MS, maxEntries: 1000 })
  router.use(allowAnyOrigin)
  router.get('/static/redundancy/hls/:uuid/:file', async (req, res) => {
    const { uuid, file: fileName } = req.params
    const copy = isUuid(uuid) ? await copies.get(uuid, () => findServedCopy(deps.db, uuid)) : undefined
    // Others ask as soon as they hear of a new one.
    if (!copy) copies.forget(uuid)
    // Only names that were written down with the copy are names of files.
    if (!copy?.fileNames.has(fileName)) throw new AppError('not_found', 'File not found')
    const cacheControl = cacheControlOf({ isFinal: true, isPublic: true })
    await sendStoredFile(deps, req, res, { key: `${folderOf(copy.id)}/${fileName}`, fileName, cacheControl })
  })
  return router
}
