/** A code from a telephone beside the password: asked for, confirmed, given up. */
import type { PageOf } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { faultAt, PasswordLine, Section, type SettingsProps } from './settings-parts.tsx'

export function SecondFactor(props: SettingsProps) {
  const { t } = props.context.i18n
  const { user, factor } = props.page
  if (factor) return <Confirm {...props} factor={factor} />
  if (user.twoFactorEnabled)
    return (
      <Section {...props} form="factor-off" submit={t('settings.factorOff')} danger>
        <p>{t('settings.factorIsOn')}</p>
        <PasswordLine {...props} id="factor-password" />
      </Section>
    )
  return (
    <Section {...props} form="factor" submit={t('settings.factorOn')}>
      <p>{t('settings.factorText')}</p>
      <PasswordLine {...props} id="factor-password" />
    </Section>
  )
}

function Confirm(props: SettingsProps & { factor: NonNullable<PageOf<'my-settings'>['factor']> }) {
  const { t } = props.context.i18n
  const { requestToken, secret, uri } = props.factor
  const code = { hint: t('settings.factorCodeHint'), fault: faultAt(props, 'factor-confirm', 'otpToken') }
  return (
    <Section {...props} form="factor-confirm" submit={t('settings.factorConfirm')}>
      <p>{t('settings.factorKey')}</p>
      <QrCode text={uri} name={t('settings.factorQr')} />
      <p>{t('settings.factorByHand')}</p>
      <p>
        <code class="member-secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p>
        <a href={uri}>{t('settings.factorOpen')}</a>
      </p>
      <p>{t('settings.factorLost')}</p>
      <Field id="otpToken" label={t('settings.factorCode')} {...code}>
        <input
          {...tied('otpToken', code)}
          name="otpToken"
          inputmode="numeric"
          autocomplete="one-time-code"
          pattern="[0-9 ]{6,7}"
          autofocus
          required
        />
      </Field>
      <input type="hidden" name="requestToken" value={requestToken} />
      <input type="hidden" name="secret" value={secret} />
      <input type="hidden" name="uri" value={uri} />
    </Section>
  )
}
