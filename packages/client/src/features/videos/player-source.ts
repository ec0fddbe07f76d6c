import type { PlayableVideo, StreamingPlaylist, VideoFile } from '@colombier/server/contract'
import type { I18n } from '../../i18n/i18n.ts'
import { captionsLabel } from './facts.ts'

interface Reader {
  readonly i18n: I18n
  /** Where members stopped is known here, and nowhere else. */
  readonly user: object | null
}

/** What the player needs of a video, its shape being the player's own (player/source.ts). */
export function playerSource(playable: PlayableVideo, { i18n, user }: Reader) {
  const { video, mediaQuery, startSeconds, captions, chapters, storyboard, transcoding, p2p } = playable
  const playlist = video.streamingPlaylists[0]
  const files = [...(playlist?.files ?? []), ...video.files].filter(file => file.hasVideo)
  const isGrowing = transcoding !== null && transcoding.status !== 'done'
  const best = files.reduce<VideoFile | undefined>(
    (top, file) => (top && top.height >= file.height ? top : file),
    undefined
  )
  return {
    uuid: video.uuid,
    name: video.name,
    channelName: video.channel.displayName,
    posterUrl: video.previewPath,
    ...frameOf(best, video.aspectRatio),
    durationSeconds: video.duration,
    playlistUrl: playlist?.playlistUrl ?? null,
    fileUrl: isGrowing ? null : (progressiveFile(files)?.fileUrl ?? null),
    renditions: isGrowing ? [] : renditionsOf(files),
    mediaQuery,
    startSeconds,
    ...(user && { watchedSeconds: video.userHistory?.currentTime ?? 0 }),
    viewsUrl: `/api/v1/videos/${video.uuid}/views`,
    copies: copiesOf(playlist),
    p2p: p2p && {
      ...p2p,
      viewersUrl: `/api/v1/videos/${video.uuid}/viewers`
    },
    captions: captions.map(known => ({ ...known, label: captionsLabel(i18n, known) })),
    chapters,
    storyboard
  }
}

function copiesOf(playlist: StreamingPlaylist | undefined) {
  if (!playlist?.segmentsSha256Url) return null
  const baseUrls = playlist.redundancies.map(({ baseUrl }) => baseUrl)
  return { baseUrls, segmentsSha256Url: playlist.segmentsSha256Url }
}

const PROGRESSIVE_HEIGHT_MAX = 720

/** The best rendition of at most 720 lines; else the smallest there is. */
export function progressiveFile(files: readonly VideoFile[]): VideoFile | undefined {
  const byHeight = files.toSorted((a, b) => b.resolution.id - a.resolution.id)
  return byHeight.find(file => file.resolution.id <= PROGRESSIVE_HEIGHT_MAX) ?? byHeight.at(-1)
}

function renditionsOf(files: readonly VideoFile[]) {
  return files
    .map(file => ({ height: file.height, label: file.resolution.label, sizeBytes: file.size }))
    .toSorted((a, b) => b.height - a.height)
}

/** The picture's place is reserved before anything is loaded; 16:9 when nothing is known. */
function frameOf(best: VideoFile | undefined, aspectRatio: number | null) {
  if (best && best.width > 0) return { width: best.width, height: best.height }
  return { width: Math.round(720 * (aspectRatio ?? 16 / 9)), height: 720 }
}
