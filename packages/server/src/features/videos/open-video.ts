import { type VideoDetails, VideoReference } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findVideo } from './details.ts'
import { isFileToken } from './file-token.ts'
import { assertCanWatch, videoNotFound } from './video.ts'

export interface OpenVideoCredentials {
  readonly viewer: Viewer | undefined
  readonly password: string | undefined
  readonly fileToken: string | undefined
}

/**
 * A video by whatever names it in a page's address.
 *
 * @throws AppError as `assertCanWatch`; `not_found` for an address that names no video at all.
 */
export async function openVideo(
  { db, origin, tokenSecret }: { db: Queryable; origin: string; tokenSecret: Buffer },
  reference: string,
  { viewer, password, fileToken }: OpenVideoCredentials
): Promise<VideoDetails> {
  const parsed = VideoReference.safeParse({ id: reference })
  const found = parsed.success ? await findVideo(db, siteOf(origin), parsed.data.id) : undefined
  if (!found) throw videoNotFound()

  const hasFileToken = fileToken !== undefined && isFileToken(tokenSecret, found.access, fileToken)
  assertCanWatch(found.access, { viewer, password, hasFileToken, isByNumber: /^\d{1,9}$/.test(reference) })
  return found.details
}
