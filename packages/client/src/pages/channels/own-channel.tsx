import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Outcome } from '../../ui/outcome.tsx'
import { PATHS } from '../../ui/paths.ts'
import { PictureForm } from '../../ui/picture-form.tsx'
import { ChannelForm } from './channel-form.tsx'
import { DeleteChannel } from './delete-channel.tsx'

export interface OwnChannelProps {
  readonly page: PageOf<'my-channel'>
  readonly context: ViewContext
}

export function ownChannelView(page: OwnChannelProps['page'], context: ViewContext): View {
  const title = page.channel?.displayName ?? context.i18n.t('channels.make')
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <OwnChannel page={page} context={context} />
  }
}

function OwnChannel(props: OwnChannelProps) {
  const { channel, outcome } = props.page
  const { t } = props.context.i18n
  return (
    <div class="studio member">
      <div class="studio-top">
        <p>
          <a href={PATHS.myChannels}>{t('channels.back')}</a>
        </p>
        <h1>{channel?.displayName ?? t('channels.make')}</h1>
        {channel && (
          <p>
            <a href={`/c/${channel.name}`}>{t('channels.see')}</a>
          </p>
        )}
      </div>
      <Outcome outcome={outcome} />
      <ChannelForm {...props} />
      {channel && <Pictures channel={channel} {...props} />}
      {channel && <DeleteChannel channel={channel} {...props} />}
    </div>
  )
}

function Pictures({
  channel,
  page,
  context
}: OwnChannelProps & { channel: NonNullable<PageOf<'my-channel'>['channel']> }) {
  const { t } = context.i18n
  const form = (kind: 'avatar' | 'banner', path: string | null) => (
    <section class="panel stack" aria-labelledby={`${kind}-title`}>
      <h2 id={`${kind}-title`}>{t(`channels.${kind}`)}</h2>
      <PictureForm
        kind={kind}
        path={path}
        name={channel.displayName}
        isRefused={page.outcome.fault?.form === kind}
        action={`${PATHS.myChannels}/update/${channel.name}/${kind}`}
      />
    </section>
  )
  return (
    <>
      {form('avatar', channel.avatarPath)}
      {form('banner', channel.bannerPath)}
    </>
  )
}
