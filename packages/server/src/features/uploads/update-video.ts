/** `PUT /api/v1/videos/{id}`: what is sent replaces what was said at the upload; what is absent stays. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import { PRIVACY, SomeUploadFields, STATE, type UploadFields, VideoReference } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import type { ApiRouter } from '../../platform/api-router.ts'
import { appendEvent } from '../../platform/events.ts'
import { log } from '../../platform/log.ts'
import { removeTorrentsOf } from '../torrents/index.ts'
import {
  findManageable,
  lockSettings,
  updateSettings,
  type VideoAccess,
  type VideoPictures,
  type VideoSettings,
  videoNotFound
} from '../videos/index.ts'
import { tagVideo } from '../watched-words/index.ts'
import { assertOwnChannel, type UploadDeps } from './accept-upload.ts'
import { commentsPolicyOf, parseChangedFields, sensitivityOf } from './fields.ts'
import { convertOwnImage } from './images.ts'
import { AnyObject, IMAGE_FILES, pickImage } from './upload-form.ts'

/** The form's own fields are read by `parseChangedFields`: what they may be depends on what was said before. */
export function serveUpdate(api: ApiRouter, deps: UploadDeps): void {
  const described = { body: SomeUploadFields }
  api.on('putVideo', { params: VideoReference, body: AnyObject, files: IMAGE_FILES, described }, async call => {
    const video = await findManageable(deps.db, call)
    await applyChange(deps, video, { raw: call.body, imagePath: pickImage(call.files) })
  })
}

const isOpened = (before: { privacy: number }, after: { privacy: number }) =>
  before.privacy !== after.privacy && (before.privacy === PRIVACY.private || after.privacy === PRIVACY.public)

const isOpen = ({ privacy }: { privacy: number }) => privacy === PRIVACY.public || privacy === PRIVACY.unlisted

async function applyChange(
  deps: UploadDeps,
  video: VideoAccess,
  { raw, imagePath }: { raw: Record<string, unknown>; imagePath: string | undefined }
): Promise<void> {
  const pictures = imagePath && { thumbnailName: `${randomUUID()}.jpg`, previewName: `${randomUUID()}.jpg` }

  // Before the pictures are made: what the fields are refused for is told at once.
  const change = (before: VideoSettings) => parseChangedFields(raw, before)
  let replaced: VideoPictures | undefined
  let isClosed = false
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
      await tagVideo(tx, siteOf(deps.origin), { ...fields, videoId: video.id })
      await appendEvent(
        tx,
        isOpened(before, fields) && video.state === STATE.published
          ? { type: 'video.published', videoId: video.id, byOwner: true }
          : { type: 'video.updated', videoId: video.id }
      )
      replaced = pictures ? before : undefined
      isClosed = isOpen(before) && !isOpen(fields)
    })
  } catch (error) {
    if (pictures) await removePictures(deps, pictures)
    throw error
  }
  if (replaced) await removePictures(deps, replaced)
  if (isClosed) await removeTorrentsOf(deps, video.id)
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
    ...sensitivityOf(fields),
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
