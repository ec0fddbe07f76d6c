/** Ctrl-C while a video is transcoded. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { signIn } from '../support/api.ts'
import { makeClip } from '../support/clip.ts'
import { waitUntilGone } from '../support/processes.ts'
import { startTestServer } from '../support/start-server.ts'
import { reach } from './moments.ts'

/** Five seconds are promised; what a busy machine adds is not the server's. */
const GONE_MS = 8_000
/** More often than a job is tried. */
const TIMES = 2
const PATIENCE_MS = 180_000

let folder: string
afterAll(() => rm(folder, { recursive: true, force: true }))

test(
  'everything ends, in silence, and the job goes on at the next start however often that happens',
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'colombier-interrupt-'))
    const clip = join(folder, 'clip.mp4')
    await makeClip(clip, { seconds: 8, size: '1280x720', isNoisy: true })
    const server = await startTestServer({ env: { COLOMBIER_RESOLUTIONS: '360,480,720' } })
    const api = await signIn(server.origin)
    const uuid = await api.upload(clip)

    for (let time = 0; time < TIMES; time++) {
      await reach('encoding', { api, dataFolder: server.dataFolder, videoUuid: uuid, percent: 1 })
      process.kill(server.pid, 'SIGINT')
      expect(await waitUntilGone(server.dataFolder, GONE_MS)).toEqual([])
      expect(await readdir(join(server.dataFolder, 'tmp'))).toEqual([])
      await server.start()
    }
    const last = await api.waitForTranscoding(
      uuid,
      ({ status }) => status === 'done' || status === 'failed',
      PATIENCE_MS
    )
    expect(last.status).toBe('done')
    await server.close()
    expect(complaintsIn(server.output())).toEqual([])
  },
  PATIENCE_MS * 2
)

/** Lines besides those that say what is done. */
function complaintsIn(output: string): string[] {
  return output.split('\n').filter(line => /warn|error|fatal|lost|failed/i.test(line))
}
