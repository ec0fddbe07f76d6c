/** What moderators do where they watch: to the film, and to who speaks under it. */
import { type Router, urlencoded } from 'express'
import type { Deed } from '../../../contract/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Operate, refusalOf, sentBy } from '../form-page.ts'
import { leadBack } from '../forms.ts'
import { isModerator, signedInViewer } from '../page-access.ts'
import type { PageResponder } from '../page-responder.ts'
import { ALL_VIDEOS } from './all-videos-page.ts'
import type { ShowVideo } from './index.ts'
import { actsOnAccounts, actsOnVideos } from './shared-acts.ts'

const readForm = urlencoded({ extended: false, limit: '10kb' })

export function watchModeration(
  router: Router,
  pages: PageResponder,
  { operate, showVideo }: { readonly operate: Operate; readonly showVideo: ShowVideo }
): void {
  const { 'mute-account': mute } = actsOnAccounts(operate)
  const acts = { ...actsOnVideos(operate), 'mute-account': mute! }
  for (const folder of ['/w', '/videos/watch']) {
    router.post(`${folder}/:ref/moderate`, readForm, async (req, res) => {
      const page = `/w/${encodeURIComponent(req.params.ref)}`
      if (!signedInViewer(req, res, page) || !isModerator(req, res)) return
      const sent = sentBy(req, res)
      const form = sent.field('form')
      const act = Object.hasOwn(acts, form) ? acts[form as keyof typeof acts] : undefined
      if (!act) throw new AppError('invalid', 'The form was not filled in as it must be.')
      try {
        // None of these asks for more.
        const deed = (await act(sent)) as Deed
        leadBack(res, deed === 'video-deleted' ? ALL_VIDEOS : page, deed)
      } catch (error) {
        const { outcome, status } = refusalOf(error, sent)
        await pages.respond(req, res, await showVideo(sent, outcome), status)
      }
    })
    // Links of the page that a refused form is answered with: other comments, the other language.
    router.get(`${folder}/:ref/moderate`, (req, res) => {
      const [, query] = req.originalUrl.split('?')
      res.redirect(302, `/w/${encodeURIComponent(req.params.ref)}${query ? `?${query}` : ''}`)
    })
  }
}
