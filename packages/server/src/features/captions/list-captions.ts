import { STORAGE } from '@colombier/transcoder/contract'
import type { Caption } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { LANGUAGES } from '../videos/index.ts'
import { type CaptionRow, findCaptions } from './store.ts'

/**
 * A video's captions as PeerTube 6.3 shows them.
 *
 * @param fileToken Added to the addresses of the files, for videos that are not for everybody.
 */
export async function listCaptions(
  db: Queryable,
  origin: string,
  { videoId, fileToken }: { videoId: number; fileToken?: string | undefined }
): Promise<Caption[]> {
  const query = fileToken ? `?${new URLSearchParams({ videoFileToken: fileToken })}` : ''
  return (await findCaptions(db, videoId)).map(row => toCaption(row, origin, query))
}

function toCaption(row: CaptionRow, origin: string, query: string): Caption {
  const captionPath = `/lazy-static/${STORAGE.captions}/${row.file_name}${query}`
  return {
    language: { id: row.language, label: LANGUAGES[row.language] ?? 'Unknown' },
    automaticallyGenerated: row.automatically_generated,
    captionPath,
    fileUrl: origin + captionPath,
    m3u8Url: null,
    updatedAt: row.updated_at.toISOString()
  }
}
