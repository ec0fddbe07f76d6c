/** Uploads in parts over HTTP, for new videos and for files that replace another. */
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { FileFacts, ResumableUploadFields, type UploadedVideo, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { ANSWERED, type ApiRouter } from '../../platform/api-router.ts'
import { parse } from '../../platform/http.ts'
import { findManageable } from '../videos/index.ts'
import { assertOwnChannel, assertRoom, type Uploader } from './accept-upload.ts'
import { parseUploadFields } from './fields.ts'
import { beginUpload, findOwnUpload, giveUp, type NewUpload, type ResumableDeps, receivePart } from './resumable.ts'
import { findChannelOf, type ResumableUpload, sumOpenUploads, type VideoRef } from './store.ts'
import { AnyObject, IMAGE_FILES, INIT_HEADERS, PART_HEADERS, pickImage } from './upload-form.ts'

interface Exchange {
  readonly req: Request
  readonly res: Response
}

// Beginning: 201 begun | 200 begun before | 400 | 401 | 413 | 507
// A part: 308 more to come | 200 the video, 204 replaced | 400 | 401 | 403 | 409 not the next part | 413 | 422 | 507
export function serveResumable(api: ApiRouter, deps: ResumableDeps): void {
  const described = { body: ResumableUploadFields, headers: INIT_HEADERS }
  api.on(
    'uploadResumableInit',
    { body: AnyObject, files: IMAGE_FILES, described },
    async ({ viewer, body, files, req, res }) => {
      const facts = readFacts(req, body)
      const fields = parseUploadFields(body)
      await assertOwnChannel(deps.db, fields.channelId, viewer)
      const upload = { ...facts, channelId: fields.channelId, fields, imagePath: pickImage(files) }
      return answerBegun(res, await begin(deps, viewer, upload), `${deps.origin}/api/v1/videos/upload-resumable`)
    }
  )

  api.on(
    'uploadResumable',
    { query: UploadQuery, isRaw: true, described: { headers: PART_HEADERS } },
    async ({ viewer, query, req, res }) => {
      const upload = await findOwnUpload(deps, viewer, { id: query.upload_id })
      if (!upload) return refuse(res)
      const video = await receive(deps, viewer, { upload, req, res })
      return video ? toAnswer(video) : ANSWERED
    }
  )

  api.on('uploadResumableCancel', { query: UploadQuery }, async ({ viewer, query, res }) => {
    const upload = await findOwnUpload(deps, viewer, { id: query.upload_id })
    return upload ? cancel(deps, upload, res) : refuse(res)
  })
}

/** @throws AppError `forbidden` unless the server lets files be replaced. */
export function serveReplacement(api: ApiRouter, deps: ResumableDeps): void {
  const { db, settings } = deps
  const params = VideoReference
  const assertAllowed = () => {
    if (!settings.current().videoFile.update.enabled)
      throw new AppError('forbidden', 'Updating the file of an existing video is not allowed on this instance')
  }

  const described = { body: FileFacts, headers: INIT_HEADERS }
  api.on('replaceVideoSourceResumableInit', { params, body: AnyObject, described }, async call => {
    const video = await findManageable(db, call)
    assertAllowed()
    const facts = readFacts(call.req, call.body)
    const channelId = await findChannelOf(db, video.id)
    // Else the same file begun as a new video would be the same upload.
    const lastModified = `${facts.lastModified ?? randomUUID()} for ${video.uuid}`
    const upload = { ...facts, lastModified, channelId, fields: {}, imagePath: undefined, replacesVideoId: video.id }
    const path = `${deps.origin}/api/v1/videos/${video.uuid}/source/replace-resumable`
    return answerBegun(call.res, await begin(deps, call.viewer, upload), path)
  })

  const part = { isRaw: true, described: { headers: PART_HEADERS } }
  api.on('replaceVideoSourceResumable', { params, query: UploadQuery, ...part }, async call => {
    const video = await findManageable(db, call)
    assertAllowed()
    const { viewer, query, req, res } = call
    const upload = await findOwnUpload(deps, viewer, { id: query.upload_id, replacesVideoId: video.id })
    if (!upload) return refuse(res)
    return (await receive(deps, viewer, { upload, req, res })) ? undefined : ANSWERED
  })

  api.on('replaceVideoSourceResumableCancel', { params, query: UploadQuery }, async call => {
    const video = await findManageable(db, call)
    const { viewer, query, res } = call
    const upload = await findOwnUpload(deps, viewer, { id: query.upload_id, replacesVideoId: video.id })
    return upload ? cancel(deps, upload, res) : refuse(res)
  })
}

/** Whatever it is, it is looked for among the user's uploads. */
const UploadQuery = z.object({ upload_id: z.string().optional().catch(undefined) })

/** What a client says of a file before it sends it. */
function readFacts(req: Request, body: unknown) {
  const { sizeBytes, contentType } = parse(
    InitHeaders,
    { sizeBytes: req.get('x-upload-content-length'), contentType: req.get('x-upload-content-type') },
    'headers'
  )
  const { filename: fileName, lastModified } = parse(FileFacts, body)
  return { fileName, lastModified, sizeBytes, contentType }
}

type Begun = Awaited<ReturnType<typeof beginUpload>>

async function begin(deps: ResumableDeps, uploader: Uploader, upload: NewUpload): Promise<Begun> {
  const openBytes = await sumOpenUploads(deps.db, uploader.userId, upload)
  await assertRoom(deps, uploader, { sizeBytes: upload.sizeBytes, openBytes })
  return beginUpload(deps, uploader, upload)
}

/** The address is given without its protocol: a proxy in front may speak another one. */
function answerBegun(res: Response, { id, bytesWritten }: Begun, url: string): typeof ANSWERED {
  res.setHeader('Location', `${url.replace(/^https?:/, '')}?upload_id=${id}`)
  if (bytesWritten > 0) res.setHeader('Range', `bytes=0-${bytesWritten - 1}`)
  res.writeHead(bytesWritten > 0 ? 200 : 201, { 'Content-Length': 0 }).end()
  return ANSWERED
}

/** @returns The video, after the last part; else it has answered. */
async function receive(
  deps: ResumableDeps,
  uploader: Uploader,
  { upload, req, res }: Exchange & { upload: ResumableUpload }
): Promise<VideoRef | undefined> {
  const received = await receivePart(deps, uploader, { upload, req })
  if (received.kind === 'video') return received.video
  if (received.bytesWritten > 0) res.setHeader('Range', `bytes=0-${received.bytesWritten - 1}`)
  res.writeHead(308, 'Resume Incomplete', { 'Content-Length': 0 }).end()
  return undefined
}

async function cancel(deps: ResumableDeps, upload: ResumableUpload, res: Response): Promise<typeof ANSWERED> {
  await giveUp(deps, upload)
  res.writeHead(204).end()
  return ANSWERED
}

const SIZE = 'Should specify the file length'
const InitHeaders = z.object({
  sizeBytes: z.coerce.number(SIZE).int(SIZE).min(1, SIZE).max(Number.MAX_SAFE_INTEGER, SIZE),
  contentType: z.string().max(200).optional()
})

export function toAnswer({ id, uuid }: VideoRef): UploadedVideo {
  return { video: { id, shortUUID: toShortUuid(uuid), uuid } }
}

/** uploadx's own words, which its clients know. */
function refuse(res: Response): typeof ANSWERED {
  res.status(403).json({ error: { code: 'Forbidden', message: 'Authenticated user is not allowed access' } })
  return ANSWERED
}
