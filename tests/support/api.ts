/** A client of the API, as small as the tests need it. */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TranscodingStatus, VideoDetails } from '../../packages/server/src/contract/index.ts'
import { PASSWORD } from './start-server.ts'

export interface Api {
  readonly token: string
  readonly channelId: number
  fetch(path: string, init?: RequestInit): Promise<Response>
  json<T>(path: string, init?: RequestInit): Promise<T>
  /** @returns The new video's UUID. @throws Error for any answer but 200. */
  upload(file: string, fields?: Readonly<Record<string, string>>): Promise<string>
  video(uuid: string): Promise<VideoDetails>
  transcoding(uuid: string): Promise<TranscodingStatus>
  /** Asks until the status is as wanted. @throws Error when that takes more than `timeoutMs`. */
  waitForTranscoding(
    uuid: string,
    isWanted: (status: TranscodingStatus) => boolean,
    timeoutMs?: number
  ): Promise<TranscodingStatus>
}

const WAIT_MS = 200_000

export async function signIn(origin: string, username = 'root', password = PASSWORD): Promise<Api> {
  const client = await getJson<Record<string, string>>(`${origin}/api/v1/oauth-clients/local`)
  const body = new URLSearchParams({ ...client, grant_type: 'password', username, password })
  const { access_token: token } = await getJson<{ access_token: string }>(`${origin}/api/v1/users/token`, {
    method: 'POST',
    body
  })
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}/api/v1${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` }
    })
  const json = async <T>(path: string, init?: RequestInit) => readJson<T>(await call(path, init))
  const me = await json<{ videoChannels: [{ id: number }] }>('/users/me')
  const channelId = me.videoChannels[0].id
  const transcoding = (uuid: string) => json<TranscodingStatus>(`/videos/${uuid}/transcoding`)

  return {
    token,
    channelId,
    fetch: call,
    json,
    video: uuid => json<VideoDetails>(`/videos/${uuid}`),
    transcoding,

    async upload(file, fields = {}) {
      const form = new FormData()
      const all = { name: 'A video', channelId: String(channelId), privacy: '1', waitTranscoding: 'true', ...fields }
      for (const [name, value] of Object.entries(all)) form.set(name, value)
      form.set('videofile', await openAsBlob(file), basename(file))
      const { video } = await json<{ video: { uuid: string } }>('/videos/upload', { method: 'POST', body: form })
      return video.uuid
    },

    async waitForTranscoding(uuid, isWanted, timeoutMs = WAIT_MS) {
      const deadline = performance.now() + timeoutMs
      for (;;) {
        const status = await transcoding(uuid)
        if (isWanted(status)) return status
        if (performance.now() > deadline) throw new Error(`Still ${JSON.stringify(status)} after ${timeoutMs} ms`)
        await sleep(100)
      }
    }
  }
}

async function getJson<T>(url: string, init?: RequestInit): Promise<T> {
  return readJson<T>(await fetch(url, init))
}

async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${await response.text()}`)
  return (await response.json()) as T
}
