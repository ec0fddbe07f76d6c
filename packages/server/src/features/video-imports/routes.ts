/** HTTP surface of imports of videos, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { ImportedFields, ImportVideoBody, VideoImportListQuery, VideoImportReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { isPublicHost } from '../../platform/public-address.ts'
import { assertOwnChannel, parseUploadFields, type UploadDeps } from '../uploads/index.ts'
import { nameOf } from './fetch-video.ts'
import { findImport, listImports } from './list-imports.ts'
import { cancelImport, deleteImport, findImportOwner, insertImport, OPEN_MAX, retryImport } from './store.ts'
import type { ImportWorkDeps } from './work-imports.ts'

const TORRENT_MAX_BYTES = 5e6

export function videoImportRoutes(deps: ImportWorkDeps): Router {
  const { db } = deps
  const site = siteOf(deps.origin)
  const api = apiRouter(deps.storage)

  const files = { torrentfile: TORRENT_MAX_BYTES }
  const described = { body: ImportedFields.extend(ImportVideoBody.shape) }
  api.on('importVideo', { body: ImportVideoBody, files, described }, async ({ body, files: sent, viewer }) => {
    const { targetUrl, magnetUri, ...said } = body
    assertEnabled(deps, { isByAddress: targetUrl !== undefined, isTorrent: Boolean(magnetUri) || sent.size > 0 })
    if (targetUrl === undefined)
      throw new AppError('invalid', 'Should have a magnetUri or a targetUrl or a torrent file')
    const fields = parseUploadFields({ ...said, name: said['name'] || nameOf(targetUrl) })
    await assertOwnChannel(db, fields.channelId, viewer)
    if (!(await isPublicHost(new URL(targetUrl).hostname, deps.isAllowed)))
      throw new AppError('forbidden', 'Cannot use non unicast IP as targetUrl')
    const id = await insertImport(db, { userId: viewer.userId, targetUrl, fields })
    if (id === undefined) throw new AppError('too_many', `You have ${OPEN_MAX} imports that have not ended.`)
    return findImport(db, site, id)
  })

  api.on('getMyVideoImports', { query: VideoImportListQuery }, ({ viewer, query }) =>
    listImports(db, site, viewer.userId, query)
  )

  api.on('cancelVideoImport', { params: VideoImportReference }, async call => {
    await assertMine(deps, call)
    if (!(await cancelImport(db, call.params.id))) throw conflict('Cannot cancel a non pending video import')
  })
  api.on('retryVideoImport', { params: VideoImportReference }, async call => {
    await assertMine(deps, call)
    assertEnabled(deps, { isByAddress: true, isTorrent: false })
    if (!(await retryImport(db, call.params.id)))
      throw conflict(`Cannot retry an import that has not failed, nor have more than ${OPEN_MAX} that have not ended`)
  })
  api.on('deleteVideoImport', { params: VideoImportReference }, async call => {
    await assertMine(deps, call)
    if (!(await deleteImport(db, call.params.id)))
      throw conflict('Cannot delete a pending video import. Cancel it or wait for the end of the import first')
  })
  return api.router
}

const conflict = (message: string) => new AppError('conflict', message)

/** @throws AppError `conflict` in PeerTube's words. */
function assertEnabled(
  { settings }: Pick<UploadDeps, 'settings'>,
  { isByAddress, isTorrent }: { isByAddress: boolean; isTorrent: boolean }
): void {
  const { http, torrent } = settings.current().import.videos
  if (isByAddress && !http.enabled) throw conflict('HTTP import is not enabled on this instance')
  if (isTorrent && !torrent.enabled) throw conflict('Torrent/magnet URI import is not enabled on this instance')
}

async function assertMine(
  { db }: Pick<UploadDeps, 'db'>,
  {
    params,
    assertMay
  }: { params: { readonly id: number }; assertMay(ownerAccountId: number | null, message: string): void }
): Promise<void> {
  const found = await findImportOwner(db, params.id)
  if (!found) throw new AppError('not_found', 'Video import not found')
  assertMay(found.accountId, 'Cannot manage video import of another user')
}
