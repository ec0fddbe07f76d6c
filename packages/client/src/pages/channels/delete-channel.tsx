import { Field, tied } from '../../ui/field.tsx'
import type { OwnChannelProps } from './own-channel.tsx'

interface Props extends OwnChannelProps {
  readonly channel: NonNullable<OwnChannelProps['page']['channel']>
}

/** The name has to be typed: nobody can bring back what goes with a channel. */
export function DeleteChannel({ channel, page, context }: Props) {
  const { t } = context.i18n
  const fault = page.outcome.fault?.form === 'delete' ? t('channels.deleteFault') : undefined
  return (
    <section class="panel stack" aria-labelledby="delete-title">
      <h2 id="delete-title">{t('channels.delete')}</h2>
      {channel.isOnly ? (
        <p class="quiet">{t('channels.deleteOnly')}</p>
      ) : (
        <form class="form" method="post">
          <input type="hidden" name="form" value="delete" />
          {channel.videosCount > 0 && (
            <p>
              <strong>{t('channels.loses', { count: channel.videosCount })}</strong>
            </p>
          )}
          <p>{t('channels.deleteText')}</p>
          <Field id="delete-name" label={t('channels.deleteName', { name: channel.name })} fault={fault}>
            <input {...tied('delete-name', { fault })} name="name" maxLength={50} autocomplete="off" required />
          </Field>
          <p>
            <button type="submit" class="button button-danger">
              {t('channels.deleteYes')}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}
