/** From an uploaded picture to the files of an avatar or a banner. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import { z } from 'zod'
import { noSpace } from '../../platform/form.ts'
import { type InvalidRequest, parse } from '../../platform/http.ts'
import type { Storage } from '../../platform/storage/disk.ts'

export type ActorImageKind = 'avatar' | 'banner'

/** Pixels. PeerTube's: clients ask for the width they want. */
const SIZES: Record<ActorImageKind, readonly { readonly width: number; readonly height: number }[]> = {
  avatar: [1500, 600, 120, 48].map(side => ({ width: side, height: side })),
  banner: [
    { width: 1920, height: 317 },
    { width: 600, height: 99 }
  ]
}

/** PeerTube's limit. */
export const ACTOR_IMAGE_MAX_BYTES = 8 * 1024 * 1024

export interface MadeImage {
  readonly width: number
  readonly height: number
  readonly fileName: string
}

/** Of the transcoder's media functions. */
export interface CoverMaker {
  makeCovers(options: {
    from: string
    targetsOf(extension: 'jpg' | 'png'): readonly { path: string; width: number; height: number }[]
  }): Promise<unknown>
}

export const keyOf = (kind: ActorImageKind, fileName: string) =>
  `${kind === 'avatar' ? STORAGE.avatars : STORAGE.banners}/${fileName}`

/** @throws InvalidRequest, naming the form's field, when it is no picture. */
export async function makeImages(
  { media, storage }: { media: CoverMaker; storage: Storage },
  kind: ActorImageKind,
  from: string
): Promise<MadeImage[]> {
  let made: MadeImage[] = []
  const targetsOf = (extension: string) => {
    made = SIZES[kind].map(size => ({ ...size, fileName: `${randomUUID()}.${extension}` }))
    return made.map(({ fileName, ...size }) => ({ ...size, path: storage.pathOf(keyOf(kind, fileName)) }))
  }
  await media.makeCovers({ from, targetsOf }).catch(error => {
    const code = (error as { code?: unknown }).code
    if (code === 'no-space' || code === 'ENOSPC' || code === 'EDQUOT') throw noSpace(error)
    if (code === 'undecodable' || code === 'over-limits') throw badPicture(kind)
    throw error
  })
  return made
}

const MESSAGE =
  'This file is not supported or too large. Please, make sure it is of the following type : .png, .jpeg, .jpg, .gif, .webp'

/** PeerTube names the form's file as the fault. */
export function badPicture(kind: ActorImageKind): unknown {
  try {
    return parse(z.object({ [`${kind}file`]: z.string(MESSAGE) }), {})
  } catch (invalid) {
    return invalid as InvalidRequest
  }
}
