import { readFile, rm } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { z } from 'zod'
import { InvalidRequest, parse } from '../../platform/http.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { asRefusal, type Media, type Probe } from './media.ts'

export interface ImageRequest {
  readonly source: string
  /** The uploader's own picture. */
  readonly imagePath: string | undefined
  readonly probe: Probe
  readonly thumbnailName: string
  readonly previewName: string
}

/** Larger pictures are refused: PeerTube takes 4 MB. */
export const IMAGE_MAX_BYTES = 8e6

/**
 * Makes thumbnail and preview: of the uploader's picture, else of the video, else (audio) of its cover or a drawn one.
 *
 * @throws InvalidRequest when the uploader's picture is none; AppError `unprocessable` when nothing can be decoded.
 */
export async function makeImages(
  { media, storage }: { media: Media; storage: Storage },
  { source, imagePath, probe, thumbnailName, previewName }: ImageRequest
): Promise<void> {
  const targets = {
    thumbnailPath: storage.pathOf(`${STORAGE.thumbnails}/${thumbnailName}`),
    previewPath: storage.pathOf(`${STORAGE.previews}/${previewName}`)
  }
  if (imagePath) return convertOwnImage({ media, storage }, { imagePath, thumbnailName, previewName })
  const { durationSeconds, pictureIndex } = probe
  const still = probe.video ? undefined : `${source}.still.jpg`
  try {
    if (still) {
      const cover = pictureIndex === null ? undefined : { path: source, index: pictureIndex }
      await media.generateStill({ to: still, ...(cover && { cover }) })
    }
    await media.makeThumbnails({ source, ...targets, durationSeconds, ...(still && { still }) })
  } catch (error) {
    throw asRefusal(error)
  }
}

/** @throws InvalidRequest when it is no picture. */
export async function convertOwnImage(
  { media, storage }: { media: Media; storage: Storage },
  { imagePath, thumbnailName, previewName }: { imagePath: string; thumbnailName: string; previewName: string }
): Promise<void> {
  const targets = {
    thumbnailPath: storage.pathOf(`${STORAGE.thumbnails}/${thumbnailName}`),
    previewPath: storage.pathOf(`${STORAGE.previews}/${previewName}`)
  }
  await media.convertImage({ from: imagePath, ...targets }).catch(error => {
    throw asBadImage(error)
  })
}

/**
 * An uploader's picture, small enough to be kept until there is a video for it.
 *
 * @throws InvalidRequest when it is no picture.
 */
export async function shrinkOwnImage({ media }: { media: Media }, imagePath: string): Promise<Buffer> {
  const targets = { thumbnailPath: `${imagePath}.small`, previewPath: `${imagePath}.large` }
  try {
    await media.convertImage({ from: imagePath, ...targets })
    return await readFile(targets.previewPath)
  } catch (error) {
    throw asBadImage(error)
  } finally {
    await Promise.all(Object.values(targets).map(path => rm(path, { force: true })))
  }
}

const MESSAGE =
  'This thumbnail file is not supported or too large. Please, make sure it is of the following type : .jpg, .png, .webp'

function asBadImage(error: unknown): unknown {
  const refusal = asRefusal(error)
  if ((refusal as { code?: string }).code === 'no_space') return refusal
  try {
    return parse(z.object({ thumbnailfile: z.string(MESSAGE) }), {})
  } catch (invalid) {
    return invalid instanceof InvalidRequest ? invalid : error
  }
}
