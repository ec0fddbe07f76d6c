/** A member's own videos: found again, and several of them changed or deleted at once. */
import type { Router } from 'express'
import { MyVideosChoice, type MyVideosPage, type TranscodingStatus } from '../../contract/index.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { chosen, type Exchange, formPage, NOTHING, operateWith } from './form-page.ts'
import { actsOnSeveral, severalOf } from './my-videos-several.ts'
import { isSignedIn } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'
import { toCard } from './video-page.ts'

export interface MyVideosPageDeps {
  readonly call: CallOperation
  readonly findTranscoding: (videoUuid: string) => Promise<TranscodingStatus | null>
}

export function myVideosPage(router: Router, pages: PageResponder, { call, findTranscoding }: MyVideosPageDeps): void {
  const operate = operateWith(call)
  const show = async (at: Exchange, said: Pick<MyVideosPage, 'outcome' | 'several'>): Promise<MyVideosPage> => {
    const choice = MyVideosChoice.parse(at.req.query)
    const page = pageNumber(at.req)
    const query = { ...chosen(choice), ...rangeOf(page) }
    const { total, data } = await operate(at, 'getUserVideos', { query })
    const videos = await Promise.all(
      data.map(async video => ({ ...toCard(video), transcoding: await findTranscoding(video.uuid) }))
    )
    return { kind: 'my-videos', ...said, choice, videos, total, page, pageSize: PAGE_SIZE }
  }
  formPage(router, pages, {
    path: '/my-library/videos',
    admits: isSignedIn,
    async show(at, outcome) {
      const several = severalOf(at.req, outcome)
      return show(at, { several, outcome: several ? NOTHING : outcome })
    },
    forms: actsOnSeveral(operate, (at, several) => show(at, { several, outcome: NOTHING }))
  })
}
