/** Learns from an instance which of its videos there are, the most wanted first, with few and small questions. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ZodError } from 'zod'
import type { Instance, InstanceVideo } from './instance.ts'
import type { KnownVideo } from './library.ts'

export interface Following {
  readonly instance: Instance
  /** What is known; brought up to date. */
  readonly videos: Map<string, KnownVideo>
  /** More videos than fit in there are not looked at. */
  readonly budgetBytes: number
  readonly pauseMs: number
  readonly signal: AbortSignal
}

const PAGE = 50
const VIDEOS_MAX = 5000
/** What an instance says of a video is believed for that long if it says that nothing has changed. */
const STALE_MS = 6 * 3_600_000
/** Questions about single videos in one round: the rest comes in the next. */
const QUESTIONS_MAX = 120

/** @throws FetchError when the instance does not answer; what was learned until then stays. */
export async function follow(deps: Following): Promise<readonly KnownVideo[]> {
  const { videos, budgetBytes } = deps
  const asking = questions(deps)
  const ranked: KnownVideo[] = []
  let bytes = 0
  for await (const listed of listAll(deps)) {
    const known = videos.get(listed.uuid)
    const isFresh = known && known.updatedAt === listed.updatedAt && Date.now() - known.askedAt < STALE_MS
    const video = isFresh && known.files.length > 0 ? known : await asking.ask(listed.uuid)
    if (!video) continue
    ranked.push(video)
    bytes += video.files.reduce((sum, file) => sum + file.sizeBytes, 0)
    if (bytes > budgetBytes * 2) break
  }
  // Neither deleted nor closed only because a list does not name them.
  const seen = new Set(ranked.map(({ uuid }) => uuid))
  const unseen = [...videos.values()].filter(({ uuid }) => !seen.has(uuid)).sort((a, b) => a.askedAt - b.askedAt)
  for (const { uuid } of unseen) {
    const video = await asking.ask(uuid)
    if (video) ranked.push(video)
  }
  return ranked
}

async function* listAll({ instance, pauseMs, signal }: Following) {
  for (let start = 0; start < VIDEOS_MAX; start += PAGE) {
    const { total, videos } = await instance.list(start, PAGE)
    yield* videos
    if (videos.length === 0 || start + PAGE >= total) return
    await sleep(pauseMs, undefined, { signal })
  }
}

function questions({ instance, videos, pauseMs, signal }: Following) {
  let left = QUESTIONS_MAX
  return {
    /** What is known now. */
    async ask(uuid: string): Promise<KnownVideo | undefined> {
      if (left === 0) return videos.get(uuid)
      left -= 1
      const found = await findOrMistrust(instance, uuid)
      await sleep(pauseMs, undefined, { signal })
      if (!found) {
        videos.delete(uuid)
        return undefined
      }
      const known = { ...found, askedAt: Date.now() }
      videos.set(uuid, known)
      return known
    }
  }
}

/** An answer that cannot be understood is none. */
async function findOrMistrust(instance: Instance, uuid: string): Promise<InstanceVideo | undefined> {
  try {
    return await instance.find(uuid)
  } catch (error) {
    if (error instanceof ZodError || error instanceof SyntaxError) return undefined
    throw error
  }
}
