/** Every video that this server knows, and what is done to several of them at once. */
import type { Router } from 'express'
import { AllVideosChoice, VIDEO_INCLUDE, type VideoSummary, type VideosSurePage } from '../../../contract/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Act, chosen, formPage, NOTHING, type Operate, refusedAt, type Sent, ticked } from '../form-page.ts'
import { isModerator } from '../page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from '../page-number.ts'
import type { PageResponder } from '../page-responder.ts'

export const ALL_VIDEOS = '/admin/videos'
const EVERYTHING = VIDEO_INCLUDE.notPublished | VIDEO_INCLUDE.blocked | VIDEO_INCLUDE.mutedOwner
const ONLY_WITH = { '': {}, hls: { hasHLSFiles: 'true' }, web: { hasWebVideoFiles: 'true' } } as const
const ANY_PRIVACY = '1,2,3,4,5'

export function allVideosPage(router: Router, pages: PageResponder, { operate }: { operate: Operate }): void {
  formPage(router, pages, {
    path: ALL_VIDEOS,
    admits: isModerator,
    async show(at, outcome) {
      const choice = AllVideosChoice.parse(at.req.query)
      const page = pageNumber(at.req)
      const { privacyOneOf, nsfw, files, ...rest } = choice
      const privacies = (privacyOneOf || ANY_PRIVACY).split(',')
      const query = {
        ...chosen(rest),
        ...ONLY_WITH[files],
        nsfw: nsfw || 'both',
        privacyOneOf: privacies,
        include: EVERYTHING
      }
      const { total, data } = await operate(at, 'getVideos', { query: { ...query, ...rangeOf(page) } })
      return { kind: 'all-videos', outcome, choice, videos: data, total, page, pageSize: PAGE_SIZE }
    },
    forms: actsOnSeveral(operate)
  })
}

function actsOnSeveral(operate: Operate): Record<string, Act> {
  const ask =
    (deed: VideosSurePage['deed']): Act =>
    async sent => {
      const videos = await chosenVideos(operate, sent)
      return videos.length === 0 ? 'nothing' : { page: { kind: 'videos-sure', outcome: NOTHING, deed, videos } }
    }
  return {
    'ask-block': ask('block'),
    'ask-delete': ask('delete'),
    async 'block-several'(sent) {
      const videos = (await chosenVideos(operate, sent)).filter(({ blacklisted }) => !blacklisted)
      const reason = sent.field('reason')
      const isTold = sent.field('unfederate') === 'yes'
      try {
        for (const { id, isLocal } of videos) {
          const body = { reason, unfederate: isTold && isLocal }
          await operate(sent, 'addVideoBlock', { params: { id: String(id) }, body })
        }
      } catch (error) {
        // Refused for the first of them, as for any.
        if (error instanceof AppError && error.code === 'invalid') return askAgain(sent, 'block', videos, 'reason')
        throw error
      }
      return videos.length > 0 ? 'videos-blocked' : 'nothing'
    },
    async 'unblock-several'(sent) {
      const videos = (await chosenVideos(operate, sent)).filter(({ blacklisted }) => blacklisted)
      for (const { id } of videos) await operate(sent, 'delVideoBlock', { params: { id: String(id) } })
      return videos.length > 0 ? 'videos-unblocked' : 'nothing'
    },
    async 'transcode-several'(sent) {
      const videos = (await chosenVideos(operate, sent)).filter(({ isLocal }) => isLocal)
      const body = { transcodingType: 'hls' }
      for (const { id } of videos) await operate(sent, 'createVideoTranscoding', { params: { id: String(id) }, body })
      return videos.length > 0 ? 'videos-transcoded' : 'nothing'
    },
    async 'delete-several'(sent) {
      const videos = await chosenVideos(operate, sent)
      if (sent.field('confirm') !== String(videos.length)) return askAgain(sent, 'delete', videos, 'confirm')
      for (const { id } of videos) await operate(sent, 'delVideo', { params: { id: String(id) } })
      return videos.length > 0 ? 'videos-deleted' : 'nothing'
    }
  }
}

/** All of them, before anything is done to one. @throws AppError `not_found` when one is gone. */
async function chosenVideos(operate: Operate, sent: Sent): Promise<VideoSummary[]> {
  const videos: VideoSummary[] = []
  for (const id of ticked(sent, 'video')) videos.push(await operate(sent, 'getVideo', { params: { id } }))
  return videos
}

const askAgain = (sent: Sent, deed: VideosSurePage['deed'], videos: readonly VideoSummary[], field: string) =>
  ({ page: { kind: 'videos-sure', deed, videos, outcome: refusedAt(sent, field) }, status: 400 }) as const
