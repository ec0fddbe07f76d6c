import type { VideoCard as Card } from '@colombier/server/contract'
import { VideoCard } from './video-card.tsx'

const PICTURES_ON_SCREEN = 4

interface Props {
  readonly videos: readonly Card[]
  readonly isOnChannel?: boolean
}

export function VideoGrid({ videos, isOnChannel }: Props) {
  if (videos.length === 0) return null
  const now = new Date()
  return (
    <ul class="grid">
      {videos.map((video, index) => (
        <li key={video.uuid}>
          <VideoCard video={video} now={now} isFirst={index < PICTURES_ON_SCREEN} isOnChannel={isOnChannel} />
        </li>
      ))}
    </ul>
  )
}
