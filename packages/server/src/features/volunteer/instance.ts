/** What a volunteer asks of an instance: its public API and its torrents. Whatever it answers may be meant to harm. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { z } from 'zod'
import { FetchError, fetchBytes } from '../../platform/fetch.ts'
import { isPublicAddress } from '../../platform/public-address.ts'

export interface InstanceFile {
  /** Hexadecimal. */
  readonly infoHash: string
  readonly sizeBytes: number
  readonly resolution: number
  /** Undefined where it is not the instance itself that has it. */
  readonly fileUrl: string | undefined
  readonly torrentUrl: string
  readonly trackers: readonly string[]
}

export interface InstanceVideo {
  readonly uuid: string
  readonly name: string
  readonly updatedAt: string
  readonly files: readonly InstanceFile[]
}

export interface ListedVideo {
  readonly uuid: string
  readonly updatedAt: string
}

export interface Instance {
  readonly origin: string
  /** It is on this machine, or in this network. */
  readonly isPrivate: boolean
  /** Videos of its own, those that are watched most now first. @throws FetchError */
  list(start: number, count: number): Promise<{ total: number; videos: readonly ListedVideo[] }>
  /** Undefined when it is gone, or not for everybody. @throws FetchError */
  find(uuid: string): Promise<InstanceVideo | undefined>
  /** @throws FetchError */
  fetchTorrent(file: InstanceFile): Promise<Buffer>
}

export interface InstanceOptions {
  readonly origin: string
  readonly channel: string | undefined
  readonly signal: AbortSignal
}

const ANSWER_MAX_BYTES = 4_000_000
const TORRENT_MAX_BYTES = 4_000_000
const ASK_MS = 30_000
const FILES_MAX = 40

const List = z.object({
  total: z.number().int().nonnegative(),
  data: z.array(z.object({ uuid: z.uuid(), updatedAt: z.iso.datetime() })).max(100)
})
const File = z.object({
  size: z.number().int().positive(),
  resolution: z.object({ id: z.number().int() }),
  magnetUri: z.string().max(10_000).nullish(),
  torrentUrl: z.string().max(2000).nullish(),
  fileUrl: z.string().max(2000).nullish()
})
const Details = z.object({
  uuid: z.uuid(),
  name: z.string().max(1000),
  updatedAt: z.iso.datetime(),
  isLocal: z.boolean(),
  privacy: z.object({ id: z.number() }),
  state: z.object({ id: z.number() }).nullish(),
  trackerUrls: z.array(z.string().max(2000)).max(20),
  files: z.array(File).max(FILES_MAX),
  streamingPlaylists: z.array(z.object({ files: z.array(File).max(FILES_MAX) })).max(5)
})

export async function openInstance({ origin, channel, signal }: InstanceOptions): Promise<Instance> {
  const isPrivate = await isInThisNetwork(new URL(origin).hostname)
  const remembered = new Map<string, { etag: string; value: unknown }>()
  const limits = {
    redirectionsMax: 2,
    isAllowed: (address: string) => isPrivate || isPublicAddress(address),
    isAllowedUrl: (url: URL) => url.origin === origin
  }
  const ask = () => AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)])

  /** What has not changed since is not sent again. */
  const getJson = async (path: string): Promise<unknown> => {
    const known = remembered.get(path)
    const headersFor = () => ({ Accept: 'application/json', ...(known && { 'If-None-Match': known.etag }) })
    try {
      const answer = await fetchBytes(`${origin}${path}`, {
        ...limits,
        headersFor,
        maxBytes: ANSWER_MAX_BYTES,
        signal: ask()
      })
      const value: unknown = JSON.parse(answer.bytes.toString())
      remembered.delete(path)
      if (answer.etag) remembered.set(path, { etag: answer.etag, value })
      return value
    } catch (error) {
      if (known && error instanceof FetchError && error.status === 304) return known.value
      throw error
    }
  }
  const listPath = channel ? `/api/v1/video-channels/${encodeURIComponent(channel)}/videos` : '/api/v1/videos'

  return {
    origin,
    isPrivate,
    async list(start, count) {
      const answer = await getJson(`${listPath}?sort=-trending&isLocal=true&start=${start}&count=${count}`)
      const { total, data } = List.parse(answer)
      return { total, videos: data }
    },
    async find(uuid) {
      try {
        return toVideo(origin, uuid, Details.parse(await getJson(`/api/v1/videos/${uuid}`)))
      } catch (error) {
        if (error instanceof FetchError && [401, 403, 404].includes(error.status ?? 0)) return undefined
        throw error
      } finally {
        remembered.delete(`/api/v1/videos/${uuid}`)
      }
    },
    async fetchTorrent({ torrentUrl }) {
      return (await fetchBytes(torrentUrl, { ...limits, maxBytes: TORRENT_MAX_BYTES, signal: ask() })).bytes
    }
  }
}

/** Undefined when it is not an own video that everybody may watch. */
export function toVideo(origin: string, uuid: string, details: z.infer<typeof Details>): InstanceVideo | undefined {
  if (details.uuid !== uuid || !details.isLocal || details.privacy.id !== 1) return undefined
  if (details.state && details.state.id !== 1) return undefined
  const trackers = details.trackerUrls.filter(url => isOwnTracker(origin, url))
  const files = [...details.streamingPlaylists.flatMap(playlist => playlist.files), ...details.files]
  return {
    uuid,
    name: details.name,
    updatedAt: details.updatedAt,
    files: files.flatMap(({ size, resolution, magnetUri, torrentUrl, fileUrl }) => {
      const infoHash = /[?&]xt=urn:btih:([0-9a-f]{40})(?:&|$)/i.exec(magnetUri ?? '')?.[1]?.toLowerCase()
      if (!infoHash || !torrentUrl || !isOwn(origin, torrentUrl)) return []
      const own = fileUrl && isOwn(origin, fileUrl) ? fileUrl : undefined
      return [{ infoHash, sizeBytes: size, resolution: resolution.id, fileUrl: own, torrentUrl, trackers }]
    })
  }
}

const isOwn = (origin: string, url: string) => URL.parse(url)?.origin === origin

function isOwnTracker(origin: string, url: string): boolean {
  const parsed = URL.parse(url)
  const asWeb = parsed && ['ws:', 'wss:'].includes(parsed.protocol) ? URL.parse(url.replace(/^ws/, 'http')) : parsed
  return asWeb?.origin === origin && !asWeb.username && !asWeb.password
}

async function isInThisNetwork(hostname: string): Promise<boolean> {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal)) return !isPublicAddress(literal)
  const addresses = await lookup(literal, { all: true }).catch(() => [])
  return addresses.length > 0 && addresses.every(({ address }) => !isPublicAddress(address))
}

export { Details as InstanceDetails }
