/** From an uploaded picture to the thumbnail of a playlist. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import { type CoverMaker, makeCovers } from '../../platform/covers.ts'
import { invalidField } from '../../platform/http.ts'
import type { Storage } from '../../platform/storage/disk.ts'

/** Pixels, as those of videos. */
export const THUMBNAIL = { width: 280, height: 157 }
export const THUMBNAIL_MAX_BYTES = 4 * 1024 * 1024

export const thumbnailKey = (name: string) => `${STORAGE.thumbnails}/${name}`

/** @returns Its name. @throws InvalidRequest, naming the form's field, when it is no picture. */
export async function makeThumbnail(
  { media, storage }: { media: CoverMaker; storage: Storage },
  from: string
): Promise<string> {
  let name = ''
  const targetsOf = (extension: string) => {
    name = `playlist-${randomUUID()}.${extension}`
    return [{ ...THUMBNAIL, path: storage.pathOf(thumbnailKey(name)) }]
  }
  await makeCovers(media, { from, targetsOf }, () => invalidField('thumbnailfile', BAD_THUMBNAIL))
  return name
}

const BAD_THUMBNAIL =
  'This thumbnail file is not supported or too large. Please, make sure it is of the following type : .jpg, .png, .webp'
