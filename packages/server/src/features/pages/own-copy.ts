/**
 * A video of another server of which a copy lies here is played from here: its origin's line is spared, its viewers here
 * are not seen there, and it plays while the origin is out. Pure.
 */
import type { VideoDetails, VideoFile } from '../../contract/index.ts'

/** @param origin Of this server. @returns The same video, with the addresses of the copy; the origin is asked when it fails. */
export function playedFromHere(video: VideoDetails, origin: string): VideoDetails {
  const [playlist, ...others] = video.streamingPlaylists
  const isHere = (baseUrl: string) => baseUrl.startsWith(`${origin}/`)
  const here = playlist?.redundancies.find(({ baseUrl }) => isHere(baseUrl))?.baseUrl
  if (video.isLocal || !playlist || here === undefined) return video
  const inCopy = (url: string) => `${here}/${new URL(url).pathname.split('/').at(-1)}`
  return {
    ...video,
    streamingPlaylists: [
      {
        ...playlist,
        playlistUrl: inCopy(playlist.playlistUrl),
        segmentsSha256Url: playlist.segmentsSha256Url && inCopy(playlist.segmentsSha256Url),
        files: playlist.files.map((file): VideoFile => ({ ...file, fileUrl: inCopy(file.fileUrl) })),
        redundancies: [
          ...playlist.redundancies.filter(({ baseUrl }) => !isHere(baseUrl)),
          { baseUrl: new URL('.', playlist.playlistUrl).href }
        ]
      },
      ...others
    ]
  }
}
