/** What is said in a video, on a page of its own: to be read without the film, without JavaScript, and on paper. */
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import type { TranscriptPage } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { asksPassword } from './page-access.ts'
import { localeOf, type PageResponder } from './page-responder.ts'
import { loadPlayableVideo, type VideoCredentials, type VideoPageDeps } from './video-page.ts'

export interface TranscriptPageDeps extends VideoPageDeps {
  /** WebVTT; undefined when only the file can be had. */
  readonly readCaption: (videoId: number, language: string) => Promise<string | undefined>
}

const Query = z.object({ language: z.string().max(50).optional().catch(undefined) })

export function transcriptPage(
  router: Router,
  pages: PageResponder,
  deps: TranscriptPageDeps,
  credentialsOf: (req: Request, res: Response) => VideoCredentials
): void {
  router.get(['/w/:ref/transcript', '/videos/watch/:ref/transcript'], async (req, res) => {
    const credentials = { ...credentialsOf(req, res), startSeconds: 0 }
    const reference = String(req.params['ref'])
    const playable = await loadPlayableVideo(deps, reference, credentials).catch(error => {
      if (!asksPassword(error)) throw error
    })
    // The video's own page asks for it, and remembers it for this one.
    if (!playable) return res.redirect(303, `/w/${encodeURIComponent(reference)}`)
    const { video, captions, mediaQuery } = playable
    const asked = Query.parse(req.query).language
    const shown = asked
      ? captions.find(({ language }) => language === asked)
      : (captions.find(({ language }) => language === localeOf(req)) ?? captions[0])
    if (!shown) throw new AppError('not_found', 'This video has no such captions.')
    const webVtt = (await deps.readCaption(video.id, shown.language)) ?? null
    const page: TranscriptPage = {
      kind: 'transcript',
      video,
      captions,
      mediaQuery,
      language: shown.language,
      webVtt
    }
    await pages.respond(req, res, page)
  })
}
