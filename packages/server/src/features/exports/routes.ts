/** HTTP surface of archives of what somebody has here: the API at /api/v1, the files at /download. Shapes: PeerTube 6.3. */
import { Router } from 'express'
import { ArchiveOwner, ExportReference, ExportRequestBody, type UserExport, workStateOf } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import type { Settings } from '../configuration/index.ts'
import { type FileSender, sendStoredFile } from '../playback/index.ts'
import { sumStoredBytes } from '../users/index.ts'
import { isDownloadToken, makeDownloadToken } from './download-token.ts'
import {
  type ArchiveUser,
  deleteExport,
  type ExportRow,
  findArchiveUser,
  insertExport,
  isReady,
  listExports,
  lockUser
} from './store.ts'
import { archiveKey } from './work-exports.ts'

export interface ExportDeps {
  readonly db: Database
  readonly storage: Storage
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** Signs addresses of archives. */
  readonly secret: Buffer
}

export function exportRoutes(deps: ExportDeps): Router {
  const { db, storage } = deps
  const api = apiRouter()

  api.on('requestUserExport', { params: ArchiveOwner, body: ExportRequestBody }, async call => {
    const user = await findOwner(db, call)
    const { withVideoFiles } = call.body
    const lifetimeMs = await assertAllowed(deps, user, withVideoFiles)
    const id = await db.transaction(async tx => {
      await lockUser(tx, user.userId)
      return insertExport(tx, { userId: user.userId, withVideoFiles, lifetimeMs })
    })
    if (id === undefined)
      throw new AppError('invalid', 'There is an archive already: delete it before you ask for another one.')
    return { export: { id } }
  })

  api.on('listUserExports', { params: ArchiveOwner }, async call => {
    const { userId } = await findOwner(db, call)
    const data = (await listExports(db, userId)).map(row => toExport(deps, row))
    return { total: data.length, data }
  })

  api.on('deleteUserExport', { params: ExportReference }, async call => {
    const { userId } = await findOwner(db, call)
    const deleted = await deleteExport(db, userId, call.params.id)
    if (!deleted) throw new AppError('not_found', 'User export not found')
    if (deleted.fileName) await storage.remove(archiveKey(deleted.fileName))
  })
  return api.router
}

/** `GET /download/user-exports/{file}?jwt={token}` */
export function exportDownloads({ db, secret, ...sender }: FileSender & Pick<ExportDeps, 'db' | 'secret'>): Router {
  const router = Router()
  router.get('/download/user-exports/:name', async (req, res) => {
    const { name } = req.params
    const isLetIn = /^[\w-]{36}\.zip$/.test(name) && isDownloadToken(secret, name, req.query['jwt'])
    if (!isLetIn || !(await isReady(db, name))) throw new AppError('not_found', 'File not found')
    res.attachment('user-export.zip')
    await sendStoredFile(sender, req, res, {
      key: archiveKey(name),
      fileName: name,
      cacheControl: 'private, no-store'
    })
  })
  return router
}

interface OwnerCall {
  readonly params: { readonly userId: number }
  assertMay(ownerAccountId: number | null, message: string): void
}

/** A stranger learns nothing of who is here. */
export async function findOwner(db: Queryable, { params, assertMay }: OwnerCall): Promise<ArchiveUser> {
  const user = await findArchiveUser(db, params.userId)
  assertMay(user?.accountId ?? null, 'This user cannot manage archives of another user.')
  if (!user) throw new AppError('not_found', 'User not found')
  return user
}

/** @returns Milliseconds that the archive is kept. */
async function assertAllowed(
  { db, settings }: ExportDeps,
  { userId }: ArchiveUser,
  withVideoFiles: boolean
): Promise<number> {
  const { enabled, exportExpiration, maxUserVideoQuota } = settings.current().export.users
  if (!enabled) throw new AppError('invalid', 'User export is not enabled on this instance')
  if (withVideoFiles && maxUserVideoQuota >= 0 && (await sumStoredBytes(db, userId)).totalBytes > maxUserVideoQuota)
    throw new AppError('forbidden', 'There are more bytes of videos than this server puts into an archive.')
  return exportExpiration
}

function toExport({ origin, secret }: ExportDeps, row: ExportRow): UserExport {
  const token = row.state === 3 && row.fileName ? makeDownloadToken(secret, row.fileName) : undefined
  return {
    id: row.id,
    state: workStateOf(row.state),
    size: token ? row.sizeBytes : null,
    fileUrl: null,
    privateDownloadUrl: token ? `${origin}/download/user-exports/${row.fileName}?jwt=${token}` : null,
    createdAt: row.createdAt.toISOString(),
    expiresOn: row.expiresAt.toISOString()
  }
}
