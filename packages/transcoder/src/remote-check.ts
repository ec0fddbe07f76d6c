/** The check of a rendition that came from elsewhere: its playlist, its boxes, its streams, its measures. */
import { type FileHandle, open } from 'node:fs/promises'
import type { LadderSettings, Rendition } from './contract.ts'
import { TranscodeFailure } from './failure.ts'
import { listFragmentBoxes, readAvcCodec } from './hls/boxes.ts'
import { endOf, formatMediaPlaylist, type MediaPlaylist, readMediaPlaylist } from './hls/playlist.ts'
import { SEGMENT_SECONDS } from './ladder/copy.ts'
import { planLadder, type Rung } from './ladder/ladder.ts'
import { probeFile, probeMetadata } from './probe/ffprobe.ts'
import { fpsOf } from './probe/frame-rate.ts'
import type { SourceDescription } from './probe/source.ts'

export interface RemoteRendition {
  /** The uploaded file. */
  readonly source: SourceDescription
  readonly ladder: LadderSettings
  readonly resolution: number
  readonly videoPath: string
  /** What came as its playlist. */
  readonly playlist: string
  /** Under what names both will be served. */
  readonly fileName: string
  readonly playlistName: string
}

const MAX_SEGMENT_SECONDS = 30
const MAX_INIT_BYTES = 1_000_000
const PROFILES = ['Constrained Baseline', 'Baseline', 'Main', 'High']
const DURATION_TOLERANCE = 0.02
const ASPECT_TOLERANCE = 0.03

/**
 * What a rendition is, and a playlist of our own for it: of the one that came, only the numbers are used, once they fit
 * the file.
 *
 * @throws TranscodeFailure `undecodable` with what is wrong
 */
export async function checkRendition(
  given: RemoteRendition
): Promise<{ readonly rendition: Rendition; readonly playlistText: string }> {
  const rung = planLadder(given.source, given.ladder).find(one => one.resolution === given.resolution)
  if (!rung) throw refused('nobody asked for it')
  const playlist = await checkPlaylist(given)
  const rendition = await checkStreams(given, rung, playlist)
  const { fileName } = given
  const targetSeconds = Math.max(SEGMENT_SECONDS, ...playlist.segments.map(one => Math.round(one.durationSeconds)))
  return { rendition, playlistText: formatMediaPlaylist({ fileName, playlist, targetSeconds, isFinished: true }) }
}

const refused = (detail: string) => new TranscodeFailure('undecodable', detail)

/** Every segment begins a fragment, and they follow each other without a gap to the file's end. */
async function checkPlaylist({ videoPath, playlist: text }: RemoteRendition): Promise<MediaPlaylist> {
  const playlist = readMediaPlaylist(text.replaceAll('\r\n', '\n'))
  if (!playlist || playlist.segments.length === 0) throw refused('its playlist has no segments')
  const file = await open(videoPath)
  try {
    const { size } = await file.stat()
    const boxes = await listFragmentBoxes(readerOf(file), size)
    if (!boxes) throw refused('it is no fragmented MP4')
    const starts = new Map(boxes.map(box => [box.offsetBytes, box.type]))
    let end = playlist.initBytes
    for (const { offsetBytes, sizeBytes, durationSeconds } of playlist.segments) {
      if (offsetBytes !== end || sizeBytes < 8) throw refused('its segments do not follow each other')
      if (!['styp', 'sidx', 'prft', 'emsg', 'moof'].includes(starts.get(offsetBytes) ?? ''))
        throw refused('a segment begins in the middle of something')
      if (!(durationSeconds > 0 && durationSeconds <= MAX_SEGMENT_SECONDS))
        throw refused('a segment has no fit duration')
      end += sizeBytes
    }
    const rest = boxes.filter(box => box.offsetBytes >= endOf(playlist))
    if (end > size || rest.some(box => !['mfra', 'free'].includes(box.type)))
      throw refused('its playlist is not about this file')
    await checkInit(file, playlist.initBytes, boxes[0]?.type)
    return playlist
  } finally {
    await file.close()
  }
}

async function checkInit(file: FileHandle, initBytes: number, firstType: string | undefined): Promise<void> {
  if (firstType !== 'ftyp' || initBytes > MAX_INIT_BYTES) throw refused('it does not begin as an MP4')
  const init = await readerOf(file)(0, initBytes)
  if (!readAvcCodec(init)) throw refused('its picture is not H.264')
}

const readerOf = (file: FileHandle) => async (offset: number, count: number) => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, offset)
  return buffer.subarray(0, bytesRead)
}

/** Our own probing, with its guards, and what our own encoder would have kept to. */
async function checkStreams(given: RemoteRendition, rung: Rung, playlist: MediaPlaylist): Promise<Rendition> {
  const { source, videoPath, fileName, playlistName } = given
  const made = await probeFile(videoPath)
  const metadata = await probeMetadata(videoPath)
  const kinds = (metadata['streams'] as { codec_type?: string }[]).map(stream => stream.codec_type).sort()
  if (kinds.join() !== (source.audio ? 'audio,video' : 'video')) throw refused(`its streams are ${kinds.join(' and ')}`)
  const { video, audio } = made
  if (!made.format.split(',').includes('mp4') || !video) throw refused('it is no MP4 with a picture')
  if (video.codec !== 'h264' || video.pixelFormat !== 'yuv420p' || !PROFILES.includes(video.profile))
    throw refused(`its picture is ${video.codec} ${video.profile} ${video.pixelFormat}`)
  if (audio && (audio.codec !== 'aac' || audio.channels > 2)) throw refused(`its sound is ${audio.codec}`)
  checkMeasures(source, rung, video)
  const playedSeconds = playlist.segments.reduce((sum, segment) => sum + segment.durationSeconds, 0)
  for (const seconds of [made.durationSeconds, playedSeconds])
    if (Math.abs(seconds - source.durationSeconds) > Math.max(2, source.durationSeconds * DURATION_TOLERANCE))
      throw refused(`it lasts ${seconds.toFixed(1)} s, and the video ${source.durationSeconds.toFixed(1)} s`)
  return {
    resolution: rung.resolution,
    width: video.width,
    height: video.height,
    fps: Number(fpsOf(video.frameRate).toFixed(3)),
    fileName,
    playlistName,
    hasAudio: audio !== null,
    hasVideo: true,
    sizeBytes: made.sizeBytes,
    metadata
  }
}

function checkMeasures(source: SourceDescription, rung: Rung, video: NonNullable<SourceDescription['video']>): void {
  const shortSide = Math.min(video.width, video.height)
  if (Math.abs(shortSide - rung.resolution) > Math.max(2, rung.resolution * 0.05))
    throw refused(`it has ${video.width}x${video.height} pixels instead of ${rung.resolution}p`)
  const aspectOf = (size: { width: number; height: number }) => size.width / size.height
  if (Math.abs(aspectOf(video) / aspectOf(source.video!) - 1) > ASPECT_TOLERANCE)
    throw refused('its picture has another shape than the video')
  if (fpsOf(video.frameRate) > fpsOf(rung.frameRate) * 1.1 + 1) throw refused('it has too many frames per second')
}
