/** From an uploaded picture to the thumbnail of a playlist. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import { z } from 'zod'
import { noSpace } from '../../platform/form.ts'
import { parse } from '../../platform/http.ts'
import type { Storage } from '../../platform/storage/disk.ts'

/** Pixels, as those of videos. */
export const THUMBNAIL = { width: 280, height: 157 }
export const THUMBNAIL_MAX_BYTES = 4 * 1024 * 1024

/** Of the transcoder's media functions. */
export interface CoverMaker {
  makeCovers(options: {
    from: string
    targetsOf(extension: 'jpg' | 'png'): readonly { path: string; width: number; height: number }[]
  }): Promise<unknown>
}

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
  await media.makeCovers({ from, targetsOf }).catch(error => {
    const code = (error as { code?: unknown }).code
    if (code === 'no-space' || code === 'ENOSPC' || code === 'EDQUOT') throw noSpace(error)
    if (code === 'undecodable' || code === 'over-limits') parse(ThumbnailForm, {})
    throw error
  })
  return name
}

const ThumbnailForm = z.object({
  thumbnailfile: z.string(
    'This thumbnail file is not supported or too large. Please, make sure it is of the following type : .jpg, .png, .webp'
  )
})
