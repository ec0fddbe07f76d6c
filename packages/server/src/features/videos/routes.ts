/** HTTP surface of the videos slice, mounted at /api/v1 after the slices whose paths begin with /videos too. */
import type { Router } from 'express'
import { z } from 'zod'
import { type FileToken, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import type { Settings } from '../configuration/index.ts'
import { CATEGORIES, LICENCES, PRIVACIES } from './constants.ts'
import { type DeleteDeps, removeVideo } from './delete-video.ts'
import { getVideoDetails } from './details.ts'
import { makeFileToken } from './file-token.ts'
import { findManageable, findWatchable } from './find-video.ts'
import { LANGUAGES } from './languages.ts'
import { serveVideoLists } from './list-routes.ts'
import { findDescription, findFileMetadata, findStoryboard } from './store.ts'
import { toStoryboard } from './wire.ts'

export interface VideosDeps extends DeleteDeps {
  /** Public origin, without trailing slash. */
  readonly origin: string
  /** From `serverSecret(db, 'file-token')`. */
  readonly tokenSecret: Buffer
  readonly settings: Settings
  /** Somebody looks at a video of another server. */
  readonly onRemoteSeen?: (videoId: number) => void
}

export function videoRoutes(deps: VideosDeps): Router {
  const api = apiRouter()
  const { db, origin } = deps
  const site = siteOf(origin)
  serveVideoLists(api, deps)
  serveConstants(api)
  serveParts(api, deps)

  api.on('getVideo', { params: VideoReference }, async ({ params, viewer, req }) => {
    const password = req.get('x-peertube-video-password')
    const video = await getVideoDetails(db, site, params.id, { viewer, password })
    if (!video.isLocal) deps.onRemoteSeen?.(video.id)
    return video
  })
  api.on('delVideo', { params: VideoReference }, async call => {
    const video = await findManageable(db, call, { isElsewhereToo: true })
    await removeVideo(deps, video.id)
  })
  return api.router
}

function serveConstants(api: ApiRouter): void {
  api.on('getCategories', {}, () => CATEGORIES)
  api.on('getLicences', {}, () => LICENCES)
  api.on('getLanguages', {}, () => LANGUAGES)
  api.on('getVideoPrivacyPolicies', {}, () => PRIVACIES)
}

/**
 * What hangs on a video and is shown to whoever may watch it. A file token opens files, not these: else whoever was
 * let in once could renew it for ever.
 */
function serveParts(api: ApiRouter, { db, origin, tokenSecret }: VideosDeps): void {
  api.on('getVideoDesc', { params: VideoReference }, async call => {
    const video = await findWatchable(db, call)
    return { description: await findDescription(db, video.id) }
  })

  api.on('listVideoStoryboards', { params: VideoReference }, async call => {
    const video = await findWatchable(db, call)
    const row = await findStoryboard(db, video.id)
    return { storyboards: row ? [toStoryboard(origin, row)] : [] }
  })

  api.on('getVideoFileMetadata', { params: VideoReference.extend({ fileId: FileNumber }) }, async call => {
    const video = await findWatchable(db, call)
    const metadata = await findFileMetadata(db, video.id, call.params.fileId)
    if (!metadata) throw new AppError('not_found', 'File not found')
    return metadata
  })

  api.on('requestVideoToken', { params: VideoReference }, async call => {
    const video = await findWatchable(db, call)
    const { token, expires } = makeFileToken(tokenSecret, video)
    return { files: { token, expires: expires.toISOString() } } satisfies FileToken
  })
}

const FileNumber = z.coerce
  .number('Invalid value')
  .int('Invalid value')
  .min(0)
  .max(2 ** 53)
