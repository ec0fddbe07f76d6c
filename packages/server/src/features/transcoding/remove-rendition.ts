import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { AppError } from '../../kernel/errors.ts'
import type { VideoAccess } from '../videos/index.ts'
import { deleteRendition, type FinalPlaylist, lockFinalPlaylist, markUntidy } from './folder-store.ts'
import { tidyFolder } from './tidy.ts'
import type { TranscodingDeps } from './transcoding.ts'

/**
 * Removes one rendition. The master playlist and the list of hashes are written anew without it, under new names, as
 * the old ones may lie in caches; then the rows say so, then the files go. What a crash leaves is tidied up later.
 *
 * @throws AppError `not_found`; `invalid` for the last one; `conflict` while renditions are being made.
 */
export async function removeRendition(
  deps: Pick<TranscodingDeps, 'db' | 'storage'>,
  video: VideoAccess,
  fileId: number
): Promise<void> {
  await markUntidy(deps.db, video.id)
  await deps.db.transaction(async tx => {
    const playlist = await lockFinalPlaylist(tx, video.id)
    const file = playlist?.files.find(({ id }) => id === fileId)
    if (!playlist || !file) throw new AppError('not_found', 'File not found')
    if (playlist.isBusy) throw new AppError('conflict', 'This video is being transcoded.')
    if (playlist.files.length === 1)
      throw new AppError('invalid', 'Cannot delete this file: it is the last one of the video.')

    const names = await writeWithout(deps, video.uuid, { playlist, file })
    await deleteRendition(tx, video.id, { fileId, ...names })
  })
  await tidyFolder(deps, video.id)
}

type File = FinalPlaylist['files'][number]

async function writeWithout(
  { storage }: Pick<TranscodingDeps, 'storage'>,
  videoUuid: string,
  { playlist, file }: { playlist: FinalPlaylist; file: File }
): Promise<{ masterName: string; sha256Name: string }> {
  const pathOf = (name: string) => storage.pathOf(`${STORAGE.hls}/${videoUuid}/${name}`)
  const uuid = randomUUID()
  const names = { masterName: `${uuid}-master.m3u8`, sha256Name: `${uuid}-segments-sha256.json` }
  const master = await readFile(pathOf(playlist.masterName), 'utf8')
  const hashes = JSON.parse(await readFile(pathOf(playlist.sha256Name), 'utf8')) as Record<string, unknown>
  await writeFile(pathOf(names.masterName), withoutVariant(master, file.playlistName), { flag: 'wx' })
  delete hashes[file.fileName]
  await writeFile(pathOf(names.sha256Name), JSON.stringify(hashes), { flag: 'wx' })
  return names
}

/** A variant is a line of attributes and the line of its playlist (RFC 8216). */
export function withoutVariant(master: string, playlistName: string): string {
  const lines = master.split('\n')
  const at = lines.indexOf(playlistName)
  return at < 1 ? master : lines.toSpliced(at - 1, 2).join('\n')
}
