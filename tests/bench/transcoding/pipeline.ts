/**
 * Colombier's way, in a process of its own so that all it costs can be counted: the pictures made at upload, then the
 * job of packages/transcoder without its queue. Arguments: root of a storage and key of the original in it. Prints one line of JSON, a `Result`.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { TranscodeJob } from '../../../packages/transcoder/src/contract.ts'
import { STORAGE } from '../../../packages/transcoder/src/contract.ts'
import { transcode } from '../../../packages/transcoder/src/jobs/transcode.ts'
import { makeThumbnails, probeFile } from '../../../packages/transcoder/src/media.ts'
import { openStorage } from '../../../packages/transcoder/src/storage.ts'

export interface Result {
  /** Seconds from the upload's end until every rendition had its first segment; null when that was not told. */
  readonly playableSeconds: number | null
  /** Keys in the storage, by height. */
  readonly keys: readonly (readonly [height: number, key: string])[]
}

const [root, sourceKey] = process.argv.slice(2)
if (!root || !sourceKey) throw new TypeError('Usage: pipeline.ts <storage root> <key of the original>')

const startedAt = performance.now()
const job: TranscodeJob = {
  videoUuid: randomUUID(),
  sourceKey,
  ladder: { resolutions: [240, 360, 480, 720], maxFps: 60 },
  keep: []
}
const storage = openStorage(root)
const source = storage.pathOf(sourceKey)
await makeThumbnails({
  source,
  thumbnailPath: join(root, 'thumbnail.jpg'),
  previewPath: join(root, 'preview.jpg'),
  durationSeconds: (await probeFile(source)).durationSeconds
})
let playableSeconds: number | null = null
const { hls } = await transcode(
  { storage, threads: 0 },
  {
    data: job,
    report: async progress => {
      if (progress.hls) playableSeconds ??= (performance.now() - startedAt) / 1000
    }
  },
  new AbortController().signal
)
const keys = hls.renditions.map(
  ({ resolution, fileName }) => [resolution, `${STORAGE.hls}/${job.videoUuid}/${fileName}`] as const
)
process.stdout.write(`${JSON.stringify({ playableSeconds, keys } satisfies Result)}\n`)
