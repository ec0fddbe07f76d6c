import { request } from './http.ts'

export async function deleteVideo(videoUuid: string): Promise<void> {
  await request('DELETE', `/api/v1/videos/${videoUuid}`)
}
