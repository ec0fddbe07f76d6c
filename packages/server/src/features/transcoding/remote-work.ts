/** Transcoding by runners: what the runners' protocol asks of this slice. */
import { readFile, writeFile } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { type SourceDescription, TranscodeFailure } from '@colombier/transcoder/media'
import { checkRendition, nameRemoteRendition, remoteSizeLimit } from '@colombier/transcoder/remote'
import { AppError } from '../../kernel/errors.ts'
import { type HandedIn, HLS_FIELDS, type RunnerJob, type RunnerWork } from '../runners/index.ts'
import type { Follower } from './follow.ts'
import { settle } from './reconcile.ts'
import { notesOf } from './remote-offer.ts'
import { findOriginal, videoExists } from './store.ts'
import type { TranscodingDeps } from './transcoding.ts'

/** Of a playlist: a day of four-second segments, and some. */
const PLAYLIST_MAX_BYTES = 5e6

export function renditionWork(deps: TranscodingDeps, follower: Pick<Follower, 'settleSoon'>): RunnerWork {
  const { db } = deps
  return {
    onChange: follower.settleSoon,
    settle: subject => settle(deps, subject),
    findInput: async job => (await findOriginal(db, job.videoId))?.key,
    accept: (job, files) => accept(deps, job, files),

    async limitsOf(job) {
      const source = await sourceOf(deps, job)
      const videoBytes = remoteSizeLimit(source, notesOf(job).ladder, job.output.resolution)
      return { [HLS_FIELDS.video]: videoBytes, [HLS_FIELDS.playlist]: PLAYLIST_MAX_BYTES }
    }
  }
}

async function sourceOf({ db }: TranscodingDeps, job: RunnerJob): Promise<SourceDescription> {
  const original = await findOriginal(db, job.videoId)
  if (!original) throw new AppError('not_found', 'The video is gone.')
  return original.probe as SourceDescription
}

async function accept(deps: TranscodingDeps, job: RunnerJob, files: HandedIn): ReturnType<RunnerWork['accept']> {
  const { storage } = deps
  const videoPath = files.get(HLS_FIELDS.video)!.path
  const playlistPath = files.get(HLS_FIELDS.playlist)!.path
  const { resolution } = job.output
  const names = nameRemoteRendition(resolution)
  const { rendition, playlistText } = await checkRendition({
    source: await sourceOf(deps, job),
    ladder: notesOf(job).ladder,
    resolution,
    videoPath,
    playlist: await readFile(playlistPath, 'utf8'),
    ...names
  }).catch(asRefusal)

  const folder = `${STORAGE.hls}/${job.videoUuid}`
  await writeFile(playlistPath, playlistText)
  await storage.put(videoPath, `${folder}/${names.fileName}`)
  await storage.put(playlistPath, `${folder}/${names.playlistName}`)
  return {
    result: rendition,
    async undo() {
      for (const name of Object.values(names)) await storage.remove(`${folder}/${name}`)
      if (!(await videoExists(deps.db, job.videoUuid))) await storage.remove(folder)
    }
  }
}

/** What is wrong with the file is its maker's fault; a full disk or a missing ffprobe is not. */
function asRefusal(error: unknown): never {
  if (error instanceof TranscodeFailure && (error.code === 'undecodable' || error.code === 'over-limits'))
    throw new AppError('invalid', `What was made is refused: ${error.message}`, { cause: error })
  throw error
}
