/** Files of videos that lie on other servers, as PeerTube 6.3 shows them: with their own addresses. Pure. */
import type { RemoteFile, RemotePlaylist, StreamingPlaylist, VideoFile } from '../../contract/index.ts'
import { measuresOf } from './file-measures.ts'

export interface Elsewhere {
  readonly playlists: readonly RemotePlaylist[]
  readonly files: readonly RemoteFile[]
  readonly trackerUrls: readonly string[]
}

export function toRemotePlaylists(
  videoId: number,
  { playlists }: Elsewhere,
  redundancies: StreamingPlaylist['redundancies']
): StreamingPlaylist[] {
  return playlists.map(({ masterUrl, sha256Url, files }) => ({
    id: videoId,
    type: 1,
    playlistUrl: masterUrl,
    segmentsSha256Url: sha256Url,
    redundancies,
    files: files.map(toRemoteFile)
  }))
}

/** Numbered in their order: they have no other number here. */
export function toRemoteFile(file: RemoteFile, index: number): VideoFile {
  return {
    id: index + 1,
    ...measuresOf(file),
    fileUrl: file.fileUrl,
    fileDownloadUrl: file.fileUrl,
    metadataUrl: file.metadataUrl,
    magnetUri: file.magnetUri,
    torrentUrl: file.torrentUrl,
    torrentDownloadUrl: file.torrentUrl
  }
}
