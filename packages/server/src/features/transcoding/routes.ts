/** HTTP surface of the transcoding slice, mounted at /api/v1. */
import type { Router } from 'express'
import { z } from 'zod'
import { TranscodingBody, type TranscodingStatus, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import { canManage, findManageable, findOpenedByToken } from '../videos/index.ts'
import { retryTranscoding, transcodeAnew } from './begin-again.ts'
import type { ProgressMemory } from './follow.ts'
import { removeRendition } from './remove-rendition.ts'
import { findTranscodingStatus } from './status.ts'
import type { TranscodingDeps } from './transcoding.ts'

const DONE: TranscodingStatus = {
  status: 'done',
  stage: null,
  percent: 100,
  secondsLeft: null,
  failureCode: null,
  isWatchable: true
}

export interface TranscodingRoutesDeps extends TranscodingDeps {
  readonly progress: ProgressMemory
  /** From `serverSecret(db, 'file-token')`. */
  readonly tokenSecret: Buffer
}

export function transcodingRoutes(deps: TranscodingRoutesDeps): Router {
  const api = apiRouter()
  const { db } = deps

  api.on('getVideoTranscoding', { params: VideoReference }, async call => {
    const video = await findOpenedByToken(deps, call)
    const status = (await findTranscodingStatus(deps, video.uuid)) ?? DONE
    // Why it failed is its owner's business.
    return canManage(video, call.viewer) ? status : { ...status, failureCode: null }
  })

  api.on('retryVideoTranscoding', { params: VideoReference }, async call =>
    retryTranscoding(deps, await findManageable(db, call))
  )

  api.on('createVideoTranscoding', { params: VideoReference, body: TranscodingBody }, async call => {
    const video = await findManageable(db, call)
    if (call.body.transcodingType !== 'hls')
      throw new AppError(
        'invalid',
        'Cannot run transcoding job because web video transcoding is disabled on this instance'
      )
    await transcodeAnew(deps, video)
  })

  serveRenditions(api, deps)
  return api.router
}

const FileNumber = z.coerce
  .number('Invalid value')
  .int('Invalid value')
  .min(0)
  .max(2 ** 53)
const OneFile = VideoReference.extend({ fileId: FileNumber })

/** Renditions are HLS and whole files in one: PeerTube's second set, web videos, is never there. */
function serveRenditions(api: ApiRouter, deps: TranscodingRoutesDeps): void {
  const { db } = deps

  api.on('delVideoHLS', { params: VideoReference }, async call => {
    await findManageable(db, call)
    throw new AppError(
      'invalid',
      'Cannot delete HLS playlist since this video does not have Web Video files. Please, delete the whole video.'
    )
  })
  api.on('delVideoHLSFile', { params: OneFile }, async call =>
    removeRendition(deps, await findManageable(db, call), call.params.fileId)
  )
  api.on('delVideoWebVideos', { params: VideoReference }, async call => {
    await findManageable(db, call)
    throw noWebVideos()
  })
  api.on('delVideoWebVideoFile', { params: OneFile }, async call => {
    await findManageable(db, call)
    throw noWebVideos()
  })
}

const noWebVideos = () => new AppError('not_found', 'This video does not have Web Video files')
