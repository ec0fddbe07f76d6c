/** Something done to several of one's own videos: to each that can be, and the others are named with the reason. */
import type { Request } from 'express'
import type { FormOutcome, MyVideosPage, RefusedVideo, SeveralOutcome, VideoDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { viewerOf } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import { type Act, type Exchange, NOTHING, type Operate, refusedAt, type Sent, ticked } from './form-page.ts'

/** In the address: how many it was done to. */
const NUMBER = 'number'

type Show = (at: Exchange, several: SeveralOutcome) => Promise<MyVideosPage>

export function actsOnSeveral(operate: Operate, show: Show): Record<string, Act> {
  /** The list again, which says what was done. Its address does where nothing was refused, so that it can be reloaded. */
  const tell = async (sent: Sent, several: SeveralOutcome): ReturnType<Act> => {
    const { deed, done, refused } = several
    if (refused.length > 0) return { page: await show(sent, several), status: done > 0 ? 200 : 409 }
    return done > 0 ? { deed, to: withNumber(sent.req.originalUrl, done) } : 'nothing'
  }

  return {
    async privacy(sent) {
      // A date on which it would become what it was to be is given up: this is what it is to be now.
      const body = { privacy: sent.field('privacy'), scheduleUpdate: null }
      const { found, refused } = await findChosen(operate, sent)
      const change = ({ id }: VideoDetails) => operate(sent, 'putVideo', { params: { id: String(id) }, body })
      return tell(sent, { deed: 'videos-changed', ...(await doToEach(found, refused, change)) })
    },
    async 'ask-delete'(sent) {
      const { found: videos, refused } = await findChosen(operate, sent)
      if (videos.length === 0) return tell(sent, { deed: 'videos-deleted', done: 0, refused })
      return { page: { kind: 'my-videos-sure', outcome: NOTHING, videos, refused } }
    },
    async delete(sent) {
      const { found: videos, refused } = await findChosen(operate, sent)
      // Those that are gone since were counted when they were asked about.
      if (sent.field('confirm') !== String(videos.length + refused.length))
        return { page: { kind: 'my-videos-sure', videos, refused, outcome: refusedAt(sent, 'confirm') }, status: 400 }
      const remove = ({ id }: VideoDetails) => operate(sent, 'delVideo', { params: { id: String(id) } })
      return tell(sent, { deed: 'videos-deleted', ...(await doToEach(videos, refused, remove)) })
    }
  }
}

/** What the address says was done to how many; null where it says nothing of that. */
export function severalOf({ query }: Request, { done }: FormOutcome): SeveralOutcome | null {
  const number = Number(query[NUMBER])
  if (done !== 'videos-changed' && done !== 'videos-deleted') return null
  return Number.isSafeInteger(number) && number > 0 ? { deed: done, done: number, refused: [] } : null
}

function withNumber(path: string, number: number): string {
  const url = new URL(path.replace(/^[/\\]+/, '/'), 'http://page.invalid')
  url.searchParams.set(NUMBER, String(number))
  return url.pathname + url.search
}

interface Chosen {
  readonly found: VideoDetails[]
  readonly refused: RefusedVideo[]
}

/** Their own alone: administrators do more to others', but not from here. */
async function findChosen(operate: Operate, sent: Sent): Promise<Chosen> {
  const { username } = viewerOf(sent.res)!
  const chosen: Chosen = { found: [], refused: [] }
  for (const id of ticked(sent, 'video')) {
    try {
      const video = await operate(sent, 'getVideo', { params: { id } })
      if (video.isLocal && video.account.name === username) chosen.found.push(video)
      else chosen.refused.push({ name: video.name, reason: 'not-yours' })
    } catch (error) {
      chosen.refused.push({ name: null, reason: reasonOf(error) })
    }
  }
  return chosen
}

async function doToEach(
  videos: readonly VideoDetails[],
  refused: readonly RefusedVideo[],
  act: (video: VideoDetails) => Promise<unknown>
): Promise<Pick<SeveralOutcome, 'done' | 'refused'>> {
  const failed: RefusedVideo[] = []
  for (const video of videos) {
    await act(video).catch(error => failed.push({ name: video.name, reason: reasonOf(error) }))
  }
  return { done: videos.length - failed.length, refused: [...refused, ...failed] }
}

const REASONS: Partial<Record<AppError['code'], RefusedVideo['reason']>> = {
  not_found: 'gone',
  gone: 'gone',
  forbidden: 'not-yours',
  unauthenticated: 'not-yours',
  conflict: 'busy'
}

/** The others are still to be done, whatever became of this one. */
function reasonOf(error: unknown): RefusedVideo['reason'] {
  if (error instanceof AppError) return REASONS[error.code] ?? 'refused'
  log('pages').error('One of several videos: {error}', { error })
  return 'failed'
}
