import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PATHS } from '../../ui/paths.ts'

export function signInView(page: PageOf<'sign-in'>, context: ViewContext): View {
  const { t } = context.i18n
  return {
    title: `${page.failure ? `${t(`signIn.${page.failure}`)} - ` : ''}${t('signIn.title')} - ${context.instanceName}`,
    description: t('signIn.title'),
    isHidden: true,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <SignIn page={page} context={context} />
  }
}

/** A plain form. After a failure the focus goes to the password: the name is most often right. */
function SignIn({ page, context }: { page: PageOf<'sign-in'>; context: ViewContext }) {
  const { t } = context.i18n
  return (
    <form class="panel form" method="post" action={PATHS.signIn}>
      <h1>{t('signIn.title')}</h1>
      {page.failure && (
        <Notice tone={page.failure === 'code' ? 'calm' : 'fault'} role="alert">
          <p id="sign-in-failure">{t(`signIn.${page.failure}`)}</p>
        </Notice>
      )}
      <Field id="username" label={t('signIn.username')}>
        <input
          {...tied('username')}
          name="username"
          defaultValue={page.username}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          autofocus={!page.failure}
          required
        />
      </Field>
      <Field id="password" label={t('signIn.password')}>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          aria-describedby={page.failure ? 'sign-in-failure' : undefined}
          aria-invalid={page.failure === 'wrong' ? true : undefined}
          autofocus={page.failure !== null}
          required
        />
      </Field>
      {(page.failure === 'code' || page.failure === 'wrongCode') && (
        <Field id="code" label={t('signIn.codeLabel')}>
          <input
            {...tied('code')}
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            required
          />
        </Field>
      )}
      <input type="hidden" name="next" value={page.next} />
      <button class="button button-main" type="submit">
        {t('signIn.submit')}
      </button>
      {context.canSignUp && <a href={PATHS.signUp}>{t('signUp.title')}</a>}
      {page.canReset ? (
        <a href={PATHS.forgotPassword}>{t('accountLink.forgot.title')}</a>
      ) : (
        <p class="quiet">
          {t('signIn.forgotten')} <a href={PATHS.about}>{t('signIn.whoToAsk')}</a>
        </p>
      )}
    </form>
  )
}
