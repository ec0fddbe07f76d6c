/** A video's page, to watch it and take part. */
import type { Request, Response } from 'express'
import type { FormFault, FormOutcome, Page } from '../../contract/index.ts'
import { readCookie } from '../../platform/cookies.ts'
import { viewerOf } from '../../platform/http.ts'
import type { Exchange } from './form-page.ts'
import { parseStartSeconds } from './start-time.ts'
import { loadPlayableVideo, type VideoCredentials, type VideoPageDeps } from './video-page.ts'
import { loadWatchExtras, type WatchExtrasDeps } from './watch-extras.ts'

export interface AskedVideo {
  readonly password?: string | undefined
  /** What became of the moderator's form that was sent from there. */
  readonly moderation?: FormOutcome
  readonly refused?: FormFault
}

/** @throws AppError `not_found`, or `forbidden` with a password wire code. */
export async function loadWatchPage(
  deps: VideoPageDeps & WatchExtrasDeps,
  { req, res }: Exchange,
  { password, moderation, refused }: AskedVideo = {}
): Promise<Page> {
  const playable = await loadPlayableVideo(deps, String(req.params['ref']), askedWith(req, res, password))
  const extras = await loadWatchExtras(deps, playable.video, { req, res })
  return { kind: 'watch', ...playable, ...extras, ...(moderation && { moderation }), ...(refused && { refused }) }
}

/** What opens the video, and where it begins. */
export const askedWith = (req: Request, res: Response, password: string | undefined) => ({
  ...credentialsOf(req, res),
  password,
  startSeconds: parseStartSeconds(req.query['start'])
})

export function credentialsOf(req: Request, res: Response): VideoCredentials {
  const fileToken = readCookie(req.headers.cookie, passwordCookie(req))
  return { viewer: viewerOf(res), password: undefined, fileToken }
}

export const passwordCookie = (req: Request) => `video-${String(req.params['ref']).replace(/[^\w-]/g, '')}`
