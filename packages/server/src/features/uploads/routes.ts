/** HTTP surface of the uploads slice, mounted at /api/v1, before any body parser. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import type { UploadedVideo } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { ANSWERED, type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import { readForm } from '../../platform/form.ts'
import { parse } from '../../platform/http.ts'
import {
  acceptUpload,
  assertOwnChannel,
  assertRoom,
  findRoom,
  type Room,
  removeUploadFiles,
  type UploadDeps,
  type Uploader
} from './accept-upload.ts'
import { parseUploadFields } from './fields.ts'
import { beginUpload, findOwnUpload, giveUp, type ResumableDeps, receivePart } from './resumable.ts'
import { sumOpenUploads, type VideoRef } from './store.ts'
import { serveUpdate } from './update-video.ts'
import { AnyObject, IMAGE_FILES, imageFields, pickImage } from './upload-form.ts'

/** A form's own weight beside the file. */
const FORM_BYTES = 1e6

export function uploadRoutes(deps: ResumableDeps): Router {
  const api = apiRouter(deps.storage)
  // How large the file may be is known only when the request is there.
  api.on('uploadLegacy', { body: AnyObject, isRaw: true }, ({ viewer, req }) => uploadAtOnce(deps, viewer, req))
  serveResumable(api, deps)
  serveUpdate(api, deps)
  return api.router
}

// 200 | 400 | 401 | 413 | 415 | 422 | 507
async function uploadAtOnce(deps: UploadDeps, uploader: Uploader, req: Request): Promise<UploadedVideo> {
  const room = await findRoom(deps, uploader)
  // Told at once where the length is given; else while the bytes come.
  if (Number(req.headers['content-length'] ?? 0) - FORM_BYTES > room.maxBytes) throw room.refusal

  deps.onBytes()
  const name = randomUUID()
  // Cleared before the answer: who has it may look.
  const video = await receiveAndAccept(deps, req, { uploader, name, room }).finally(() => removeUploadFiles(deps, name))
  return toAnswer(video)
}

async function receiveAndAccept(
  deps: UploadDeps,
  req: Request,
  { uploader, name, room }: { uploader: Uploader; name: string; room: Room }
): Promise<VideoRef> {
  const path = deps.storage.pathOf(`${STORAGE.uploads}/${name}`)
  const { fields: raw, files } = await readForm(req, { videofile: { path, ...room }, ...imageFields(path) })
  const fields = parseUploadFields(raw)
  const { fileName } = parse(VideoFile, { videofile: files.get('videofile') }).videofile
  const imagePath = pickImage(files)
  return acceptUpload(deps, { uploader, fields, path, fileName, imagePath, uploadId: undefined })
}

const VideoFile = z.object({
  videofile: z.object(
    { fileName: z.string() },
    'This file is not supported or too large. Please, make sure it is a video.'
  )
})

function serveResumable(api: ApiRouter, deps: ResumableDeps): void {
  const host = new URL(deps.origin).host

  // 201 begun | 200 begun before | 400 | 401 | 413 | 507
  api.on('uploadResumableInit', { body: AnyObject, files: IMAGE_FILES }, async ({ viewer, body, files, req, res }) => {
    const { id, bytesWritten } = await begin(deps, viewer, { raw: body, imagePath: pickImage(files), req })
    res.setHeader('Location', `//${host}/api/v1/videos/upload-resumable?upload_id=${id}`)
    if (bytesWritten > 0) res.setHeader('Range', `bytes=0-${bytesWritten - 1}`)
    res.writeHead(bytesWritten > 0 ? 200 : 201, { 'Content-Length': 0 }).end()
    return ANSWERED
  })

  // 308 more to come | 200 the video | 400 | 401 | 403 | 409 not the next part | 413 | 422 | 507
  api.on('uploadResumable', { query: UploadQuery, isRaw: true }, async ({ viewer, query, req, res }) => {
    const upload = await findOwnUpload(deps, viewer, query.upload_id)
    if (!upload) return refuse(res)
    const received = await receivePart(deps, viewer, { upload, req })
    if (received.kind === 'video') return toAnswer(received.video)

    if (received.bytesWritten > 0) res.setHeader('Range', `bytes=0-${received.bytesWritten - 1}`)
    res.writeHead(308, 'Resume Incomplete', { 'Content-Length': 0 }).end()
    return ANSWERED
  })

  api.on('uploadResumableCancel', { query: UploadQuery }, async ({ viewer, query, res }) => {
    const upload = await findOwnUpload(deps, viewer, query.upload_id)
    if (!upload) return refuse(res)
    await giveUp(deps, upload)
    res.writeHead(204).end()
    return ANSWERED
  })
}

/** Whatever it is, it is looked for among the user's uploads. */
const UploadQuery = z.object({ upload_id: z.string().optional().catch(undefined) })

interface Beginning {
  readonly raw: Record<string, unknown>
  readonly imagePath: string | undefined
  readonly req: Request
}

async function begin(
  deps: ResumableDeps,
  uploader: Uploader,
  { raw, imagePath, req }: Beginning
): Promise<{ id: string; bytesWritten: number }> {
  const { sizeBytes, contentType } = parse(
    InitHeaders,
    { sizeBytes: req.get('x-upload-content-length'), contentType: req.get('x-upload-content-type') },
    'headers'
  )
  const { filename: fileName, lastModified } = parse(InitBody, raw)
  const fields = parseUploadFields(raw)
  await assertOwnChannel(deps.db, fields.channelId, uploader)
  const openBytes = await sumOpenUploads(deps.db, uploader.userId, { fileName, sizeBytes })
  await assertRoom(deps, uploader, { sizeBytes, openBytes })
  return beginUpload(deps, uploader, { fields, fileName, sizeBytes, contentType, lastModified, imagePath })
}

const SIZE = 'Should specify the file length'
const InitHeaders = z.object({
  sizeBytes: z.coerce.number(SIZE).int(SIZE).min(1, SIZE).max(Number.MAX_SAFE_INTEGER, SIZE),
  contentType: z.string().max(200).optional()
})

const FILE_NAME = 'Should have a valid filename'
const InitBody = z.object({
  filename: z
    .string(FILE_NAME)
    .min(1, FILE_NAME)
    .max(2000, FILE_NAME)
    .transform(name => name.replace(/\p{Cc}/gu, '').toWellFormed()),
  lastModified: z
    .union([z.number(), z.string().max(100)])
    .transform(String)
    .optional()
    .catch(undefined)
})

function toAnswer({ id, uuid }: VideoRef): UploadedVideo {
  return { video: { id, shortUUID: toShortUuid(uuid), uuid } }
}

/** uploadx's own words, which its clients know. */
function refuse(res: Response): typeof ANSWERED {
  res.status(403).json({ error: { code: 'Forbidden', message: 'Authenticated user is not allowed access' } })
  return ANSWERED
}
