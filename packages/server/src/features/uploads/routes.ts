/** HTTP surface of the uploads slice, mounted at /api/v1, before any body parser. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import type { Request, Router } from 'express'
import { z } from 'zod'
import { type UploadedVideo, UploadFields } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { readForm } from '../../platform/form.ts'
import { parse } from '../../platform/http.ts'
import {
  acceptUpload,
  findRoom,
  type Room,
  removeUploadFiles,
  type UploadDeps,
  type Uploader
} from './accept-upload.ts'
import { parseUploadFields } from './fields.ts'
import type { ResumableDeps } from './resumable.ts'
import { serveReplacement, serveResumable, toAnswer } from './resumable-routes.ts'
import type { VideoRef } from './store.ts'
import { serveUpdate } from './update-video.ts'
import { IMAGE_FILES, imageFields, pickImage } from './upload-form.ts'

/** A form's own weight beside the file. */
const FORM_BYTES = 1e6

export function uploadRoutes(deps: ResumableDeps): Router {
  const api = apiRouter(deps.storage)
  // How large the file may be is known only when the request is there.
  const described = { files: ['videofile', ...Object.keys(IMAGE_FILES)] }
  api.on('uploadLegacy', { body: UploadFields, isRaw: true, described }, ({ viewer, req }) =>
    uploadAtOnce(deps, viewer, req)
  )
  serveResumable(api, deps)
  serveReplacement(api, deps)
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
