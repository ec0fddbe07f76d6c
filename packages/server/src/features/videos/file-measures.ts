import type { VideoFile } from '../../contract/index.ts'
import { labelled } from './constants.ts'

type Measures = Pick<
  VideoFile,
  'resolution' | 'width' | 'height' | 'fps' | 'size' | 'hasAudio' | 'hasVideo' | 'storage'
>

/** What a file is, wherever it lies, as PeerTube 6.3 tells it. */
export function measuresOf({
  resolution,
  sizeBytes,
  ...file
}: Pick<VideoFile, 'width' | 'height' | 'fps' | 'hasAudio' | 'hasVideo'> & {
  readonly resolution: number
  readonly sizeBytes: number
}): Measures {
  return {
    resolution: labelled(resolution),
    width: file.width,
    height: file.height,
    fps: file.fps,
    size: sizeBytes,
    hasAudio: file.hasAudio,
    hasVideo: file.hasVideo,
    storage: 0
  }
}
