import type { SignUpField } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PATHS } from '../../ui/paths.ts'

export function signUpView(page: PageOf<'sign-up'>, context: ViewContext): View {
  const { t } = context.i18n
  const isFaulty = Object.keys(page.faults).length > 0
  return {
    title: `${isFaulty ? `${t('signUp.faulty')} - ` : ''}${t('signUp.title')} - ${context.instanceName}`,
    description: t('signUp.title'),
    isHidden: true,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <SignUp page={page} context={context} />
  }
}

interface Props {
  readonly page: PageOf<'sign-up'>
  readonly context: ViewContext
}

function SignUp({ page, context }: Props) {
  const { t } = context.i18n
  if (page.outcome || page.mode === 'closed')
    return (
      <div class="panel form sign-up">
        <h1>{t('signUp.title')}</h1>
        <Notice tone="calm" role="status">
          <p>{t(page.outcome ? `signUp.outcome.${page.outcome}` : 'signUp.closed')}</p>
        </Notice>
        {page.outcome !== 'asked' && page.outcome !== 'asked-no-mail' && <a href={PATHS.signIn}>{t('signIn.title')}</a>}
      </div>
    )
  return (
    <form class="panel form sign-up" method="post" action={PATHS.signUp}>
      <h1>{t('signUp.title')}</h1>
      <p>{t(page.mode === 'approval' ? 'signUp.introApproval' : 'signUp.intro', { name: context.instanceName })}</p>
      {Object.keys(page.faults).length > 0 && (
        <Notice tone="fault" role="alert">
          <p>{t('signUp.faulty')}</p>
        </Notice>
      )}
      <Fields page={page} context={context} />
      <button class="button button-main" type="submit">
        {t(page.mode === 'approval' ? 'signUp.ask' : 'signUp.make')}
      </button>
    </form>
  )
}

function Fields({ page, context }: Props) {
  const { t } = context.i18n
  const faultOf = (name: SignUpField) => {
    const fault = page.faults[name]
    return fault && t(fault === 'taken' ? 'signUp.taken' : (`signUp.fault.${name}` as MessageKey))
  }
  const about = (name: 'username' | 'email' | 'password' | 'reason') => ({
    label: t(`signUp.${name}`),
    hint: t(`signUp.hint.${name}`),
    fault: faultOf(name)
  })
  return (
    <>
      <Field id="username" {...about('username')}>
        <input
          {...tied('username', about('username'))}
          name="username"
          defaultValue={page.values.username}
          autocomplete="username"
          maxlength={50}
          autocapitalize="none"
          spellcheck={false}
          required
        />
      </Field>
      <Field id="email" {...about('email')}>
        <input
          {...tied('email', about('email'))}
          name="email"
          type="email"
          defaultValue={page.values.email}
          autocomplete="email"
          maxlength={255}
          required
        />
      </Field>
      <Field id="password" {...about('password')}>
        <input
          {...tied('password', about('password'))}
          name="password"
          type="password"
          autocomplete="new-password"
          minlength={6}
          maxlength={255}
          required
        />
      </Field>
      {page.mode === 'approval' && (
        <Field id="reason" {...about('reason')}>
          <textarea
            {...tied('reason', about('reason'))}
            name="reason"
            rows={4}
            defaultValue={page.values.reason}
            minlength={2}
            maxlength={3000}
            required
          />
        </Field>
      )}
      {page.termsHtml && (
        <details class="narrow">
          <summary>{t('about.terms')}</summary>
          <div class="prose" dangerouslySetInnerHTML={{ __html: page.termsHtml }} />
        </details>
      )}
      <div class={page.faults.agreed ? 'check field-faulty' : 'check'}>
        <input {...tied('agreed', { fault: faultOf('agreed') })} name="agreed" type="checkbox" value="yes" required />
        <div>
          <label for="agreed">
            {t(page.termsHtml ? 'signUp.agreeTerms' : 'signUp.agreeAge', { age: page.minimumAge })}
          </label>
          {page.faults.agreed && (
            <p class="field-fault" id="agreed-fault">
              {faultOf('agreed')}
            </p>
          )}
        </div>
      </div>
    </>
  )
}
