import { privacyOptions } from '../../features/upload/options.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import type { DetailsProps } from './edit-details.tsx'

/** What some choices ask for beside them is shown with them; where styles cannot, it is always there. */
export function EditPrivacy({ part: { values }, faults }: DetailsProps) {
  const i18n = useI18n()
  const { t } = i18n
  const dateFault = faults.includes('scheduleUpdate') ? t('edit.fault.scheduleUpdate') : undefined
  const passwordFault = faults.includes('videoPasswords') ? t('edit.fault.videoPasswords') : undefined
  return (
    <fieldset class="choices">
      <legend>{t('upload.privacy')}</legend>
      {privacyOptions(i18n).map(({ value, label }) => (
        <div class="choice" key={value}>
          <p class="check">
            <input
              id={`privacy-${value}`}
              type="radio"
              name="privacy"
              value={value}
              checked={value === values['privacy']}
            />
            <label for={`privacy-${value}`}>{label}</label>
          </p>
          {value === 'scheduled' && (
            <div class="choice-more">
              <Field id="scheduleAt" label={t('upload.scheduleAt')} hint={t('edit.utc')} fault={dateFault}>
                <input
                  {...tied('scheduleAt', { hint: t('edit.utc'), fault: dateFault })}
                  type="datetime-local"
                  name="scheduleAt"
                  value={values['scheduleAt'] ?? ''}
                />
              </Field>
              <input type="hidden" name="scheduleZone" value="" />
              <input type="hidden" name="schedulePrivacy" value={values['schedulePrivacy'] ?? '1'} />
            </div>
          )}
          {value === '5' && (
            <div class="choice-more">
              <Field
                id="videoPasswords"
                label={t('edit.passwords')}
                hint={t('edit.passwordsHint')}
                fault={passwordFault}
              >
                <textarea
                  {...tied('videoPasswords', { hint: t('edit.passwordsHint'), fault: passwordFault })}
                  name="videoPasswords"
                  rows={2}
                  value={values['videoPasswords'] ?? ''}
                />
              </Field>
            </div>
          )}
        </div>
      ))}
    </fieldset>
  )
}
