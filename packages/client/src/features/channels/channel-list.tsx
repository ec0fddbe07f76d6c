import type { ChannelCard } from '@colombier/server/contract'
import { ChannelRow } from './channel-row.tsx'

export function ChannelList({ channels }: { channels: readonly ChannelCard[] }) {
  if (channels.length === 0) return null
  return (
    <ul class="channels">
      {channels.map(channel => (
        <li key={channel.handle}>
          <ChannelRow channel={channel} />
        </li>
      ))}
    </ul>
  )
}
