/** The points of the way from a file to a video at which something may break. Each is waited for by what the disk shows. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../support/api.ts'

export type Moment = 'accepting' | 'answered' | 'probing' | 'encoding' | 'first segments' | 'packaging'

export interface MomentOptions {
  readonly api: Api
  readonly dataFolder: string
  readonly videoUuid: string
  /** For `encoding`: how far it has come. */
  readonly percent: number
}

const LIMIT_MS = 60_000

/** @throws Error when it does not come. */
export async function reach(moment: Moment, options: MomentOptions): Promise<void> {
  const end = performance.now() + LIMIT_MS
  while (!(await SIGNS[moment](options))) {
    if (performance.now() > end) throw new Error(`${options.videoUuid} never came to the point: ${moment}`)
    await sleep(moment === 'encoding' ? 50 : 5)
  }
}

const SIGNS: Record<Moment, (options: MomentOptions) => Promise<boolean>> = {
  // Every original of earlier videos is gone by then.
  accepting: async ({ dataFolder }) => (await readdir(join(dataFolder, 'originals'))).length > 0,
  answered: async () => true,
  probing: async ({ dataFolder, videoUuid }) => {
    const names = await readdir(join(dataFolder, 'tmp')).catch(() => [])
    return names.some(name => name.includes(videoUuid))
  },
  encoding: async ({ api, videoUuid, percent }) => {
    const status = await api.transcoding(videoUuid)
    return status.percent >= percent || status.stage === 'packaging'
  },
  'first segments': async options => (await playlistsOf(options)).length > 0,
  packaging: async options => (await playlistsOf(options)).some(text => text.includes('#EXT-X-ENDLIST'))
}

async function playlistsOf({ dataFolder, videoUuid }: MomentOptions): Promise<string[]> {
  const folder = join(dataFolder, 'streaming-playlists/hls', videoUuid)
  const names = (await readdir(folder).catch(() => [])).filter(name => /-\d+\.m3u8$/.test(name))
  return Promise.all(names.map(name => readFile(join(folder, name), 'utf8').catch(() => '')))
}
