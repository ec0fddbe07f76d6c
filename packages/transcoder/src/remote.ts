/**
 * Renditions that somebody else makes (PeerTube's runners): what they are asked for, the check of what they bring, and
 * the package of what was good. What they bring is as hostile as any upload.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type HlsPackage, type LadderSettings, type Rendition, STORAGE, type Storyboard } from './contract.ts'
import { TranscodeFailure } from './failure.ts'
import { buildSheetCommandLine, buildSpritesCommandLine, STORYBOARD_FILE } from './ffmpeg/arguments.ts'
import { runFfmpeg } from './ffmpeg/run.ts'
import { describeStoryboard, planStoryboard } from './ffmpeg/storyboard.ts'
import type { MediaPlaylist } from './hls/playlist.ts'
import { openPublisher } from './hls/publish.ts'
import { hashSegments } from './hls/segments-hash.ts'
import { SEGMENT_SECONDS } from './ladder/copy.ts'
import { planLadder, type Rung } from './ladder/ladder.ts'
import { probeFile } from './probe/ffprobe.ts'
import { fpsOf } from './probe/frame-rate.ts'
import type { SourceDescription } from './probe/source.ts'
import { openStorage } from './storage.ts'

export { checkRendition, type RemoteRendition } from './remote-check.ts'

const STORYBOARD_TIMEOUT_MS = 10 * 60_000
const AUDIO_CAP_BPS = 256_000
/** How far a file may exceed what its cap allows before something is wrong. */
const SIZE_TOLERANCE = 2
const SIZE_GRACE_BYTES = 50e6

/** Tallest first. PeerTube tells its runners whole frames per second. */
export function planRemoteRenditions(source: SourceDescription, ladder: LadderSettings) {
  return planLadder(source, ladder).map(rung => ({
    resolution: rung.resolution,
    fps: Math.max(1, Math.round(fpsOf(rung.frameRate)))
  }))
}

/** Most bytes a rendition may have, 0 for one that nobody asked for. */
export function remoteSizeLimit(source: SourceDescription, ladder: LadderSettings, resolution: number): number {
  const rung = planLadder(source, ladder).find(one => one.resolution === resolution)
  return rung ? sizeLimit(source, rung) : 0
}

const sizeLimit = ({ durationSeconds }: SourceDescription, { capBps }: Rung) =>
  Math.ceil((((capBps + AUDIO_CAP_BPS) * durationSeconds) / 8) * SIZE_TOLERANCE + SIZE_GRACE_BYTES)

/** Names nobody can guess from the video's, and that no cache has seen before. */
export function nameRemoteRendition(resolution: number): { fileName: string; playlistName: string } {
  const name = `${randomUUID()}-${resolution}`
  return { fileName: `${name}-fragmented.mp4`, playlistName: `${name}.m3u8` }
}

/**
 * Writes the master playlist over these renditions, which are in the folder with their playlists, and the hashes of
 * their segments once no other will come. Safe to repeat; names are the caller's, so that repeating changes nothing.
 *
 * @param names.sha256Name Null while more renditions will come.
 */
export async function packageRemoteRenditions(
  hlsFolder: string,
  names: { readonly masterName: string; readonly sha256Name: string | null },
  renditions: readonly Rendition[]
): Promise<HlsPackage> {
  const publisher = openPublisher({
    renditions: renditions.map(rendition => ({ ...rendition, capBps: 0 })),
    masterName: names.masterName,
    // Their playlists are final already, and stand where they are to stay.
    workFolder: hlsFolder,
    hlsFolder,
    targetSeconds: SEGMENT_SECONDS
  })
  const playlists = await publisher.finish()
  if (!playlists) throw new TranscodeFailure('internal', 'a rendition is gone', { canRetry: true })
  if (names.sha256Name) await publisher.publish(names.sha256Name, await hashAll(renditions, playlists, hlsFolder))
  return { ...names, renditions: [...renditions] }
}

async function hashAll(
  renditions: readonly Rendition[],
  playlists: ReadonlyMap<string, MediaPlaylist>,
  hlsFolder: string
): Promise<string> {
  const hashes: Record<string, Record<string, string>> = {}
  for (const { fileName, playlistName } of renditions)
    hashes[fileName] = await hashSegments(join(hlsFolder, fileName), playlists.get(playlistName)!.segments)
  return JSON.stringify(hashes)
}

/**
 * Makes the storyboard from a rendition, the smallest for the least work. Null when it cannot be made: a video without
 * one is still a video.
 *
 * @param root The storage's folder.
 */
export async function makeRemoteStoryboard(root: string, videoPath: string): Promise<Storyboard | null> {
  const storage = openStorage(root)
  const workFolder = await storage.makeWorkFolder(`storyboard-${randomUUID()}-`)
  try {
    const source = await probeFile(videoPath)
    if (!source.video) return null
    const plan = planStoryboard(source.video, source.durationSeconds)
    const options = { folder: workFolder, timeoutMs: STORYBOARD_TIMEOUT_MS + source.durationSeconds * 1000 }
    await runFfmpeg(buildSpritesCommandLine({ source, sourcePath: videoPath, threads: 1 }, plan), options)
    await runFfmpeg(buildSheetCommandLine(plan), options)
    const fileName = `${randomUUID()}.jpg`
    await storage.put(join(workFolder, STORYBOARD_FILE), `${STORAGE.storyboards}/${fileName}`)
    return describeStoryboard(plan, fileName)
  } catch {
    return null
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}
