/** Keeps captions: their files first, their rows second. What a crash in between leaves, the sweeper takes. */
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { z } from 'zod'
import { appendEvent } from '../../platform/events.ts'
import { noSpace, type ReceivedFile } from '../../platform/form.ts'
import { parse } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { videoNotFound } from '../videos/index.ts'
import { replaceCaption } from './store.ts'
import { toWebVtt } from './web-vtt.ts'

export interface CaptionFilesDeps {
  readonly db: Database
  readonly storage: Storage
}

/** PeerTube's limit. */
export const CAPTION_MAX_BYTES = 20 * 1024 * 1024

/**
 * Keeps an uploaded file as the video's caption in that language, in place of any other.
 *
 * @throws InvalidRequest that names the form's field when the file is missing or no caption; AppError `not_found` when
 *   the video went meanwhile; `no_space`.
 */
export async function saveCaption(
  deps: CaptionFilesDeps,
  { videoId, language, file }: { videoId: number; language: string; file: ReceivedFile | undefined }
): Promise<void> {
  const fileName = file && (await keepCaptionFile(deps, { language, path: file.path }))
  if (!fileName) throw badCaption()

  // When this fails, perhaps only its answer was lost: the sweeper finds out whether the file has an owner.
  const saved = await deps.db.transaction(async tx => {
    const replaced = await replaceCaption(tx, { videoId, language, fileName })
    if (replaced) await appendEvent(tx, { type: 'video.updated', videoId })
    return replaced
  })
  if (!saved) throw videoNotFound()
  if (saved.replaced) await removeCaptionFile(deps, saved.replaced)
}

/**
 * Puts a file where captions lie, as WebVTT; its row comes after it.
 *
 * @returns Its name there; undefined for what is no caption.
 * @throws AppError `no_space`.
 */
export async function keepCaptionFile(
  { storage }: Pick<CaptionFilesDeps, 'storage'>,
  { language, path }: { language: string; path: string }
): Promise<string | undefined> {
  const text = toWebVtt(await readFile(path))
  if (text === undefined) return undefined
  const fileName = `${randomUUID()}-${language}.vtt`
  await writeFile(path, text).catch(error => {
    throw ['ENOSPC', 'EDQUOT'].includes(error.code) ? noSpace(error) : error
  })
  await storage.put(path, keyOf(fileName))
  return fileName
}

/** The row is gone already, so that a file that cannot be removed is the sweeper's. */
export async function removeCaptionFile(
  { storage }: Pick<CaptionFilesDeps, 'storage'>,
  fileName: string
): Promise<void> {
  await storage.remove(keyOf(fileName)).catch(error => {
    log('captions').warn('The file of a caption is left to the sweeper: {error}', { error })
  })
}

const keyOf = (fileName: string) => `${STORAGE.captions}/${fileName}`

/** PeerTube names the form's file as the fault. */
function badCaption(): unknown {
  const message = 'This caption file is not supported: it must be WebVTT (.vtt) or SubRip (.srt), of at most 20 MB'
  try {
    return parse(z.object({ captionfile: z.string(message) }), {})
  } catch (invalid) {
    return invalid
  }
}
