import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PATHS } from '../../ui/paths.ts'

export function accountLinkView(page: PageOf<'account-link'>, context: ViewContext): View {
  const { t } = context.i18n
  const title = t(`accountLink.${page.step}.title`)
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <AccountLink page={page} context={context} />
  }
}

/** Posts to the page it stands on: what proves the right to do so is in the address. */
function AccountLink({ page: { step, outcome }, context }: { page: PageOf<'account-link'>; context: ViewContext }) {
  const { t } = context.i18n
  const isOver = outcome === 'done' || outcome === 'bad-link'
  return (
    <form class="panel form" method="post" action={context.path}>
      <h1>{t(`accountLink.${step}.title`)}</h1>
      {outcome === 'done' && (
        <Notice tone="calm" role="status">
          <p>{t(`accountLink.${step}.done`)}</p>
        </Notice>
      )}
      {outcome === 'bad-link' && (
        <Notice tone="fault" role="alert">
          <p>{t('accountLink.badLink')}</p>
        </Notice>
      )}
      {!isOver && <Fields step={step} isWrong={outcome === 'bad-input'} context={context} />}
      {isOver && step !== 'forgot' && <a href={PATHS.signIn}>{t('signIn.title')}</a>}
    </form>
  )
}

interface FieldsProps {
  readonly step: PageOf<'account-link'>['step']
  readonly isWrong: boolean
  readonly context: ViewContext
}

function Fields({ step, isWrong, context }: FieldsProps) {
  const { t } = context.i18n
  const fault = isWrong && step !== 'verify' ? t(`accountLink.${step}.fault`) : undefined
  return (
    <>
      <p>{t(`accountLink.${step}.intro`)}</p>
      {step === 'forgot' && (
        <Field id="email" label={t('accountLink.email')} fault={fault}>
          <input {...tied('email', { fault })} name="email" type="email" autocomplete="email" autofocus required />
        </Field>
      )}
      {step === 'reset' && (
        <Field id="password" label={t('accountLink.newPassword')} fault={fault}>
          <input
            {...tied('password', { fault })}
            name="password"
            type="password"
            autocomplete="new-password"
            minlength={6}
            maxlength={255}
            autofocus
            required
          />
        </Field>
      )}
      <button class="button button-main" type="submit">
        {t(`accountLink.${step}.submit`)}
      </button>
    </>
  )
}
