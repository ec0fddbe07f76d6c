/**
 * Fetches what a page shows, by yt-dlp when that is installed. It is a program of many parsers that follows what pages
 * tell it to, so it runs confined: see confined.py and the guarded proxy.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, mkdir, open, readdir } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import type { AppError } from '../../kernel/errors.ts'
import { FetchError, type FetchOptions } from '../../platform/fetch.ts'
import { type GuardedProxy, openGuardedProxy } from '../../platform/guarded-proxy.ts'
import { whyNot } from './yt-dlp-words.ts'

export interface YtDlp {
  readonly interpreter: string
  readonly path: string
}

/** Looks anew each time: whoever installs it need not start the server again. @returns Undefined where there is none. */
export async function findYtDlp(searchPath: string): Promise<YtDlp | undefined> {
  const path = await findProgram('yt-dlp', searchPath)
  const interpreter = path && (await interpreterOf(path, searchPath))
  return interpreter ? { path, interpreter } : undefined
}

async function findProgram(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter).filter(isAbsolute)) {
    const path = join(folder, name)
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false
      )
    )
      return path
  }
  return undefined
}

/** Of its first line. What is no Python script, such as a build for one platform, cannot be confined. */
async function interpreterOf(path: string, searchPath: string): Promise<string | undefined> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0)
  const [, program, argument] =
    /^#! ?(\/[^\s]+)(?: +([^\s]+))?/.exec(buffer.toString('latin1', 0, bytesRead).split('\n', 1)[0]!) ?? []
  if (program?.endsWith('/env') && argument?.startsWith('python')) return findProgram(argument, searchPath)
  return program && /\/python[\d.]*$/.test(program) ? program : undefined
}

export interface PageOptions extends Pick<FetchOptions, 'isAllowed' | 'signal'> {
  /** Made, and removed by the caller. */
  readonly folder: string
  /** Of the video, as it comes. */
  readonly maxBytes: number
  /** What to say of more. */
  readonly refusal: AppError
  /** Pixels; larger ones would not be kept. */
  readonly maxHeight: number
}

export interface FetchedPage {
  /** One, or picture and sound apart. */
  readonly paths: readonly string[]
  /** What yt-dlp says of the video: as hostile as the page. */
  readonly said: unknown
}

const TOTAL_MS = 4 * 3_600_000
/** Whoever sends a byte now and then would keep everybody else's files waiting. */
const SLOWEST = { bytes: 600_000, ms: 120_000 }
/** Pages, pictures and playlists come through the proxy too. */
const BESIDE_BYTES = 100e6
const SAID_MAX_BYTES = 20e6
const COMPLAINTS_MAX_BYTES = 100_000

/** @throws FetchError and AppError in words for the import's owner; the signal's reason when it is aborted. */
export async function fetchPage(program: YtDlp, url: string, options: PageOptions): Promise<FetchedPage> {
  const { folder, maxBytes, refusal, signal, isAllowed } = options
  await mkdir(folder, { recursive: true })
  const largest = Number.isFinite(maxBytes) ? Math.max(0, Math.floor(maxBytes)) : Number.MAX_SAFE_INTEGER
  const proxy = await openGuardedProxy({ maxBytes: largest + BESIDE_BYTES, ...(isAllowed && { isAllowed }) })
  try {
    const ended = await run(program, { url, folder, largest, proxy, signal, maxHeight: options.maxHeight })
    signal.throwIfAborted()
    if (proxy.isFull() || ended.complaints.includes('File too large')) throw refusal
    const paths = (await readdir(folder)).filter(name => /^media\./.test(name)).map(name => join(folder, name))
    if (ended.isGood && ended.said !== undefined && (paths.length === 1 || paths.length === 2))
      return { paths, said: ended.said }
    if (proxy.hasRefused())
      throw new FetchError('not-public', 'This page leads to an address that is not on the open internet')
    if (ended.isSlow) throw new FetchError('unreachable', 'Too little comes from this address')
    throw whyNot(ended.complaints.replaceAll(folder, ''))
  } finally {
    await proxy.close()
  }
}

interface Run {
  readonly url: string
  readonly folder: string
  readonly largest: number
  readonly proxy: GuardedProxy
  readonly signal: AbortSignal
  readonly maxHeight: number
}

interface Ended {
  readonly isGood: boolean
  readonly isSlow: boolean
  readonly said: unknown
  readonly complaints: string
}

async function run(
  { interpreter, path }: YtDlp,
  { url, folder, largest, proxy, signal, maxHeight }: Run
): Promise<Ended> {
  const confined = join(import.meta.dirname, 'confined.py')
  const wanted = argumentsFor(url, maxHeight)
  const child = spawn(interpreter, ['-I', '-B', confined, String(proxy.port), String(largest), path, ...wanted], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    killSignal: 'SIGKILL',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TOTAL_MS)]),
    // In the environment, for other users of this machine may read arguments; and for ftp too, which is refused there.
    env: {
      http_proxy: proxy.url,
      https_proxy: proxy.url,
      ftp_proxy: proxy.url,
      all_proxy: proxy.url,
      HOME: folder,
      TMPDIR: folder,
      PATH: '/nonexistent',
      LANG: 'C.UTF-8',
      PYTHONIOENCODING: 'utf-8'
    }
  })
  let isSlow = false
  let earlierBytes = 0
  const watching = setInterval(() => {
    if (proxy.receivedBytes() - earlierBytes < SLOWEST.bytes) isSlow = child.kill('SIGKILL')
    earlierBytes = proxy.receivedBytes()
  }, SLOWEST.ms)
  const texts = Promise.all([
    collect(child.stdout!, SAID_MAX_BYTES, () => child.kill('SIGKILL')),
    collect(child.stderr!, COMPLAINTS_MAX_BYTES)
  ])
  const code = await new Promise<number | null>(resolve => {
    child.once('close', resolve)
    child.once('error', () => {})
  })
  clearInterval(watching)
  const [said, complaints] = await texts
  return { isGood: code === 0, isSlow, said: parseJson(said), complaints }
}

function argumentsFor(url: string, maxHeight: number): string[] {
  // Nothing that yt-dlp would leave to ffmpeg, rtmpdump or others.
  const by = "[protocol~='^(https?|m3u8(_native)?|http_dash_segments)$']"
  const formats = [...[`bv*${by}[height<=?${maxHeight}]+ba${by}`, `b${by}[height<=?${maxHeight}]`, `b${by}`, `ba${by}`]]
  return [
    ...['--ignore-config', '--no-color', '--no-cache-dir', '--no-cookies', '--no-cookies-from-browser'],
    ...['--no-playlist', '--playlist-items', '1', '--match-filter', '!is_live', '--no-progress', '--no-warnings'],
    ...['--format', formats.join('/'), '--downloader', 'native', '--fixup', 'never', '--no-part', '--no-mtime'],
    ...['--output', 'media.%(ext)s', '--restrict-filenames', '--no-simulate', '--dump-json'],
    ...['--socket-timeout', '20', '--retries', '3', '--fragment-retries', '3', '--abort-on-unavailable-fragments'],
    ...['--', url]
  ]
}

async function collect(stream: AsyncIterable<Buffer>, maxBytes: number, onMore = () => {}): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else onMore()
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
