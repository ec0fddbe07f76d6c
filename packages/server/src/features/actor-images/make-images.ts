/** From an uploaded picture to the files of an avatar or a banner. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import { type CoverMaker, makeCovers } from '../../platform/covers.ts'
import { type InvalidRequest, invalidField } from '../../platform/http.ts'
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

/** Of people elsewhere, who are many and shown small. */
export const SMALL_SIZES: typeof SIZES = {
  avatar: SIZES.avatar.filter(({ width }) => width <= 120),
  banner: SIZES.banner
}

/** PeerTube's limit. */
export const ACTOR_IMAGE_MAX_BYTES = 8 * 1024 * 1024

export interface MadeImage {
  readonly width: number
  readonly height: number
  readonly fileName: string
}

export const keyOf = (kind: ActorImageKind, fileName: string) =>
  `${kind === 'avatar' ? STORAGE.avatars : STORAGE.banners}/${fileName}`

/** @throws InvalidRequest, naming the form's field, when it is no picture. */
export async function makeImages(
  { media, storage }: { media: CoverMaker; storage: Storage },
  kind: ActorImageKind,
  from: string,
  sizes = SIZES[kind]
): Promise<MadeImage[]> {
  let made: MadeImage[] = []
  const targetsOf = (extension: string) => {
    made = sizes.map(size => ({ ...size, fileName: `${randomUUID()}.${extension}` }))
    return made.map(({ fileName, ...size }) => ({ ...size, path: storage.pathOf(keyOf(kind, fileName)) }))
  }
  await makeCovers(media, { from, targetsOf }, () => badPicture(kind))
  return made
}

const MESSAGE =
  'This file is not supported or too large. Please, make sure it is of the following type : .png, .jpeg, .jpg, .gif, .webp'

/** PeerTube names the form's file as the fault. */
export const badPicture = (kind: ActorImageKind): InvalidRequest => invalidField(`${kind}file`, MESSAGE)
