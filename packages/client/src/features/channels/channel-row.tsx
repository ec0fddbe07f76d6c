import type { ChannelCard } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { Avatar } from '../../ui/avatar.tsx'

export function ChannelRow({ channel }: { channel: ChannelCard }) {
  const { t } = useI18n()
  return (
    <article class="channel card">
      <Avatar path={channel.avatarPath} name={channel.displayName} size={72} />
      <div>
        <h2 class="card-name">
          <a href={channel.path}>{typeset(channel.displayName)}</a>
        </h2>
        <p class="card-facts">
          <span>@{channel.handle}</span>
          <span>{t('actor.followers', { count: channel.followersCount })}</span>
        </p>
        {channel.description && <p class="channel-words">{channel.description}</p>}
      </div>
    </article>
  )
}
