import type { PlaylistCard as Card } from '@colombier/server/contract'
import { PlaylistCard } from './playlist-card.tsx'

export function PlaylistGrid({ playlists }: { playlists: readonly Card[] }) {
  if (playlists.length === 0) return null
  return (
    <ul class="grid">
      {playlists.map(playlist => (
        <li key={playlist.path}>
          <PlaylistCard playlist={playlist} />
        </li>
      ))}
    </ul>
  )
}
