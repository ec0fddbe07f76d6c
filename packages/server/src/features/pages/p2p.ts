/** How the viewers of a video may carry it to each other. Pure. */
import { type InstanceSettings, type PageP2p, PRIVACY, type VideoDetails } from '../../contract/index.ts'

interface Given {
  readonly settings: Pick<InstanceSettings, 'p2p'>
  /** Public origin of this server. */
  readonly origin: string
  /** See `PageP2p`. */
  readonly accountChoice: boolean | null | undefined
}

const TRACKERS_MAX = 4

/** @returns Null for what is not for everybody, what cannot be checked, and where this server wants none of it. */
export function p2pOf(video: VideoDetails, { settings, origin, accountChoice }: Given): PageP2p | null {
  const { consent, minimumViewers, iceServers } = settings.p2p
  const isOpen = video.privacy.id === PRIVACY.public || video.privacy.id === PRIVACY.unlisted
  const playlist = video.streamingPlaylists[0]
  const trackers = video.trackerUrls.filter(url => isSocket(url, origin)).slice(0, TRACKERS_MAX)
  if (consent === 'off' || !isOpen || !playlist?.segmentsSha256Url || trackers.length === 0) return null
  return {
    consent,
    ...(accountChoice !== undefined && { accountChoice }),
    viewers: video.viewers,
    minimumViewers,
    countsViewers: video.isLocal,
    swarmId: playlist.playlistUrl,
    trackers,
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username !== undefined && { username }),
      ...(credential !== undefined && { credential })
    }))
  }
}

/** Browsers open no plain socket from a page that came over HTTPS. */
function isSocket(url: string, origin: string): boolean {
  return url.startsWith('wss://') || (url.startsWith('ws://') && origin.startsWith('http://'))
}
