/** HTTP surface of imports of videos, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import { readFile } from 'node:fs/promises'
import type { Router } from 'express'
import {
  ImportedFields,
  ImportVideoBody,
  type InstanceSettings,
  VideoImportListQuery,
  VideoImportReference
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { ReceivedFile } from '../../platform/form.ts'
import { isPublicHost } from '../../platform/public-address.ts'
import {
  assertOwnChannel,
  IMAGE_FILES,
  parseUploadFields,
  pickImage,
  shrinkOwnImage,
  type UploadDeps
} from '../uploads/index.ts'
import { TORRENT_MAX_BYTES, usableMagnet, usableTorrent } from './fetch-torrent.ts'
import { nameOf, nameOfFile } from './fetch-video.ts'
import { findImport, listImports } from './list-imports.ts'
import {
  cancelImport,
  deleteImport,
  findImportOwner,
  type ImportOwner,
  type ImportSource,
  insertImport,
  OPEN_MAX,
  retryImport
} from './store.ts'
import type { ImportWorkDeps } from './work-imports.ts'

export function videoImportRoutes(deps: ImportWorkDeps): Router {
  const { db } = deps
  const site = siteOf(deps.origin)
  const api = apiRouter(deps.storage)

  const files = { torrentfile: TORRENT_MAX_BYTES, ...IMAGE_FILES }
  const described = { body: ImportedFields.extend(ImportVideoBody.shape) }
  api.on('importVideo', { body: ImportVideoBody, files, described }, async ({ body, files: sent, viewer }) => {
    const { targetUrl: _url, magnetUri: _magnet, ...said } = body
    const wanted = await sourceOf(deps, body, sent.get('torrentfile'))
    const fields = parseUploadFields({ ...said, name: said['name'] || wanted.videoName })
    await assertOwnChannel(db, fields.channelId, viewer)
    const image = pickImage(sent)
    const picture = image ? await shrinkOwnImage(deps, image) : null
    const id = await insertImport(db, { userId: viewer.userId, source: wanted.source, fields, picture })
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
    const { kind } = await assertMine(deps, call)
    assertEnabled(deps, kind)
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

/** Of addresses, or of torrents. */
export const takesImports = ({ import: { videos } }: InstanceSettings) => videos.http.enabled || videos.torrent.enabled

const conflict = (message: string) => new AppError('conflict', message)

interface Wanted {
  readonly source: ImportSource
  /** Where its owner gave the video no name. */
  readonly videoName: string
}

/** @throws AppError in PeerTube's words, and in ours for torrents that name no web address. */
async function sourceOf(
  deps: ImportWorkDeps,
  { targetUrl, magnetUri }: ImportVideoBody,
  file: ReceivedFile | undefined
): Promise<Wanted> {
  if (targetUrl !== undefined) {
    assertEnabled(deps, 'address')
    if (!(await isPublicHost(new URL(targetUrl).hostname, deps.isAllowed)))
      throw new AppError('forbidden', 'Cannot use non unicast IP as targetUrl')
    return { source: { kind: 'address', name: targetUrl }, videoName: nameOf(targetUrl) }
  }
  if (file) {
    assertEnabled(deps, 'torrent')
    const content = await readFile(file.path)
    const videoName = nameOfFile(usableTorrent(content).name) ?? UNNAMED
    return { source: { kind: 'torrent', name: file.fileName, content }, videoName }
  }
  if (magnetUri) {
    assertEnabled(deps, 'magnet')
    const { name = '' } = usableMagnet(magnetUri)
    return { source: { kind: 'magnet', name: magnetUri }, videoName: nameOfFile(name) ?? UNNAMED }
  }
  throw new AppError('invalid', 'Should have a magnetUri or a targetUrl or a torrent file')
}

/** PeerTube's. */
const UNNAMED = 'Unknown name'

/** @throws AppError `conflict` in PeerTube's words. */
function assertEnabled({ settings }: Pick<UploadDeps, 'settings'>, kind: ImportSource['kind']): void {
  const { http, torrent } = settings.current().import.videos
  if (kind === 'address' && !http.enabled) throw conflict('HTTP import is not enabled on this instance')
  if (kind !== 'address' && !torrent.enabled)
    throw conflict('Torrent/magnet URI import is not enabled on this instance')
}

async function assertMine(
  { db }: Pick<UploadDeps, 'db'>,
  {
    params,
    assertMay
  }: { params: { readonly id: number }; assertMay(ownerAccountId: number | null, message: string): void }
): Promise<ImportOwner> {
  const found = await findImportOwner(db, params.id)
  if (!found) throw new AppError('not_found', 'Video import not found')
  assertMay(found.accountId, 'Cannot manage video import of another user')
  return found
}
