/** People paste into the search field what they have at hand: the address of a page, or somebody's handle. */
import { VideoReference } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'

/** Of something on another server. */
export type Elsewhere =
  | { readonly kind: 'handle'; readonly handle: string }
  | { readonly kind: 'page'; readonly url: string }

export type Address =
  | { readonly kind: 'video'; readonly uuid: string }
  | { readonly kind: 'playlist'; readonly uuid: string }
  /** Of a channel, or an account. */
  | { readonly kind: 'channel'; readonly name: string }
  | Elsewhere

const VIDEO_PATH = /^\/(?:w|videos\/watch|videos\/embed)\/([\w-]+)$/
const PLAYLIST_PATH = /^\/(?:w\/p|videos\/watch\/playlist|video-playlists(?:\/embed)?)\/([\w-]+)$/
const ACTOR_PATH = /^\/(?:c|video-channels|a|accounts)\/([\w.:@-]+)/
const HANDLE = /^@?([\w.:-]+)@([\w.:-]+)$/

/** Undefined for everything that is no address. */
export function readAddress(site: Site, text: string): Address | undefined {
  const trimmed = text.trim()
  return readHandle(site, trimmed) ?? (URL.canParse(trimmed) ? readUrl(site, new URL(trimmed)) : undefined)
}

function readUrl(site: Site, url: URL): Address | undefined {
  if (url.origin !== site.origin) return elsewhere(site, url)
  const video = uuidIn(VIDEO_PATH, url)
  if (video) return { kind: 'video', uuid: video }
  const playlist = uuidIn(PLAYLIST_PATH, url)
  return playlist ? { kind: 'playlist', uuid: playlist } : readActorPath(site, url)
}

function readHandle({ host }: Site, text: string): Address | undefined {
  const [, name, handleHost] = HANDLE.exec(text) ?? []
  if (!name || !handleHost) return undefined
  if (handleHost.toLowerCase() === host) return { kind: 'channel', name }
  return { kind: 'handle', handle: `${name}@${handleHost.toLowerCase()}` }
}

function uuidIn(path: RegExp, { pathname }: URL): string | undefined {
  const [, id] = path.exec(pathname) ?? []
  const reference = id === undefined ? undefined : VideoReference.safeParse({ id }).data?.id
  return reference && 'uuid' in reference ? reference.uuid : undefined
}

/** Pages of channels and accounts on servers of our kind tell the handle, that of a third server's too. */
function readActorPath(site: Site, { pathname, host }: URL): Address | undefined {
  const [, handle] = ACTOR_PATH.exec(pathname) ?? []
  return handle === undefined ? undefined : readHandle(site, handle.includes('@') ? handle : `${handle}@${host}`)
}

function elsewhere(site: Site, url: URL): Address | undefined {
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password) return undefined
  return readActorPath(site, url) ?? { kind: 'page', url: url.href }
}
