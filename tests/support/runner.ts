/**
 * A runner as peertube-runner is one: the same requests in the same form, and ffmpeg with the same options. (That
 * program itself is not in the registry this project installs from.)
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface OfferedJob {
  readonly uuid: string
  readonly type: string
  readonly payload: {
    readonly input: { readonly videoFileUrl: string }
    readonly output: { readonly resolution: number; readonly fps: number }
  }
}

export interface TakenJob extends OfferedJob {
  readonly jobToken: string
}

export interface Made {
  readonly video: Buffer
  readonly playlist: string
}

/** @param api Address of /api/v1. */
export function aRunner(api: string, runnerToken: string) {
  const post = (path: string, body: object) =>
    fetch(`${api}/runners/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ runnerToken, ...body })
    })
  const json = async (answer: Response) => {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }

  return {
    post,
    async request(): Promise<OfferedJob[]> {
      const { availableJobs } = (await json(await post('jobs/request', { version: '0.0.22' }))) as {
        availableJobs: OfferedJob[]
      }
      return availableJobs
    },
    async accept(uuid: string): Promise<TakenJob> {
      return ((await json(await post(`jobs/${uuid}/accept`, {}))) as { job: TakenJob }).job
    },
    /** Its progress goes as a form, as that of everything that may carry files. */
    update({ uuid, jobToken }: TakenJob, progress: number) {
      const form = new FormData()
      for (const [name, value] of Object.entries({ progress, jobToken, runnerToken })) form.set(name, String(value))
      return fetch(`${api}/runners/jobs/${uuid}/update`, { method: 'POST', body: form })
    },
    download({ payload, jobToken }: TakenJob) {
      return fetch(payload.input.videoFileUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ runnerToken, jobToken })
      })
    },
    handIn({ uuid, jobToken }: TakenJob, { video, playlist }: Made) {
      const form = new FormData()
      form.set('jobToken', jobToken)
      form.set('runnerToken', runnerToken)
      form.set('payload[videoFile]', new Blob([new Uint8Array(video)]), 'x-fragmented.mp4')
      form.set('payload[resolutionPlaylistFile]', new Blob([playlist]), 'x.m3u8')
      return fetch(`${api}/runners/jobs/${uuid}/success`, { method: 'POST', body: form })
    }
  }
}

export async function register(api: string, registrationToken: string, name: string): Promise<Response> {
  return fetch(`${api}/runners/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ registrationToken, name, description: 'In a test', version: '0.0.22' })
  })
}

/** What PeerTube 6.3's runner makes of a file. */
export async function transcodeAsRunner(
  source: Uint8Array,
  { resolution, fps, seconds }: { resolution: number; fps: number; seconds?: number }
): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'runner-'))
  try {
    await writeFile(join(folder, 'input'), source)
    const video = join(folder, 'x-fragmented.mp4')
    const playlist = join(folder, 'x.m3u8')
    await run('ffmpeg', [
      ...['-v', 'error', '-nostdin', '-i', join(folder, 'input'), '-y', ...(seconds ? ['-t', String(seconds)] : [])],
      ...['-acodec', 'aac', '-vcodec', 'libx264', '-f', 'mp4', '-movflags', 'faststart', '-map_metadata', '-1'],
      ...['-pix_fmt', 'yuv420p', '-vf', `scale=w=-2:h=${resolution}`, '-preset', 'ultrafast', '-r', String(fps)],
      ...['-g:v', String(fps * 2), '-hls_time', '4', '-hls_list_size', '0', '-hls_playlist_type', 'vod'],
      ...['-hls_segment_filename', video, '-hls_segment_type', 'fmp4', '-f', 'hls', '-hls_flags', 'single_file'],
      playlist
    ])
    return { video: await readFile(video), playlist: await readFile(playlist, 'utf8') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
