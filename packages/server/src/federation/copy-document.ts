/** Copies that are held here, as PeerTube 6.3 tells of them: its `CacheFile`. Pure. */
import { copyBaseUrl, type ToldCopy } from '../features/redundancy/index.ts'
import type { Site } from '../kernel/site.ts'

/** The only kind there is: of HLS files. */
const PATH = '/redundancy/streaming-playlists/hls'
const HLS = 'application/x-mpegURL'

export const copyUrl = ({ origin }: Site, videoUuid: string) => `${origin}${PATH}/${videoUuid}`

/** Without its context and its audience. */
export function toCopyObject(site: Site, { videoUuid, videoUrl, expiresAt }: ToldCopy) {
  return {
    id: copyUrl(site, videoUuid),
    type: 'CacheFile',
    object: videoUrl,
    expires: expiresAt?.toISOString() ?? null,
    url: { type: 'Link', mediaType: HLS, href: copyBaseUrl(site, videoUuid) }
  }
}
