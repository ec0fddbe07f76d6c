/** A server with a dozen films whose pictures weigh what pictures weigh, and a browser. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeClip } from '../../support/clip.ts'
import { openStage, type Stage } from '../../support/stage.ts'
import { CLIPS, makeClips } from '../transcoding/clips.ts'

const run = promisify(execFile)
const FILM_SECONDS = 20
const SMALL_FILMS = 11

export interface Film {
  readonly title: string
  readonly path: string
}

export interface Village extends Pick<Stage, 'browser' | 'server'> {
  readonly films: readonly Film[]
  close(): Promise<void>
}

export async function prepareVillage(): Promise<Village> {
  const stage = await openStage({ COLOMBIER_RESOLUTIONS: '240,480,720', COLOMBIER_RATE_LIMITS: '0' })
  const { folder, publish, close } = stage
  try {
    await makeClips(folder, FILM_SECONDS)
    const [film] = CLIPS
    const uuid = await publish(join(folder, film.fileName), { name: 'La fête du village' })
    for (let at = 0; at < SMALL_FILMS; at++) {
      const clip = join(folder, `small-${at}.mp4`)
      await cut(join(folder, film.fileName), clip, at)
      await publish(clip, { name: `La fête, ${at + 1}e partie` })
    }
    const still = join(folder, 'still.mp4')
    await makeClip(still, { seconds: 8, size: '426x240' })
    const small = await publish(still, { name: 'Un essai' })
    return {
      browser: stage.browser,
      server: stage.server,
      close,
      films: [
        { title: '240p, 480p and 720p at 5 Mbit/s', path: `/w/${uuid}` },
        { title: '240p alone', path: `/w/${small}` }
      ]
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** A second of it, small, that begins at that second. */
async function cut(from: string, to: string, second: number): Promise<void> {
  const picture = ['-vf', 'scale=426:240', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac']
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-ss', String(second), '-t', '1', '-i', from, ...picture, to])
}
