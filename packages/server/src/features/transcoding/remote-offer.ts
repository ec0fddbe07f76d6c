/** Transcoding by runners: what they are offered. */
import { randomUUID } from 'node:crypto'
import { LadderSettings } from '@colombier/transcoder/contract'
import type { SourceDescription } from '@colombier/transcoder/media'
import { planRemoteRenditions } from '@colombier/transcoder/remote'
import { z } from 'zod'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { offerRunnerJobs, type RunnerJob } from '../runners/index.ts'
import type { OpenAttempt } from './store.ts'
import { type Attempt, jobIdOf } from './transcoding.ts'

/** What must be known again when the work comes back; the same for all renditions of an attempt. */
const Notes = z.object({ masterName: z.string(), sha256Name: z.string(), ladder: LadderSettings })
export type Notes = z.output<typeof Notes>

export const notesOf = ({ notes }: RunnerJob): Notes => Notes.parse(notes)

/**
 * New videos only. An audio file is encoded here whatever the settings, which costs next to nothing; so is what is made
 * anew while the earlier renditions can be watched.
 */
export function isForRunners(settings: Settings, open: OpenAttempt): boolean {
  if (open.isAudioOnly || open.isReplacement || open.sourceKey !== open.originalKey || open.probe === null) return false
  return settings.current().transcoding.remoteRunners.enabled
}

/** One job for each rendition, the smallest first: a video can be watched when that one is there. */
export async function offerRenditions(
  tx: Queryable,
  { attempt, open, ladder }: { attempt: Attempt; open: OpenAttempt; ladder: LadderSettings }
): Promise<void> {
  const name = randomUUID()
  const notes: Notes = { masterName: `${name}-master.m3u8`, sha256Name: `${name}-segments-sha256.json`, ladder }
  await offerRunnerJobs(
    tx,
    planRemoteRenditions(open.probe as SourceDescription, ladder).map(output => ({
      type: 'vod-hls-transcoding',
      subject: jobIdOf(attempt),
      part: output.resolution,
      videoId: open.videoId,
      output,
      notes,
      priority: output.resolution
    }))
  )
}
