/** HTTP surface of copies between servers, mounted at /api/v1. Shapes and refusals: PeerTube 6.3. */
import type { Router } from 'express'
import {
  MirrorBody,
  MirroredHost,
  MirrorQuery,
  MirrorReference,
  RedundancyBody,
  WORK_STATE
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { findAccess, videoNotFound } from '../videos/index.ts'
import { listCopies } from './list-copies.ts'
import { removeCopyFolders } from './look-after.ts'
import { deletePeerCopy } from './peer-store.ts'
import {
  allowHost,
  deleteCopies,
  findMirrorable,
  forbidHost,
  isKnownHost,
  type Mirrorable,
  wishForCopy
} from './store.ts'

export interface RedundancyDeps {
  readonly db: Database
  readonly storage: Storage
  readonly site: Site
}

export function redundancyRoutes(deps: RedundancyDeps): Router {
  const api = apiRouter()
  const { db, site } = deps
  api.on('getMirroredVideos', { query: MirrorQuery }, ({ query }) => listCopies(db, site, query))

  api.on('putMirroredVideo', { body: MirrorBody }, async ({ body }) => {
    const video = await findAccess(db, body.videoId)
    const found = video && (await findMirrorable(db, video.id))
    if (!found) throw videoNotFound()
    assertMirrorable(found)
    if (!(await wishForCopy(db, found.videoId, 'manual'))) throw already()
  })

  api.on('delMirroredVideo', { params: MirrorReference }, async ({ params: { redundancyId } }) => {
    if (!(await dropCopy(deps, redundancyId))) throw new AppError('not_found', 'Video redundancy not found')
  })

  api.on('updateServerRedundancy', { params: MirroredHost, body: RedundancyBody }, async ({ params, body }) => {
    const host = params.host.toLowerCase()
    if (!(await isKnownHost(db, host))) throw new AppError('not_found', `Server ${host} not found.`)
    if (body.redundancyAllowed) return allowHost(db, host)
    const gone = await db.transaction(async tx => deleteCopies(tx, await forbidHost(tx, host)))
    await removeCopyFolders(deps, gone)
  })
  return api.router
}

/** One that is held here, or one that is held elsewhere and is not to be told of. @returns Whether there was one. */
export async function dropCopy(deps: Pick<RedundancyDeps, 'db' | 'storage'>, id: number): Promise<boolean> {
  const gone = await deps.db.transaction(tx => deleteCopies(tx, [id]))
  await removeCopyFolders(deps, gone)
  return gone.length > 0 || deletePeerCopy(deps.db, id)
}

function assertMirrorable({ isElsewhere, isRefused, hasSource, state }: Mirrorable): void {
  if (!isElsewhere) throw new AppError('invalid', 'Cannot create a redundancy on a local video')
  if (isRefused) throw new AppError('invalid', 'This video, or where it comes from, is blocked here.')
  if (state !== null && state !== WORK_STATE.failed) throw already()
  if (!hasSource) throw new AppError('invalid', 'The server of this video tells no hashes of its files.')
}

const already = () => new AppError('conflict', 'This video is already duplicated by your instance.')
