import type { ComponentChildren } from 'preact'
import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { PATHS } from '../../ui/paths.ts'

/** What the tests look at, on every page (tests/e2e/pages.test.ts). */
const TESTED: readonly MessageKey[] = [
  'accessibility.tested.axe',
  'accessibility.tested.themes',
  'accessibility.tested.narrow',
  'accessibility.tested.scripts',
  'accessibility.tested.player'
]

/** What is known not to conform; one that is mended leaves the list. */
const KNOWN: readonly MessageKey[] = [
  'accessibility.known.captions',
  'accessibility.known.description',
  'accessibility.known.remote',
  'accessibility.known.people'
]

/** The statement that French law asks for, in the order of its model. */
export function accessibilityView(_page: PageOf<'accessibility'>, context: ViewContext): View {
  const { t } = context.i18n
  return {
    title: `${t('accessibility.title')} - ${context.instanceName}`,
    description: t('accessibility.lead', { name: context.instanceName }),
    canonical: `${context.origin}${PATHS.accessibility}`,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <Statement name={context.instanceName} origin={context.origin} />
  }
}

function Statement({ name, origin }: { readonly name: string; readonly origin: string }) {
  const { t } = useI18n()
  return (
    <article class="about">
      <header class="about-top">
        <h1>{t('accessibility.title')}</h1>
        <p class="about-lead">{t('accessibility.lead', { name })}</p>
        <p>{t('accessibility.scope', { address: origin })}</p>
      </header>
      <Part id="state">
        <p>{t('accessibility.state.text')}</p>
      </Part>
      <Part id="known">
        <p>{t('accessibility.known.text')}</p>
        <Points points={KNOWN} />
      </Part>
      <Part id="tested">
        <p>{t('accessibility.tested.text')}</p>
        <Points points={TESTED} />
      </Part>
      <Part id="contact">
        <p>
          {t('accessibility.contact.text')} <a href={PATHS.about}>{t('about.title', { name })}</a>
        </p>
      </Part>
      <Part id="appeal">
        <p>{t('accessibility.appeal.text')}</p>
      </Part>
    </article>
  )
}

type PartId = 'state' | 'known' | 'tested' | 'contact' | 'appeal'

function Part({ id, children }: { readonly id: PartId; readonly children: ComponentChildren }) {
  const { t } = useI18n()
  return (
    <section aria-labelledby={`accessibility-${id}`}>
      <h2 id={`accessibility-${id}`}>{t(`accessibility.${id}`)}</h2>
      <div class="prose">{children}</div>
    </section>
  )
}

function Points({ points }: { readonly points: readonly MessageKey[] }) {
  const { t } = useI18n()
  return (
    <ul>
      {points.map(point => (
        <li key={point}>{t(point)}</li>
      ))}
    </ul>
  )
}
