import type { UserImport } from '@colombier/server/contract'
import { request } from './http.ts'

/** What came of the newest archive. @throws ApiError 404 while there is none. */
export async function fetchLatestImport(userId: number, signal: AbortSignal): Promise<UserImport> {
  return (await request('GET', `/api/v1/users/${userId}/imports/latest`, { signal })) as UserImport
}
