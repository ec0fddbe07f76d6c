import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { PATHS } from '../../ui/paths.ts'

interface Props {
  readonly page: PageOf<'contact'>
  readonly context: ViewContext
}

export function contactView(page: PageOf<'contact'>, context: ViewContext): View {
  const { t } = context.i18n
  return {
    title: `${t('contact.title')} - ${context.instanceName}`,
    description: t('contact.intro', { name: context.instanceName }),
    isHidden: true,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <Contact page={page} context={context} />
  }
}

function Contact({ page: { isOpen, outcome }, context }: Props) {
  const { t } = context.i18n
  const isSent = outcome.done !== null
  return (
    <div class="report">
      <header>
        <h1>{t('contact.title')}</h1>
        {!isSent && <p>{t(isOpen ? 'contact.intro' : 'contact.closed', { name: context.instanceName })}</p>}
      </header>
      <Outcome outcome={outcome} />
      {isOpen && !isSent && <ContactForm outcome={outcome} context={context} />}
      <p>
        <a href={PATHS.about}>{t('about.title', { name: context.instanceName })}</a>
      </p>
    </div>
  )
}

function ContactForm({ outcome: { fault }, context }: Pick<Props, 'context'> & Pick<Props['page'], 'outcome'>) {
  const { t } = context.i18n
  const about = (name: 'fromName' | 'fromEmail' | 'subject' | 'body') => ({
    label: t(`contact.${name}`),
    ...(name === 'fromEmail' && { hint: t('contact.fromEmail.hint') }),
    ...(fault?.fields.includes(name) && { fault: t(`contact.${name}.fault`) })
  })
  const control = (name: 'fromName' | 'fromEmail' | 'subject' | 'body') => ({
    ...tied(name, about(name)),
    name,
    defaultValue: fault?.values[name] ?? '',
    required: true
  })
  return (
    <form class="form" method="post" action={PATHS.contact}>
      <Field id="fromName" {...about('fromName')}>
        <input
          {...control('fromName')}
          autocomplete="name"
          maxlength={120}
          defaultValue={fault?.values['fromName'] ?? context.user?.displayName ?? ''}
        />
      </Field>
      <Field id="fromEmail" {...about('fromEmail')}>
        <input {...control('fromEmail')} type="email" autocomplete="email" maxlength={320} />
      </Field>
      <Field id="subject" {...about('subject')}>
        <input {...control('subject')} maxlength={120} />
      </Field>
      <Field id="body" {...about('body')}>
        <textarea {...control('body')} rows={8} minlength={3} maxlength={5000} />
      </Field>
      <p>
        <button class="button button-main" type="submit">
          {t('contact.send')}
        </button>
      </p>
    </form>
  )
}
