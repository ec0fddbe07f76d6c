/** HTTP surface of archives that users bring, mounted at /api/v1. Shapes: PeerTube 6.3. */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { ArchiveOwner, type UserImport, workStateOf } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { ANSWERED, apiRouter } from '../../platform/api-router.ts'
import { parse } from '../../platform/http.ts'
import { findOwner } from '../exports/index.ts'
import {
  assertRoom,
  INIT_HEADERS,
  PART_HEADERS,
  parsePart,
  type ResumableDeps,
  takeInHand,
  type UploadDeps
} from '../uploads/index.ts'
import { checkArchive } from './read-archive.ts'
import { beginImport, deleteSent, findLatest, findSent, type ImportRow, isRunning, startImport } from './store.ts'
import { archiveKey } from './work-user-imports.ts'

const SIZE = 'Should specify the file length'
const Size = z.object({ size: z.coerce.number(SIZE).int(SIZE).min(1, SIZE).max(Number.MAX_SAFE_INTEGER, SIZE) })
const FILE_NAME = 'Should have a valid filename'
const InitBody = z.object({
  filename: z
    .string(FILE_NAME)
    .max(2000, FILE_NAME)
    .regex(/\.zip$/i, FILE_NAME)
})
const UploadQuery = z.object({ upload_id: z.uuid() })

export function userImportRoutes(deps: UploadDeps): Router {
  const { db, storage, origin, settings } = deps
  const api = apiRouter()
  const params = ArchiveOwner
  /** Uploads whose part this process receives. */
  const inHand: ResumableDeps['inHand'] = new Map()

  const described = { headers: INIT_HEADERS }
  api.on('userImportResumableInit', { params, body: InitBody, described }, async call => {
    const { userId, accountId } = await findOwner(db, call)
    if (!settings.current().import.users.enabled)
      throw new AppError('invalid', 'User import is not enabled on this instance')
    const { size } = parse(Size, { size: call.req.get('x-upload-content-length') }, 'headers')
    if (await isRunning(db, userId)) throw isRunningAlready()
    await assertRoom(deps, { userId, accountId }, { sizeBytes: size, openBytes: 0 })
    const begun = await db.transaction(tx => beginImport(tx, userId, size))
    if (!begun) throw isRunningAlready()
    for (const name of begun.before) await storage.remove(archiveKey(name))
    const url = `${origin.replace(/^https?:/, '')}/api/v1/users/${userId}/imports/import-resumable`
    call.res.setHeader('Location', `${url}?upload_id=${begun.name}`)
    call.res.writeHead(201, { 'Content-Length': 0 }).end()
    return ANSWERED
  })

  const part = { isRaw: true, described: { headers: PART_HEADERS } }
  api.on('userImportResumable', { params, query: UploadQuery, ...part }, async call => {
    const { userId } = await findOwner(db, call)
    const name = call.query.upload_id
    await findOwnSent(userId, name)
    return takeInHand({ inHand }, name, call.req, async () => {
      // The request that was in hand before may just have sent the last part.
      const sent = await findOwnSent(userId, name)
      const isWhole = sent.state > 0 || (await receive(deps, { name, sent, req: call.req, res: call.res }))
      return isWhole ? { userImport: { id: sent.id } } : ANSWERED
    })
  })

  api.on('userImportResumableCancel', { params, query: UploadQuery }, async call => {
    const { userId } = await findOwner(db, call)
    const sent = await findOwnSent(userId, call.query.upload_id)
    if (await deleteSent(db, sent.id)) await storage.remove(archiveKey(call.query.upload_id))
  })

  api.on('getLatestUserImport', { params }, async (call): Promise<UserImport> => {
    const { userId } = await findOwner(db, call)
    const latest = await findLatest(db, userId)
    if (!latest) throw new AppError('not_found', 'User import not found')
    const { id, state, createdAt, summary } = latest
    return { id, state: workStateOf(state), createdAt: createdAt.toISOString(), resultSummary: summary }
  })

  async function findOwnSent(userId: number, name: string): Promise<ImportRow> {
    const sent = await findSent(db, userId, name)
    if (!sent) throw new AppError('forbidden', 'Authenticated user is not allowed access')
    return sent
  }
  return api.router
}

const isRunningAlready = () => new AppError('conflict', 'An import is already being processed')

interface Sending {
  readonly name: string
  readonly sent: ImportRow
  readonly req: Request
  readonly res: Response
}

/** @returns Whether the archive is whole; else it has answered. @throws AppError `invalid` when it is none. */
async function receive({ db, storage }: UploadDeps, { name, sent, req, res }: Sending): Promise<boolean> {
  const written = async () => (await storage.sizeOf(archiveKey(name))) ?? 0
  const part = parsePart({
    contentRange: req.headers['content-range'],
    contentLength: req.headers['content-length'],
    totalBytes: sent.sizeBytes
  })
  if (part.kind === 'bytes') {
    if ((await written()) !== part.start)
      throw new AppError('conflict', `The next part must begin at byte ${await written()}.`)
    await append(req, storage.pathOf(archiveKey(name)), part.lengthBytes)
  }
  const bytes = await written()
  if (bytes < sent.sizeBytes) {
    if (bytes > 0) res.setHeader('Range', `bytes=0-${bytes - 1}`)
    res.writeHead(308, 'Resume Incomplete', { 'Content-Length': 0 }).end()
    return false
  }
  await checkArchive(storage.pathOf(archiveKey(name))).catch(async error => {
    if (error instanceof AppError && (await deleteSent(db, sent.id))) await storage.remove(archiveKey(name))
    throw error
  })
  await startImport(db, sent.id)
  return true
}

/** No more than was announced. */
async function append(req: Request, path: string, lengthBytes: number): Promise<void> {
  let left = lengthBytes
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      left -= chunk.length
      if (left < 0) throw new AppError('invalid', 'This part is not as long as it says.')
      yield chunk
    }
  }
  await pipeline(req, counted, createWriteStream(path, { flags: 'a' })).catch(error => {
    throw error instanceof AppError || req.complete ? error : new AppError('conflict', 'This part was broken off.')
  })
}
