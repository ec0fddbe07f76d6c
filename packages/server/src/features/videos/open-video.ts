import { type VideoDetails, VideoReference } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findVideo } from './details.ts'
import { isFileToken } from './file-token.ts'
import { findAccess } from './store.ts'
import { assertCanWatch, type VideoAccess, videoNotFound } from './video.ts'

export interface OpenVideoCredentials {
  readonly viewer: Viewer | undefined
  readonly password: string | undefined
  readonly fileToken: string | undefined
}

interface OpenDeps {
  readonly db: Queryable
  /** Public origin of this server. */
  readonly origin: string
  readonly tokenSecret: Buffer
}

/**
 * A video by whatever names it in a page's address.
 *
 * @throws AppError as `assertCanWatch`; `not_found` for an address that names no video at all.
 */
export async function openVideo(
  deps: OpenDeps,
  reference: string,
  credentials: OpenVideoCredentials
): Promise<VideoDetails> {
  const parsed = VideoReference.safeParse({ id: reference })
  const found = parsed.success ? await findVideo(deps.db, siteOf(deps.origin), parsed.data.id) : undefined
  if (!found) throw videoNotFound()
  assertOpened(deps, found.access, ...[reference, credentials])
  return found.details
}

/** As `openVideo`, for what is done with the video rather than shown of it. */
export async function openAccess(
  deps: Omit<OpenDeps, 'origin'>,
  reference: string,
  credentials: OpenVideoCredentials
): Promise<VideoAccess> {
  const parsed = VideoReference.safeParse({ id: reference })
  const video = parsed.success ? await findAccess(deps.db, parsed.data.id) : undefined
  if (!video) throw videoNotFound()
  assertOpened(deps, video, ...[reference, credentials])
  return video
}

/** @throws AppError as `assertCanWatch`. @param reference As somebody wrote it: numbers can be guessed. */
export function assertOpened(
  { tokenSecret }: Pick<OpenDeps, 'tokenSecret'>,
  video: VideoAccess,
  reference: string,
  { viewer, password, fileToken }: OpenVideoCredentials
): void {
  const hasFileToken = fileToken !== undefined && isFileToken(tokenSecret, video, fileToken)
  assertCanWatch(video, { viewer, password, hasFileToken, isByNumber: /^\d{1,9}$/.test(reference) })
}
