/** One video from elsewhere: a file of it, or what a page shows. */
import { writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { UploadFields } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { FetchError, type FetchedFile, type FetchOptions, fetchToFile } from '../../platform/fetch.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { asRefusal, findRoom, IMAGE_MAX_BYTES, type UploadDeps } from '../uploads/index.ts'
import { fetchFileOf, fetchTorrentOf, usableTorrent } from './fetch-torrent.ts'
import { withWhatIsSaid } from './said-of-video.ts'
import type { Wish } from './store.ts'
import { type FetchedPage, fetchPage, type YtDlp } from './yt-dlp.ts'

export interface FetchVideoDeps extends UploadDeps {
  /** Which addresses may be asked; those of the open internet unless a server is tried out, or tested. */
  readonly isAllowed?: FetchOptions['isAllowed']
  /** What reads pages; undefined where there is nothing. */
  readonly findYtDlp: () => Promise<YtDlp | undefined>
}

export interface FetchedVideo {
  readonly path: string
  readonly fileName: string
  readonly imagePath: string | undefined
  readonly fields: UploadFields
}

interface Asked {
  readonly wish: Wish
  /** Where the file is to lie; what lies beside it has a longer name. */
  readonly key: string
  readonly signal: AbortSignal
}

const SUFFIXES = ['', '.torrent', '.page', '.joined', '.image', '.thumbnail', '.preview']

export async function removeFetched(storage: Storage, key: string): Promise<void> {
  for (const suffix of SUFFIXES) await storage.remove(`${key}${suffix}`)
}

/** @throws FetchError and AppError, in words for the owner; the signal's reason when it is aborted. */
export async function fetchVideo(deps: FetchVideoDeps, asked: Asked): Promise<FetchedVideo> {
  const fetched = await fetchWanted(deps, asked)
  const { picture } = asked.wish
  if (!picture) return fetched
  const imagePath = deps.storage.pathOf(`${asked.key}.image`)
  await writeFile(imagePath, picture)
  return { ...fetched, imagePath }
}

async function fetchWanted(deps: FetchVideoDeps, asked: Asked): Promise<FetchedVideo> {
  const { wish, key } = asked
  if (wish.kind !== 'address') return fetchTorrent(deps, asked)
  const file = await fetchFile(deps, asked)
  if (file) {
    const { fields } = wish
    return { path: deps.storage.pathOf(key), fileName: fileNameOf(file.url), imagePath: undefined, fields }
  }
  const program = await deps.findYtDlp()
  if (!program)
    throw new AppError(
      'unprocessable',
      'This is the address of a page, and this server fetches only video files themselves: yt-dlp is not installed.'
    )
  return fetchFromPage(deps, asked, program)
}

async function fetchTorrent(deps: FetchVideoDeps, { wish, key, signal }: Asked): Promise<FetchedVideo> {
  const { maxBytes, refusal } = await findRoom(deps, wish)
  const path = deps.storage.pathOf(key)
  const sources = { signal, ...(deps.isAllowed && { isAllowed: deps.isAllowed }) }
  const torrent = wish.torrent
    ? usableTorrent(wish.torrent)
    : await fetchTorrentOf(wish.targetUrl, `${path}.torrent`, sources)
  if (torrent.sizeBytes > maxBytes) throw refusal
  await fetchFileOf(torrent, path, sources)
  return { path, fileName: basename(torrent.name), imagePath: undefined, fields: wish.fields }
}

/** @returns Undefined when there is no file there, but a page, or something that only yt-dlp may understand. */
async function fetchFile(deps: FetchVideoDeps, { wish, key, signal }: Asked): Promise<FetchedFile | undefined> {
  const { maxBytes, refusal } = await findRoom(deps, wish)
  try {
    const file = await fetchToFile(wish.targetUrl, deps.storage.pathOf(key), {
      maxBytes: Math.max(0, maxBytes),
      signal,
      ...(deps.isAllowed && { isAllowed: deps.isAllowed })
    })
    return PAGES.test(file.contentType ?? '') ? undefined : file
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    if (error.failure === 'too-large') throw refusal
    // Some pages answer only what looks like a browser.
    const isForOthers = error.failure === 'refused' && PICKY.includes(error.status ?? 0)
    if (isForOthers && (await deps.findYtDlp())) return undefined
    throw error
  }
}

const PAGES = /^(text\/html|application\/xhtml\+xml|application\/(x-|vnd\.apple\.)mpegurl|application\/dash\+xml)\b/i
const PICKY = [401, 403, 405, 406, 429]

async function fetchFromPage(
  deps: FetchVideoDeps,
  { wish, key, signal }: Asked,
  program: YtDlp
): Promise<FetchedVideo> {
  const { storage, isAllowed, settings } = deps
  const { maxBytes, refusal } = await findRoom(deps, wish)
  const heights = settings.current().transcoding.resolutions
  const page = await fetchPage(program, wish.targetUrl, {
    folder: storage.pathOf(`${key}.page`),
    maxBytes,
    refusal,
    signal,
    maxHeight: largestOf(heights),
    ...(isAllowed && { isAllowed })
  })
  const isNamed = wish.fields.name !== nameOf(wish.targetUrl)
  const { fields, thumbnailUrl } = withWhatIsSaid(wish.fields, page.said, isNamed)
  const path = await oneFile(deps, page, storage.pathOf(`${key}.joined`))
  const imagePath = !wish.picture && thumbnailUrl && (await fetchPicture(deps, thumbnailUrl, { key, signal }))
  return { path, fileName: `${fields.name}${extname(path)}`, imagePath: imagePath || undefined, fields }
}

function largestOf(resolutions: Readonly<Record<string, boolean>>): number {
  const heights = Object.entries(resolutions).flatMap(([name, isOn]) => (isOn ? [Number.parseInt(name, 10)] : []))
  return Math.max(144, ...heights)
}

/** @throws AppError `unprocessable` when the two are not a picture and its sound. */
async function oneFile({ media }: FetchVideoDeps, { paths }: FetchedPage, to: string): Promise<string> {
  const [first, second] = paths
  if (second === undefined) return first!
  try {
    const isFirstPicture = (await media.probeFile(first!)).video !== null
    const [picture, sound] = isFirstPicture ? [first!, second] : [second, first!]
    await media.joinTracks({ picture, sound, to })
    return to
  } catch (error) {
    throw asRefusal(error)
  }
}

/** @returns Undefined when there is none that can be used: then one is made of the video. */
async function fetchPicture(
  { storage, media, isAllowed }: FetchVideoDeps,
  url: string,
  { key, signal }: Pick<Asked, 'key' | 'signal'>
): Promise<string | undefined> {
  const imagePath = storage.pathOf(`${key}.image`)
  const targets = {
    thumbnailPath: storage.pathOf(`${key}.thumbnail`),
    previewPath: storage.pathOf(`${key}.preview`)
  }
  try {
    await fetchToFile(url, imagePath, { maxBytes: IMAGE_MAX_BYTES, signal, ...(isAllowed && { isAllowed }) })
    await media.convertImage({ from: imagePath, ...targets })
    return imagePath
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

export function fileNameOf({ pathname }: URL): string {
  try {
    return basename(decodeURIComponent(pathname)) || 'video'
  } catch {
    return basename(pathname)
  }
}

/** For a video whose owner gave it none. */
export function nameOf(targetUrl: string): string {
  return nameOfFile(fileNameOf(new URL(targetUrl))) ?? new URL(targetUrl).hostname.slice(0, 120)
}

/** @returns Undefined when too little is left of it. */
export function nameOfFile(fileName: string): string | undefined {
  const name = fileName
    .replace(/\.\w{1,5}$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .slice(0, 120)
  return name.length < 3 ? undefined : name
}
