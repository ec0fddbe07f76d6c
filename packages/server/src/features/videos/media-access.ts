import { createCache } from '../../platform/cache.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { isFileToken } from './file-token.ts'
import { findAccess } from './store.ts'
import { assertCanWatch, isForEverybody, type VideoAccess, videoNotFound } from './video.ts'

/** How long a change of privacy may take to reach the files: a player asks for several a second. */
const ACCESS_TTL_MS = 1000

export interface FileCredentials {
  readonly viewer: Viewer | undefined
  readonly fileToken: string | undefined
  readonly password: string | undefined
}

/** @returns A check that throws as `assertCanWatch` does when the credentials do not open the video's files. */
export function createMediaAccess({ db, tokenSecret }: { db: Queryable; tokenSecret: Buffer }) {
  const known = createCache<VideoAccess | undefined>({ ttlMs: ACCESS_TTL_MS, maxEntries: 1000 })

  return async (videoUuid: string, credentials: FileCredentials): Promise<{ isForEverybody: boolean }> => {
    const video = await known.get(videoUuid, () => findAccess(db, { uuid: videoUuid }))
    if (!video) throw videoNotFound()
    const { viewer, password, fileToken } = credentials
    const hasFileToken = fileToken !== undefined && isFileToken(tokenSecret, video, fileToken)
    assertCanWatch(video, { viewer, password, hasFileToken })
    return { isForEverybody: isForEverybody(video) }
  }
}
