/** From the row of a video's source to PeerTube 6.3's object. Pure. */
import type { VideoSource } from '../../contract/index.ts'

/** Columns of `video_source`, with the file's key in the storage while it is kept. */
export interface SourceRow {
  readonly file_name: string
  readonly size_bytes: number
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly metadata: object
  /** A text where it comes out of JSON. */
  readonly created_at: Date | string
  readonly storage_key: string | null
}

export function toSource(row: SourceRow, origin: string): VideoSource {
  const resolution = Math.min(row.width, row.height)
  const storedName = row.storage_key?.split('/').at(-1)
  return {
    filename: row.file_name,
    inputFilename: row.file_name,
    fileUrl: null,
    fileDownloadUrl: storedName ? `${origin}/download/original-video-files/${storedName}` : null,
    resolution: { id: resolution, label: resolution === 0 ? 'Audio only' : `${resolution}p` },
    size: row.size_bytes,
    width: row.width,
    height: row.height,
    fps: row.fps,
    metadata: row.metadata,
    createdAt: new Date(row.created_at).toISOString()
  }
}
