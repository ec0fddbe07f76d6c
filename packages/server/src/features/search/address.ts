/** People paste into the search field what they have at hand: the address of a page, or somebody's handle. */
import { VideoReference } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'

export type Address =
  | { readonly kind: 'video'; readonly uuid: string }
  | { readonly kind: 'channel'; readonly name: string }

const VIDEO_PATH = /^\/(?:w|videos\/watch|videos\/embed)\/([\w-]+)$/
const CHANNEL_PATH = /^\/(?:c|video-channels)\/([\w.:-]+)/
const HANDLE = /^@?([\w.:-]+)@([\w.:-]+)$/

/** Undefined for everything that is no address of something on this server. */
export function readAddress({ origin, host }: Site, text: string): Address | undefined {
  const trimmed = text.trim()
  const [, name, handleHost] = HANDLE.exec(trimmed) ?? []
  if (name && handleHost === host) return { kind: 'channel', name }

  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined
  if (url?.origin !== origin) return undefined
  const [, reference] = VIDEO_PATH.exec(url.pathname) ?? []
  const video = reference === undefined ? undefined : VideoReference.safeParse({ id: reference }).data?.id
  if (video && 'uuid' in video) return { kind: 'video', uuid: video.uuid }
  const [, channel] = CHANNEL_PATH.exec(url.pathname) ?? []
  return channel ? { kind: 'channel', name: channel } : undefined
}
