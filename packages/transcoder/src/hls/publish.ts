/**
 * Shows what ffmpeg has written so far. ffmpeg's playlists stay private, for it rewrites them in place; ours replace
 * each other in one step, list only bytes that are on disk, and keep every earlier line.
 */
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readAvcCodec } from './boxes.ts'
import { formatMaster, measureBitrates } from './master.ts'
import { endOf, formatMediaPlaylist, type MediaPlaylist, readMediaPlaylist } from './playlist.ts'

export interface PublishedRendition {
  readonly fileName: string
  readonly playlistName: string
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly hasAudio: boolean
  /** What the encoders may reach together; stands in the master playlist while nothing better is known. */
  readonly capBps: number
}

export interface PublisherOptions {
  readonly renditions: readonly PublishedRendition[]
  readonly masterName: string
  /** Where ffmpeg writes its playlists, and we our drafts; the same disk as `hlsFolder`. */
  readonly workFolder: string
  readonly hlsFolder: string
  readonly targetSeconds: number
}

export interface Publisher {
  /** Publishes new segments. True once every rendition has one and the master playlist is there. */
  refresh(): Promise<boolean>
  /** After ffmpeg's end: the last segments, as VOD, with true bitrates. Null when a rendition has no segment at all. */
  finish(): Promise<Map<string, MediaPlaylist> | null>
  /** Places any other file in the HLS folder in one step. */
  publish(name: string, text: string): Promise<void>
  /** Bytes of all renditions so far. */
  sizeBytes(): Promise<number>
}

const AAC_LC = 'mp4a.40.2'

export function openPublisher(options: PublisherOptions): Publisher {
  const { renditions, masterName, workFolder, hlsFolder } = options
  const shown = new Map<string, MediaPlaylist>()
  let hasMaster = false

  const publish = async (name: string, text: string) => {
    const draft = join(workFolder, `draft-${name}`)
    await writeFile(draft, text)
    await rename(draft, join(hlsFolder, name))
  }

  const show = (rendition: PublishedRendition, playlist: MediaPlaylist, isFinished: boolean) => {
    const rounded = playlist.segments.map(segment => Math.round(segment.durationSeconds))
    const targetSeconds = isFinished ? Math.max(options.targetSeconds, ...rounded) : options.targetSeconds
    const { fileName, playlistName } = rendition
    return publish(playlistName, formatMediaPlaylist({ fileName, playlist, targetSeconds, isFinished }))
  }

  const showMaster = async (isFinished: boolean) => {
    const variants = await Promise.all(
      renditions.map(async rendition => {
        const playlist = shown.get(rendition.playlistName)!
        const video = await readCodec(join(hlsFolder, rendition.fileName), playlist.initBytes)
        const rates = isFinished
          ? measureBitrates(playlist)
          : { peakBps: rendition.capBps, averageBps: rendition.capBps }
        return { ...rendition, ...rates, codecs: [video, ...(rendition.hasAudio ? [AAC_LC] : [])].join(',') }
      })
    )
    await publish(masterName, formatMaster(variants))
  }

  /** Sizes of ffmpeg's playlists that are shown already: those of a long film are not read again and again. */
  const readSizes = new Map<string, number>()

  const readNew = async (rendition: PublishedRendition): Promise<MediaPlaylist | null> => {
    const { playlistName } = rendition
    const path = join(workFolder, playlistName)
    const playlistSize = (await stat(path).catch(ignoreMissing))?.size
    if (playlistSize === undefined || playlistSize === readSizes.get(playlistName)) return null

    const playlist = readMediaPlaylist(await readFile(path, 'utf8'))
    const known = shown.get(playlistName)?.segments.length ?? 0
    if (!playlist || playlist.segments.length <= known) return null
    const { size } = await stat(join(hlsFolder, rendition.fileName))
    if (endOf(playlist) > size) return null
    readSizes.set(playlistName, playlistSize)
    return playlist
  }

  const refreshOne = async (rendition: PublishedRendition) => {
    const playlist = await readNew(rendition)
    if (!playlist) return
    shown.set(rendition.playlistName, playlist)
    await show(rendition, playlist, false)
  }

  return {
    publish,

    async refresh() {
      await Promise.all(renditions.map(refreshOne))
      if (!hasMaster && shown.size === renditions.length) {
        await showMaster(false)
        hasMaster = true
      }
      return hasMaster
    },

    async finish() {
      await Promise.all(renditions.map(refreshOne))
      if (shown.size < renditions.length) return null
      await Promise.all(renditions.map(rendition => show(rendition, shown.get(rendition.playlistName)!, true)))
      await showMaster(true)
      return shown
    },

    async sizeBytes() {
      const sizes = renditions.map(({ fileName }) => stat(join(hlsFolder, fileName)).catch(ignoreMissing))
      return (await Promise.all(sizes)).reduce((total, found) => total + (found?.size ?? 0), 0)
    }
  }
}

async function readCodec(path: string, initBytes: number): Promise<string> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(initBytes), 0, initBytes, 0)
    return readAvcCodec(buffer) ?? 'avc1.640028'
  } finally {
    await file.close()
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
