import type { VideoSummary } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'

/** One video of a list for moderators: what it is, whose, and in which state. */
export function VideoLine({ video }: { readonly video: VideoSummary }) {
  const { t, date, duration: clock } = useI18n()
  const { shortUUID, name, channel, account, privacy, nsfw, isLocal, state, views, duration, publishedAt } = video
  const owner = `${account.name}@${account.host}`
  return (
    <div class="person-body">
      <div class="person-who">
        <p class="person-name">
          <a href={`/w/${shortUUID}`}>{typeset(name)}</a>
          {video.blacklisted && <strong class="badge badge-fault">{t('over.blocked')}</strong>}
          {privacy.id !== 1 && <span class="badge">{t(`over.privacy.${privacy.id as 2 | 3 | 4 | 5}`)}</span>}
          {nsfw && <span class="badge">{t('over.sensitive.true')}</span>}
          {state && state.id !== 1 && <span class="badge">{t('over.unfinished')}</span>}
          {!isLocal && <span class="badge">{account.host}</span>}
        </p>
        <p class="quiet person-email">
          {channel.displayName} · <a href={`/a/${isLocal ? account.name : owner}`}>{isLocal ? account.name : owner}</a>
        </p>
        {video.blacklisted && video.blacklistedReason && (
          <p class="quiet">{t('over.reason', { reason: video.blacklistedReason })}</p>
        )}
      </div>
      <p class="quiet person-when">
        {t('video.views', { count: views, views })} · {clock(duration)}
        <br />
        {date(publishedAt)}
      </p>
    </div>
  )
}
