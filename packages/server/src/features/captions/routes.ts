/** HTTP surface of captions, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { z } from 'zod'
import { CaptionForm, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { appendEvent } from '../../platform/events.ts'
import { findManageable, findWatchable, isForEverybody, LANGUAGES, makeFileToken } from '../videos/index.ts'
import { CAPTION_MAX_BYTES, type CaptionFilesDeps, removeCaptionFile, saveCaption } from './caption-files.ts'
import { listCaptions } from './list-captions.ts'
import { deleteCaption } from './store.ts'

export interface CaptionsDeps extends CaptionFilesDeps {
  /** Public origin of this server. */
  readonly origin: string
  /** From `serverSecret(db, 'file-token')`. */
  readonly tokenSecret: Buffer
}

const CaptionReference = VideoReference.extend({
  captionLanguage: z.string('Invalid value').refine(language => Object.hasOwn(LANGUAGES, language), 'Invalid value')
})

export function captionRoutes(deps: CaptionsDeps): Router {
  const api = apiRouter(deps.storage)
  const { db, origin, tokenSecret } = deps

  api.on('getVideoCaptions', { params: VideoReference }, async call => {
    const video = await findWatchable(db, call)
    const fileToken = isForEverybody(video) ? undefined : makeFileToken(tokenSecret, video).token
    const data = await listCaptions(db, origin, { videoId: video.id, fileToken })
    return { total: data.length, data }
  })

  const form = { body: CaptionForm, files: { captionfile: CAPTION_MAX_BYTES } }
  api.on('addVideoCaption', { params: CaptionReference, ...form }, async call => {
    const video = await findManageable(db, call)
    const { captionLanguage: language } = call.params
    await saveCaption(deps, { videoId: video.id, language, file: call.files.get('captionfile') })
  })

  api.on('delVideoCaption', { params: CaptionReference }, async call => {
    const video = await findManageable(db, call)
    const fileName = await db.transaction(async tx => {
      const deleted = await deleteCaption(tx, video.id, call.params.captionLanguage)
      if (!deleted) throw new AppError('not_found', 'Video caption not found')
      await appendEvent(tx, { type: 'video.updated', videoId: video.id })
      return deleted
    })
    await removeCaptionFile(deps, fileName)
  })
  return api.router
}
