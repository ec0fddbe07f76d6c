/** `PUT /api/v1/videos/{id}`: what is sent replaces what was said at the upload; what is absent stays. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import { json, type Request, type Response, Router } from 'express'
import { PRIVACY, STATE, type UploadFields, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import { readForm } from '../../platform/form.ts'
import { operation, parse, requireViewer } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import {
  canManage,
  findAccess,
  lockSettings,
  updateSettings,
  type VideoAccess,
  type VideoPictures,
  type VideoSettings,
  videoNotFound
} from '../videos/index.ts'
import { assertOwnChannel, removeUploadFiles, type UploadDeps } from './accept-upload.ts'
import { commentsPolicyOf, parseChangedFields } from './fields.ts'
import { convertOwnImage } from './images.ts'
import { AnyObject, imageFields, pickImage } from './upload-form.ts'

const JSON_LIMIT = '200kb'

// 204 | 400 | 401 | 403 | 404 | 415
export function updateVideoRoutes(deps: UploadDeps): Router {
  const router = Router()
  router.put('/videos/:id', operation('putVideo'), json({ limit: JSON_LIMIT }), async (req, res) => {
    const video = await managedVideo(deps, req, res)
    const name = randomUUID()
    try {
      await receiveChange(deps, req, { video, name })
    } finally {
      await removeUploadFiles(deps, name)
    }
    res.type('application/json').status(204).end()
  })
  return router
}

async function managedVideo({ db }: UploadDeps, req: Request, res: Response): Promise<VideoAccess> {
  const viewer = requireViewer(res)
  const { id: reference } = parse(VideoReference, { id: req.params['id'] }, 'params')
  const video = await findAccess(db, reference)
  if (!video) throw videoNotFound()
  if (!canManage(video, viewer)) throw new AppError('forbidden', 'Cannot manage a video of another user.')
  return video
}

const isOpened = (before: { privacy: number }, after: { privacy: number }) =>
  before.privacy !== after.privacy && (before.privacy === PRIVACY.private || after.privacy === PRIVACY.public)

async function receiveChange(
  deps: UploadDeps,
  req: Request,
  { video, name }: { video: VideoAccess; name: string }
): Promise<void> {
  const isForm = Boolean(req.is('multipart/form-data'))
  const path = deps.storage.pathOf(`${STORAGE.uploads}/${name}`)
  const form = isForm ? await readForm(req, imageFields(path)) : undefined
  const raw = form?.fields ?? parse(AnyObject, req.body ?? {})
  const imagePath = form && pickImage(form.files)
  const pictures = imagePath && { thumbnailName: `${randomUUID()}.jpg`, previewName: `${randomUUID()}.jpg` }

  // Before the pictures are made: what the fields are refused for is told at once.
  const change = (before: VideoSettings) => parseChangedFields(raw, before)
  let replaced: VideoPictures | undefined
  try {
    if (pictures) {
      await deps.db.transaction(async tx => void change(await settingsOf(tx, video.id)))
      await convertOwnImage(deps, { imagePath, ...pictures })
    }
    await deps.db.transaction(async tx => {
      const before = await settingsOf(tx, video.id)
      const fields = change(before)
      if (fields.channelId !== before.channelId)
        await assertOwnChannel(tx, fields.channelId, { accountId: video.ownerAccountId })
      await updateSettings(tx, video.id, toSettings(fields), pictures || undefined)
      if (isOpened(before, fields) && video.state === STATE.published)
        await appendEvent(tx, { type: 'video.published', videoId: video.id, byOwner: true })
      replaced = pictures ? before : undefined
    })
  } catch (error) {
    if (pictures) await removePictures(deps, pictures)
    throw error
  }
  if (replaced) await removePictures(deps, replaced)
}

async function settingsOf(tx: Parameters<typeof lockSettings>[0], videoId: number) {
  const settings = await lockSettings(tx, videoId)
  if (!settings) throw videoNotFound()
  return settings
}

function toSettings(fields: UploadFields): VideoSettings {
  const { scheduleUpdate, originallyPublishedAt } = fields
  return {
    ...fields,
    schedule: scheduleUpdate && { at: new Date(scheduleUpdate.updateAt), privacy: scheduleUpdate.privacy },
    isSensitive: fields.nsfw,
    commentsPolicy: commentsPolicyOf(fields),
    isDownloadEnabled: fields.downloadEnabled,
    originallyPublishedAt: originallyPublishedAt === null ? null : new Date(originallyPublishedAt),
    passwords: fields.privacy === PRIVACY.password ? fields.videoPasswords : []
  }
}

/** Files that no row names: what stays for want of luck, the sweeper takes. */
async function removePictures({ storage }: UploadDeps, { thumbnailName, previewName }: VideoPictures): Promise<void> {
  const keys = [`${STORAGE.thumbnails}/${thumbnailName}`, `${STORAGE.previews}/${previewName}`]
  await Promise.all(keys.map(key => storage.remove(key))).catch(error => {
    log('uploads').warn('Replaced pictures are left to the sweeper: {error}', { error })
  })
}
