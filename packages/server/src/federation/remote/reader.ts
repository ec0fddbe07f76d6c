/** The one way in which federation reads other servers: bounded, signed by this server's own actor. */

import type { Site } from '../../kernel/site.ts'
import { FetchError, type FetchOptions, fetchBytes } from '../../platform/fetch.ts'
import { isPublicAddress } from '../../platform/public-address.ts'
import { type JsonObject, Refused, type RemoteReader } from '../deps.ts'

export interface ReaderOptions {
  readonly site: Site
  /** Signs GETs; servers in their secure mode ask for them. */
  readonly signGet: () => Promise<(url: URL) => Readonly<Record<string, string>>>
  /** Whether a server is muted for everybody here: nothing of it is taken. */
  readonly isMuted: (host: string) => Promise<boolean>
}

const DOCUMENT_BYTES = 1_000_000
const PICTURE_BYTES = 8_000_000
const TIMEOUT_MS = 10_000
const REDIRECTIONS_MAX = 3
const PER_HOST = 4
const ACTIVITY_TYPES = /^application\/(activity\+json|ld\+json|json|jrd\+json)\b/i
const ACCEPT = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'

/** A server that calls itself by a loopback address is being tried out on one machine, and so are its peers. */
export function isLoopbackSite({ origin }: Site): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]')
}

const LOOPBACK = /^(127\.|::1$)/

/** Which addresses of other servers are spoken to at all. */
export function peerRules(site: Site): Required<Pick<FetchOptions, 'isAllowed' | 'isAllowedUrl'>> {
  const isLoopback = isLoopbackSite(site)
  return {
    isAllowed: address => isPublicAddress(address) || (isLoopback && LOOPBACK.test(address)),
    isAllowedUrl: url => url.host !== site.host && (isLoopback || url.protocol === 'https:')
  }
}

export function openRemoteReader({ site, signGet, isMuted }: ReaderOptions): RemoteReader {
  const rules = peerRules(site)
  const inTurn = limitPerHost(PER_HOST)

  const admit = async ({ host }: URL) => {
    if (await isMuted(host)) throw new FetchError('bad-url', `Nothing of ${host} is taken here`)
  }

  const read = (url: string, accept: string, maxBytes: number) =>
    inTurn(url, async () => {
      const signed = await signGet()
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      const headersFor = (hop: URL) => ({ Accept: accept, ...signed(hop) })
      const options = { ...rules, maxBytes, redirectionsMax: REDIRECTIONS_MAX, signal, headersFor, admit }
      return fetchBytes(url, options).catch(error => {
        if (signal.aborted) throw new FetchError('unreachable', `${url} does not answer in time`, { cause: error })
        throw error
      })
    })

  return {
    async document(url) {
      const { url: found, contentType, bytes } = await read(url, ACCEPT, DOCUMENT_BYTES)
      if (!ACTIVITY_TYPES.test(contentType ?? '')) throw new Refused(`${url} is no document for servers`)
      const document = parseObject(bytes, url)
      assertSpeaksForItself(document, found)
      return document
    },
    async picture(url) {
      return (await read(url, 'image/*', PICTURE_BYTES)).bytes
    }
  }
}

function parseObject(bytes: Buffer, url: string): JsonObject {
  try {
    const document: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document as JsonObject
  } catch {
    // As below.
  }
  throw new Refused(`${url} is not a JSON object`)
}

/** A server may not speak in another one's name. */
function assertSpeaksForItself({ id }: JsonObject, found: URL): void {
  if (id === undefined) return
  if (typeof id !== 'string' || URL.parse(id)?.host !== found.host)
    throw new Refused(`${found.href} tells of something on another host`)
}

/** So that one slow server does not keep everybody's work waiting, nor is flooded itself. */
function limitPerHost(most: number) {
  const queues = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async <T>(url: string, work: () => Promise<T>): Promise<T> => {
    const host = URL.parse(url)?.host ?? ''
    const queue = queues.get(host) ?? { running: 0, waiting: [] }
    queues.set(host, queue)
    if (queue.running >= most) await new Promise<void>(resolve => queue.waiting.push(resolve))
    else queue.running += 1
    try {
      return await work()
    } finally {
      const next = queue.waiting.shift()
      if (next) next()
      else if (--queue.running === 0) queues.delete(host)
    }
  }
}
