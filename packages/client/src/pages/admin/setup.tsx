import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from './admin-parts.tsx'
import { ConfigFields } from './config-field.tsx'

type SetupPage = PageOf<'admin-setup'>

interface Props {
  readonly page: SetupPage
  readonly context: ViewContext
}

export function setupView(page: SetupPage, context: ViewContext): View {
  return adminView('setup.title', context, <Setup page={page} context={context} />)
}

function Setup({ page, context }: Props) {
  const { t } = context.i18n
  const place = page.steps.indexOf(page.step) + 1
  return (
    <div class="studio admin">
      <AdminTop title={t('setup.title')} intro={t('setup.intro')} />
      <Progress page={page} context={context} />
      <form class="panel form config setup" method="post" action={`${PATHS.adminSetup}?step=${page.step}`}>
        <h2>{t('setup.place', { place, of: page.steps.length, step: t(`setup.step.${page.step}`) })}</h2>
        <p>{t(`setup.text.${page.step}`)}</p>
        <ConfigFields fields={page.fields} isFaulty={page.isFaulty} />
        {page.step === 'follow' && <FirstFollow page={page} context={context} />}
        <p class="actions">
          <button class="button button-main" type="submit" name="keep" value="yes">
            {t(place === page.steps.length ? 'setup.finish' : 'setup.next')}
          </button>
          <button class="button" type="submit" name="skip" value="one" formNoValidate>
            {t('setup.skip')}
          </button>
        </p>
      </form>
      <form method="post" action={PATHS.adminSetup}>
        <button class="link" type="submit" name="skip" value="all">
          {t('setup.never')}
        </button>
      </form>
    </div>
  )
}

function Progress({ page: { steps, step }, context }: Props) {
  const { t } = context.i18n
  const place = steps.indexOf(step)
  return (
    <nav aria-label={t('setup.progress')}>
      <progress max={steps.length} value={place} aria-label={t('setup.done', { count: place, of: steps.length })} />
      <ol class="setup-steps">
        {steps.map((one, at) => (
          <li key={one}>
            <a href={`${PATHS.adminSetup}?step=${one}`} aria-current={one === step ? 'step' : undefined}>
              {at + 1}. {t(`setup.step.${one}`)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function FirstFollow({ page, context }: Props) {
  const { t } = context.i18n
  const about = { hint: t('follows.hint'), fault: page.isFaulty ? t('follows.fault') : undefined }
  return (
    <Field id="follow" label={t('follows.add')} {...about}>
      <input
        {...tied('follow', about)}
        name="follow"
        defaultValue={page.typed}
        maxLength={5000}
        autocapitalize="none"
        spellcheck={false}
      />
    </Field>
  )
}
