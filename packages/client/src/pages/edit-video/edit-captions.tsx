import type { EditPart } from '@colombier/server/contract'
import { languageOptions } from '../../features/upload/options.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

interface Props {
  readonly part: Extract<EditPart, { tab: 'captions' }>
  readonly faults: readonly string[]
  readonly action: string
}

export function EditCaptions({ part: { captions }, faults, action }: Props) {
  const i18n = useI18n()
  const { t, languageName } = i18n
  const fault = faults.includes('captionfile') ? t('edit.fault.captionfile') : undefined
  return (
    <>
      <h2>{t('edit.captions.there')}</h2>
      {captions.length === 0 ? (
        <p class="quiet">{t('edit.captions.none')}</p>
      ) : (
        <ul class="rows">
          {captions.map(({ language, label, path }) => (
            <li key={language}>
              <a href={path}>{languageName(language) ?? label}</a>
              <form method="post" action={`${action}/remove`}>
                <button
                  class="button"
                  type="submit"
                  name="language"
                  value={language}
                  aria-label={t('edit.captions.removeNamed', { name: languageName(language) ?? label })}
                >
                  {t('edit.captions.remove')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form class="form" method="post" action={action} encType="multipart/form-data">
        <h2>{t('edit.captions.add')}</h2>
        <div class="form-pair">
          <Field id="language" label={t('upload.language')}>
            <select {...tied('language')} name="language">
              {languageOptions(i18n).map(({ value, label }) => (
                <option key={value} value={value} selected={value === i18n.locale}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          <Field id="captionfile" label={t('edit.captions.file')} hint={t('edit.captions.hint')} fault={fault}>
            <input
              {...tied('captionfile', { hint: t('edit.captions.hint'), fault })}
              type="file"
              name="captionfile"
              accept=".vtt,.srt"
              required
            />
          </Field>
        </div>
        <p class="actions">
          <button class="button button-main" type="submit">
            {t('edit.captions.submit')}
          </button>
        </p>
      </form>
    </>
  )
}
