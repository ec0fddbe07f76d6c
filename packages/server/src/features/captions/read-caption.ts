import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { STORAGE } from '@colombier/transcoder/contract'
import type { CaptionFilesDeps } from './caption-files.ts'
import { findCaptions } from './store.ts'

/** More than a page should carry: several films' worth of words. */
const TEXT_MAX_BYTES = 2_000_000

/**
 * @returns The WebVTT of a video's captions in that language; undefined when there are none, when they are too long for
 *   a page, and when their file is still with the server that the video comes from.
 */
export async function readCaption(
  { db, storage }: CaptionFilesDeps,
  videoId: number,
  language: string
): Promise<string | undefined> {
  const row = (await findCaptions(db, videoId)).find(known => known.language === language)
  const key = `${STORAGE.captions}/${row?.file_name}`
  const bytes = row && (await storage.sizeOf(key))
  return bytes !== undefined && bytes <= TEXT_MAX_BYTES ? readFile(join(storage.root, key), 'utf8') : undefined
}
