/**
 * Takes away comments under videos elsewhere that are gone where they were written, though nobody said so while this
 * server listened. A thread that lacks one only raises the question: the server of the comment itself answers it.
 */
import { findKnownComment, takeBackComment } from '../../features/comments/index.ts'
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import { type FederationDeps, Refused } from '../deps.ts'
import { type CommentCheck, checkAgainInAnHour, endCheck, endChecksAtHostOf, takeCheck } from './comment-check-store.ts'

/** An hour apart at least. */
const MISSING_MAX = 2

/** What is due now. Several servers share the work; after a crash it goes on. */
export async function checkComments(deps: FederationDeps, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const check = await takeCheck(deps.db)
    if (!check) return
    await settle(deps, check, await ask(deps, check))
  }
}

type Answer = 'there' | 'gone' | 'missing' | 'silent'

/** Whatever is neither there nor said to be gone counts as there. */
async function ask({ remote }: FederationDeps, { url }: CommentCheck): Promise<Answer> {
  try {
    const { type, id } = await remote.document(url)
    return type === 'Tombstone' && id === url ? 'gone' : 'there'
  } catch (error) {
    if (error instanceof FetchError && error.status === 410) return 'gone'
    if (error instanceof FetchError && error.status === 404) return 'missing'
    if (error instanceof FetchError && error.failure === 'unreachable') return 'silent'
    if (!(error instanceof FetchError || error instanceof Refused))
      log('federation').error('Whether {url} is gone cannot be found out: {error}', { url, error })
    return 'there'
  }
}

async function settle({ db }: FederationDeps, check: CommentCheck, answer: Answer): Promise<void> {
  const { commentId, url, missingTimes } = check
  if (answer === 'silent') return endChecksAtHostOf(db, url)
  if (answer === 'missing' && missingTimes + 1 < MISSING_MAX) return checkAgainInAnHour(db, commentId)
  await db.transaction(async tx => {
    const known = answer === 'there' ? undefined : await findKnownComment(tx, { url })
    if (known && !known.isDeleted) await takeBackComment(tx, known, { tellOthers: false })
    await endCheck(tx, commentId)
  })
}
