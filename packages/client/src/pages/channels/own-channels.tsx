import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { ChannelRow } from '../../features/channels/channel-row.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { PATHS } from '../../ui/paths.ts'

export function ownChannelsView(page: PageOf<'my-channels'>, context: ViewContext): View {
  const title = context.i18n.t('channels.title')
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <OwnChannels page={page} context={context} />
  }
}

function OwnChannels({ page, context }: { readonly page: PageOf<'my-channels'>; readonly context: ViewContext }) {
  const { t } = context.i18n
  return (
    <div class="studio member">
      <div class="page-top">
        <h1>{t('channels.title')}</h1>
        <a class="button button-main" href={`${PATHS.myChannels}/create`}>
          {t('channels.make')}
        </a>
      </div>
      <p class="quiet">{t('channels.intro')}</p>
      <Outcome outcome={page.outcome} />
      <ul class="member-list">
        {page.channels.map(({ name, displayName, followersCount, videosCount, avatarPath }) => (
          <li key={name} class="member-item">
            <ChannelRow
              channel={{
                handle: name,
                path: `/c/${name}`,
                displayName,
                followersCount,
                avatarPath,
                description: t('channels.videos', { count: videosCount })
              }}
            />
            <a
              class="button"
              href={`${PATHS.myChannels}/update/${name}`}
              aria-label={t('channels.changeNamed', { name: displayName })}
            >
              {t('channels.change')}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
