/** Comments as people make, see and sort them through the API, under a video of Ada's that is new in each test. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { CommentTree, ReviewedComment, VideoComment } from '../../packages/server/src/contract/index.ts'
import { commentRoutes } from '../../packages/server/src/features/comments/index.ts'
import { muteRoutes } from '../../packages/server/src/features/mutes/index.ts'
import { watchedWordsRoutes } from '../../packages/server/src/features/watched-words/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type AVideo, aVideo } from './a-video.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { makePeople, type People, serveApi } from './people.ts'
import type { TestServer } from './serve.ts'

/** Undefined: somebody who has not signed in. */
export type Who = keyof People | undefined

interface Threads {
  readonly total: number
  readonly totalNotDeletedComments: number
  readonly data: VideoComment[]
}

/** The list for owners, of what stands under their videos. */
export const MINE = '/users/me/videos/comments'

/** Registers the hooks of the test file that calls it. */
export function useComments() {
  let database: FreshDatabase
  let server: TestServer
  let people: People
  let video: AVideo

  beforeAll(async () => {
    database = await freshDatabase()
    people = await makePeople(database.db)
    const deps = { db: database.db, origin: 'http://videos.example' }
    server = await serveApi(people, commentRoutes(deps), muteRoutes(deps), watchedWordsRoutes(deps))
  })
  afterAll(async () => {
    await server.close()
    await database.close()
  })
  beforeEach(async () => {
    await database.db.query('TRUNCATE domain_event, account_mute, watched_words_list, comment_review_tag')
    await database.db.query('DELETE FROM video_comment')
    video = await aVideo(database.db, people.ada.channelId)
  })

  async function ask<Body = never>(
    path: string,
    as?: Who,
    { method = 'GET', body }: { method?: string; body?: unknown } = {}
  ) {
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') && text
    return { status: answer.status, body: (isJson ? JSON.parse(text) : {}) as Body }
  }
  const say = (as: Who, text: string, { on = video, under }: { on?: AVideo; under?: number } = {}) => {
    const place = under === undefined ? 'comment-threads' : `comments/${under}`
    return ask<{ comment: VideoComment }>(`/videos/${on.uuid}/${place}`, as, { method: 'POST', body: { text } })
  }
  /** Whichever way they are ordered, there are as many. */
  async function threads(as?: Who, query = ''): Promise<Threads> {
    const read = async (how: string) => (await ask<Threads>(`/videos/${video.uuid}/comment-threads${how}`, as)).body
    const { data: _, ...totals } = await read('?sort=-totalReplies')
    const found = await read(query)
    expect(found).toMatchObject(totals)
    return found
  }
  const tree = (threadId: number, as?: Who) => ask<CommentTree>(`/videos/${video.uuid}/comment-threads/${threadId}`, as)
  const remove = (id: number, as: Who) => ask(`/videos/${video.uuid}/comments/${id}`, as, { method: 'DELETE' })
  const review = async (as: Who, path = '/videos/comments', query = '') =>
    (await ask<{ total: number; data: ReviewedComment[] }>(`${path}${query}`, as)).body

  return {
    ask,
    say,
    threads,
    tree,
    remove,
    review,
    get db(): Database {
      return database.db
    },
    get people(): People {
      return people
    },
    /** The video that is spoken of. */
    get video(): AVideo {
      return video
    },
    set video(next: AVideo) {
      video = next
    }
  }
}
