import type { TranscodingStatus } from '@colombier/server/contract'
import { request } from './http.ts'

export async function fetchTranscoding(videoUuid: string, signal: AbortSignal): Promise<TranscodingStatus> {
  return (await request('GET', `/api/v1/videos/${videoUuid}/transcoding`, signal)) as TranscodingStatus
}

export async function retryTranscoding(videoUuid: string): Promise<void> {
  await request('POST', `/api/v1/videos/${videoUuid}/transcoding/retry`)
}
