import type { TranscodingStatus } from '@colombier/server/contract'
import { request } from './http.ts'

/** @param mediaQuery Carries the token of a protected video; empty for others. */
export async function fetchTranscoding(
  videoUuid: string,
  signal: AbortSignal,
  mediaQuery = ''
): Promise<TranscodingStatus> {
  const query = mediaQuery && `?${mediaQuery}`
  return (await request('GET', `/api/v1/videos/${videoUuid}/transcoding${query}`, { signal })) as TranscodingStatus
}

export async function retryTranscoding(videoUuid: string): Promise<void> {
  await request('POST', `/api/v1/videos/${videoUuid}/transcoding/retry`)
}
