import type { FormFault, OwnPlaylist } from '@colombier/server/contract'
import type { ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

interface Props {
  readonly form: 'create' | 'edit'
  readonly action: string
  /** Undefined for a new one. */
  readonly playlist?: OwnPlaylist
  readonly fault: FormFault | null
  readonly channels: NonNullable<ViewContext['user']>['channels']
  readonly send: string
}

const PRIVACIES = [1, 2, 3] as const
const PRIVATE = 3

/** What a playlist says of itself, and to whom. */
export function PlaylistForm({ form, action, playlist, fault, channels, send }: Props) {
  const { t } = useI18n()
  const mine = fault?.form === form ? fault : null
  const shownOf = (name: string, known: string | number | null | undefined) => mine?.values[name] ?? String(known ?? '')
  const notesOf = (name: string, words: string, hint?: string) => ({
    hint,
    fault: mine?.fields.includes(name) ? words : undefined
  })
  const name = notesOf('displayName', t('playlists.nameFault'))
  const description = notesOf('description', t('playlists.descriptionFault'), t('playlists.descriptionHint'))
  const channel = notesOf('videoChannelId', t('playlists.channelFault'), t('playlists.channelHint'))
  const privacy = shownOf('privacy', playlist?.privacy ?? PRIVATE)
  const channelId = shownOf('videoChannelId', playlist?.channelId)
  return (
    <form class="form" method="post" action={action}>
      <input type="hidden" name="form" value={form} />
      <Field id="displayName" label={t('playlists.name')} {...name}>
        <input
          {...tied('displayName', name)}
          name="displayName"
          maxLength={120}
          defaultValue={shownOf('displayName', playlist?.displayName)}
          required
        />
      </Field>
      <Field id="description" label={t('playlists.description')} {...description}>
        <textarea
          {...tied('description', description)}
          name="description"
          rows={3}
          maxLength={1000}
          defaultValue={shownOf('description', playlist?.description)}
        />
      </Field>
      <div class="form-pair">
        <Field id="privacy" label={t('playlists.privacy')}>
          <select {...tied('privacy')} name="privacy">
            {PRIVACIES.map(id => (
              <option key={id} value={id} selected={String(id) === privacy}>
                {t(`playlists.privacy.${id}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="videoChannelId" label={t('playlists.channel')} {...channel}>
          <select {...tied('videoChannelId', channel)} name="videoChannelId">
            <option value="">{t('playlists.channelNone')}</option>
            {channels.map(({ id, displayName }) => (
              <option key={id} value={id} selected={String(id) === channelId}>
                {displayName}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <p class="actions">
        <button class="button button-main" type="submit">
          {send}
        </button>
      </p>
    </form>
  )
}
