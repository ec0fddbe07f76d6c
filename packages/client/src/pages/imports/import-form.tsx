import type { PageOf, ViewContext } from '../../document/view.ts'
import { privacyOptions } from '../../features/upload/options.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { PATHS } from '../../ui/paths.ts'

interface Props {
  readonly page: PageOf<'my-imports'>
  readonly channels: NonNullable<ViewContext['user']>['channels']
}

/** These want more than a choice: they are for the edit page. */
const LATER = ['scheduled', '5']

export function ImportForm({ page: { faults, typed, readsPages }, channels }: Props) {
  const i18n = useI18n()
  const { t } = i18n
  const fault = (name: string, words: string) => (faults.includes(name) ? words : undefined)
  const urlHint = t(readsPages ? 'imports.urlHintPages' : 'imports.urlHintFiles')
  const urlFault = fault('targetUrl', t('imports.fault.targetUrl'))
  const nameHint = t(readsPages ? 'imports.nameHintPages' : 'imports.nameHintFiles')
  const nameFault = fault('name', t('upload.nameFault'))
  return (
    <form class="form imports-form" method="post" action={PATHS.myImports}>
      <Field id="targetUrl" label={t('imports.url')} hint={urlHint} fault={urlFault}>
        <input
          {...tied('targetUrl', { hint: urlHint, fault: urlFault })}
          name="targetUrl"
          type="url"
          inputMode="url"
          autocomplete="off"
          maxLength={2000}
          placeholder="https://"
          value={typed['targetUrl'] ?? ''}
          required
        />
      </Field>
      <Field id="name" label={t('imports.name')} hint={nameHint} fault={nameFault}>
        <input
          {...tied('name', { hint: nameHint, fault: nameFault })}
          name="name"
          minLength={3}
          maxLength={120}
          value={typed['name'] ?? ''}
        />
      </Field>
      <div class="form-pair">
        <Field id="channelId" label={t('upload.channel')}>
          <select {...tied('channelId')} name="channelId">
            {channels.map(({ id, displayName }) => (
              <option key={id} value={id} selected={String(id) === typed['channelId']}>
                {displayName}
              </option>
            ))}
          </select>
        </Field>
        <Field id="privacy" label={t('upload.privacy')}>
          <select {...tied('privacy')} name="privacy">
            {privacyOptions(i18n)
              .filter(({ value }) => !LATER.includes(value))
              .map(({ value, label }) => (
                <option key={value} value={value} selected={value === typed['privacy']}>
                  {label}
                </option>
              ))}
          </select>
        </Field>
      </div>
      <p class="quiet">{t('imports.rights')}</p>
      <p class="actions">
        <button class="button button-main" type="submit" name="do" value="import">
          {t('imports.send')}
        </button>
      </p>
    </form>
  )
}
