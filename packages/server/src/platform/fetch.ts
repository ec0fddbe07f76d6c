/**
 * The one way to ask other servers for something that somebody named: only of addresses on the open internet, and with
 * limits to size, time and redirections. Redirections are judged as the first address is.
 */
import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isPublicAddress, publicLookup } from './public-address.ts'

export type FetchFailure =
  /** Neither http nor https, or with credentials in it. */
  | 'bad-url'
  | 'not-public'
  | 'too-large'
  | 'too-many-redirections'
  /** An answer other than the file. */
  | 'refused'
  /** No answer, or one that broke off: another try may do better. */
  | 'unreachable'

export class FetchError extends Error {
  override readonly name = 'FetchError'
  readonly failure: FetchFailure
  /** Of an answer that was `refused`. */
  readonly status: number | undefined

  constructor(failure: FetchFailure, message: string, { status, ...options }: ErrorOptions & { status?: number } = {}) {
    super(message, options)
    this.failure = failure
    this.status = status
  }
}

export interface FetchOptions {
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** Which addresses may be asked; those of the open internet unless a test says otherwise. */
  readonly isAllowed?: (address: string) => boolean
  /** A file of which less comes in that time is given up; `SLOWEST` unless a test says otherwise. */
  readonly slowest?: Slowest
  readonly redirectionsMax?: number
  /** Besides the usual ones; asked again for each redirection, because signatures name the host. */
  readonly headersFor?: (url: URL) => Readonly<Record<string, string>>
  /** Whether an address may be asked at all, by its looks; those of http and https unless told otherwise. */
  readonly isAllowedUrl?: (url: URL) => boolean
  /** Awaited before an address is asked, redirections included. @throws FetchError for one that is not to be. */
  readonly admit?: (url: URL) => Promise<void>
}

interface Slowest {
  readonly bytes: number
  readonly ms: number
}

export interface FetchedFile {
  /** After redirections. */
  readonly url: URL
  readonly contentType: string | undefined
  readonly sizeBytes: number
}

const REDIRECTIONS_MAX = 5
/** Without a byte. */
const IDLE_MS = 30_000
const TOTAL_MS = 4 * 3_600_000
/** Whoever sends a byte now and then would keep everybody else's files waiting. */
const SLOWEST: Slowest = { bytes: 600_000, ms: 60_000 }

/** @throws FetchError, leaving nothing at the path; the signal's reason when it is aborted. */
export async function fetchToFile(url: string, path: string, options: FetchOptions): Promise<FetchedFile> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(TOTAL_MS)])
  try {
    const { url: found, answer } = await follow(parseUrl(url), { ...options, signal })
    const sizeBytes = await save(answer, path, { ...options, signal, flags: 'wx' })
    return { url: found, contentType: answer.headers['content-type'], sizeBytes }
  } catch (error) {
    await rm(path, { force: true })
    options.signal.throwIfAborted()
    throw asFetchError(error)
  }
}

export interface LongFetchOptions extends Omit<FetchOptions, 'maxBytes'> {
  /** Of the whole file. */
  readonly sizeBytes: number
  readonly totalMs: number
}

/**
 * For large files of a known size: what has come stays at the path when the line breaks, and the next try goes on from
 * there if the other server can. Whether it is the right file is for the caller to find out.
 *
 * @throws FetchError, the disk's own errors; the signal's reason when it is aborted.
 */
export async function fetchRestToFile(url: string, path: string, options: LongFetchOptions): Promise<void> {
  const { sizeBytes, totalMs } = options
  const here = await stat(path).then(
    found => found.size,
    () => 0
  )
  if (here === sizeBytes) return
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(totalMs)])
  const from = here < sizeBytes ? here : 0
  const range = from > 0 ? { Range: `bytes=${from}-` } : undefined
  const headersFor = (hop: URL) => ({ ...options.headersFor?.(hop), ...range })
  try {
    const { answer } = await follow(
      parseUrl(url),
      { ...options, maxBytes: sizeBytes, signal, headersFor },
      range && 206
    )
    const isRest = answer.statusCode === 206
    if (isRest && !answer.headers['content-range']?.startsWith(`bytes ${from}-`)) {
      answer.destroy()
      throw new FetchError('refused', 'This address answers with another part')
    }
    const maxBytes = isRest ? sizeBytes - from : sizeBytes
    const came = await save(answer, path, { ...options, maxBytes, signal, flags: isRest ? 'a' : 'w' })
    if (came < maxBytes) throw new FetchError('unreachable', 'This file ends too soon')
  } catch (error) {
    options.signal.throwIfAborted()
    throw asFetchError(error)
  }
}

export interface FetchedBytes {
  /** After redirections. */
  readonly url: URL
  readonly contentType: string | undefined
  readonly etag: string | undefined
  readonly bytes: Buffer
}

/** For what is small: the whole of it is held in memory. @throws FetchError; the signal's reason when it is aborted. */
export async function fetchBytes(url: string, options: FetchOptions): Promise<FetchedBytes> {
  try {
    const { url: found, answer } = await follow(parseUrl(url), options)
    const chunks: Buffer[] = []
    await pipeline(answer, weighing(answer, options.maxBytes), async parts => {
      for await (const part of parts) chunks.push(part as Buffer)
    })
    const { 'content-type': contentType, etag } = answer.headers
    return { url: found, contentType, etag, bytes: Buffer.concat(chunks) }
  } catch (error) {
    options.signal.throwIfAborted()
    throw asFetchError(error)
  }
}

function parseUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new FetchError('bad-url', 'This is not an address of the web')
  return url
}

/** @param alsoGood A status besides 200 with which an answer is what was asked for. */
async function follow(
  first: URL,
  options: FetchOptions,
  alsoGood?: number
): Promise<{ url: URL; answer: IncomingMessage }> {
  let url = first
  for (let hops = 0; hops <= (options.redirectionsMax ?? REDIRECTIONS_MAX); hops++) {
    if (options.isAllowedUrl?.(url) === false) throw new FetchError('bad-url', 'This address may not be asked')
    await options.admit?.(url)
    const answer = await ask(url, options)
    const status = answer.statusCode ?? 0
    if (status === 200 || status === alsoGood) return { url, answer }
    answer.destroy()
    const { location } = answer.headers
    if (![301, 302, 303, 307, 308].includes(status) || !location)
      throw new FetchError('refused', `This address answers with status ${status}`, { status })
    url = parseUrl(location, url)
  }
  throw new FetchError('too-many-redirections', 'This address leads on and on')
}

function ask(url: URL, { signal, headersFor, isAllowed = isPublicAddress }: FetchOptions): Promise<IncomingMessage> {
  // Sockets do not resolve what is an address already.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !isAllowed(literal))
    throw new FetchError('not-public', 'This address is not on the open internet')
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      signal,
      lookup: publicLookup(isAllowed),
      agent: false,
      timeout: IDLE_MS,
      headers: { 'User-Agent': 'Colombier', Accept: '*/*', 'Accept-Encoding': 'identity', ...headersFor?.(url) }
    })
    asked.on('timeout', () => asked.destroy(new Error('No answer in time')))
    asked.on('error', reject)
    asked.on('response', resolve)
    asked.end()
  })
}

async function save(
  answer: IncomingMessage,
  path: string,
  { maxBytes, signal, slowest = SLOWEST, flags }: FetchOptions & { flags: 'wx' | 'w' | 'a' }
): Promise<number> {
  const weigh = weighing(answer, maxBytes)
  let earlierBytes = 0
  const watching = setInterval(() => {
    if (weigh.sizeBytes - earlierBytes < slowest.bytes) answer.destroy(new Error('Too little comes'))
    earlierBytes = weigh.sizeBytes
  }, slowest.ms)
  try {
    await pipeline(answer, weigh, createWriteStream(path, { flags }), { signal })
  } finally {
    clearInterval(watching)
  }
  return weigh.sizeBytes
}

/** Lets bytes through until there are too many. @throws FetchError when their number is told beforehand. */
function weighing(answer: IncomingMessage, maxBytes: number): Transform & { readonly sizeBytes: number } {
  const tooLarge = () => new FetchError('too-large', 'This file is too large')
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) {
    answer.destroy()
    throw tooLarge()
  }
  let sizeBytes = 0
  const weigh = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes) done(tooLarge())
      else done(null, chunk)
    }
  })
  return Object.defineProperty(weigh, 'sizeBytes', { get: () => sizeBytes }) as Transform & {
    readonly sizeBytes: number
  }
}

/** Sockets are written too: these are the other side's failures, not the disk's. */
const OF_THE_LINE: ReadonlySet<string> = new Set(['EPROTO', 'EPIPE', 'ECONNRESET', 'ETIMEDOUT'])

/** The disk's own failures stay as they are. */
function asFetchError(error: unknown): unknown {
  if (error instanceof FetchError) return error
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === 'NOT_PUBLIC')
    return new FetchError('not-public', 'This address is not on the open internet', { cause: error })
  if (syscall === 'open' || (syscall === 'write' && !OF_THE_LINE.has(code ?? ''))) return error
  return new FetchError('unreachable', 'This address does not answer', { cause: error })
}
