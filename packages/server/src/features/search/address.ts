/** People paste into the search field what they have at hand: the address of a page, or somebody's handle. */
import { VideoReference } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'

/** Of something on another server. */
export type Elsewhere =
  | { readonly kind: 'handle'; readonly handle: string }
  | { readonly kind: 'page'; readonly url: string }

export type Address =
  | { readonly kind: 'video'; readonly uuid: string }
  | { readonly kind: 'channel'; readonly name: string }
  | Elsewhere

const VIDEO_PATH = /^\/(?:w|videos\/watch|videos\/embed)\/([\w-]+)$/
const CHANNEL_PATH = /^\/(?:c|video-channels)\/([\w.:-]+)/
const HANDLE = /^@?([\w.:-]+)@([\w.:-]+)$/

/** Undefined for everything that is no address. */
export function readAddress({ origin, host }: Site, text: string): Address | undefined {
  const trimmed = text.trim()
  const [, name, handleHost] = HANDLE.exec(trimmed) ?? []
  if (name && handleHost?.toLowerCase() === host) return { kind: 'channel', name }
  if (name && handleHost) return { kind: 'handle', handle: `${name}@${handleHost.toLowerCase()}` }

  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined
  if (url?.origin !== origin) return url && elsewhere(url)
  const [, reference] = VIDEO_PATH.exec(url.pathname) ?? []
  const video = reference === undefined ? undefined : VideoReference.safeParse({ id: reference }).data?.id
  if (video && 'uuid' in video) return { kind: 'video', uuid: video.uuid }
  const [, channel] = CHANNEL_PATH.exec(url.pathname) ?? []
  return channel ? { kind: 'channel', name: channel } : undefined
}

/** Pages of channels on servers of our kind tell the handle. */
function elsewhere(url: URL): Elsewhere | undefined {
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password) return undefined
  const [, name] = CHANNEL_PATH.exec(url.pathname) ?? []
  return name ? { kind: 'handle', handle: `${name}@${url.host}` } : { kind: 'page', url: url.href }
}
