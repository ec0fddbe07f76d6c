import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

/** One with a password needs the password: that is chosen on the page of each. */
const PRIVACIES = ['1', '2', '3', '4'] as const

/** What is done to those that are ticked; the boxes in the list name this form. */
export function SeveralVideos({ path }: { readonly path: string }) {
  const { t } = useI18n()
  return (
    <form id="several" method="post" action={path}>
      <fieldset class="people-several">
        <legend>{t('mine.several')}</legend>
        <div class="member-row">
          <Field id="privacy" label={t('mine.privacy')}>
            <select {...tied('privacy')} name="privacy">
              {PRIVACIES.map(id => (
                <option key={id} value={id}>
                  {t(`privacy.${id}`)}
                </option>
              ))}
            </select>
          </Field>
          <button class="button" type="submit" name="form" value="privacy">
            {t('mine.several.privacy')}
          </button>
          <button class="button button-danger" type="submit" name="form" value="ask-delete">
            {t('mine.several.delete')}
          </button>
        </div>
      </fieldset>
    </form>
  )
}
