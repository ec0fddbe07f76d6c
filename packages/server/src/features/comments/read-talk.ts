/** Threads with their answers, as a page shows them: two statements however many there are. */
import type { CommentTree, ThreadListQuery } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { toComment, toTree } from './comment.ts'
import { listAnswers, listThreads, type Reading } from './queries.ts'

export interface Talk {
  /** Comments, answers among them. */
  readonly total: number
  readonly threadsTotal: number
  readonly threads: readonly CommentTree[]
}

export async function readTalk(db: Queryable, site: Site, reading: Reading, query: ThreadListQuery): Promise<Talk> {
  const { total, totalNotDeleted, rows } = await listThreads(db, reading, query)
  const answered = rows.filter(({ replies }) => replies > 0).map(({ id }) => id)
  const answers = answered.length > 0 ? await listAnswers(db, reading, answered) : []
  const threads = rows.flatMap(first => {
    const thread = [first, ...answers.filter(({ thread_id }) => thread_id === first.id)]
    return toTree(thread.map(row => toComment(site, row))) ?? []
  })
  return { total: totalNotDeleted, threadsTotal: total, threads }
}
