/** A member's own videos: found again, and several of them changed or deleted at once. */
import type { Router } from 'express'
import { MyVideosChoice, type TranscodingStatus, type VideoDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import {
  type Act,
  chosen,
  formPage,
  NOTHING,
  type Operate,
  operateWith,
  refusedAt,
  type Sent,
  ticked
} from './form-page.ts'
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
  formPage(router, pages, {
    path: '/my-library/videos',
    admits: isSignedIn,
    async show(at, outcome) {
      const choice = MyVideosChoice.parse(at.req.query)
      const page = pageNumber(at.req)
      const query = { ...chosen(choice), ...rangeOf(page) }
      const { total, data } = await operate(at, 'getUserVideos', { query })
      const videos = await Promise.all(
        data.map(async video => ({ ...toCard(video), transcoding: await findTranscoding(video.uuid) }))
      )
      return { kind: 'my-videos', outcome, choice, videos, total, page, pageSize: PAGE_SIZE }
    },
    forms: actsOnSeveral(operate)
  })
}

function actsOnSeveral(operate: Operate): Record<string, Act> {
  return {
    async privacy(sent) {
      const videos = await chosenVideos(operate, sent)
      // A date on which it would become what it was to be is given up: this is what it is to be now.
      const body = { privacy: sent.field('privacy'), scheduleUpdate: null }
      for (const { id } of videos) await operate(sent, 'putVideo', { params: { id: String(id) }, body })
      return videos.length > 0 ? 'videos-changed' : 'nothing'
    },
    async 'ask-delete'(sent) {
      const videos = await chosenVideos(operate, sent)
      return videos.length === 0 ? 'nothing' : { page: { kind: 'my-videos-sure', outcome: NOTHING, videos } }
    },
    async delete(sent) {
      const videos = await chosenVideos(operate, sent)
      if (sent.field('confirm') !== String(videos.length))
        return { page: { kind: 'my-videos-sure', videos, outcome: refusedAt(sent, 'confirm') }, status: 400 }
      for (const { id } of videos) await operate(sent, 'delVideo', { params: { id: String(id) } })
      return videos.length > 0 ? 'videos-deleted' : 'nothing'
    }
  }
}

/** All of them, before anything is done to one. @throws AppError when one is gone, or somebody else's. */
async function chosenVideos(operate: Operate, sent: Sent): Promise<VideoDetails[]> {
  const { username } = viewerOf(sent.res)!
  const videos: VideoDetails[] = []
  for (const id of ticked(sent, 'video')) {
    const video = await operate(sent, 'getVideo', { params: { id } })
    if (!video.isLocal || video.account.name !== username) throw new AppError('forbidden', 'This video is not yours.')
    videos.push(video)
  }
  return videos
}
