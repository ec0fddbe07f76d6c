import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { AdminTop, adminView } from './admin-parts.tsx'
import { ConfigFields, spoken } from './config-field.tsx'
import { LookSample } from './look-sample.tsx'

type ConfigPage = PageOf<'admin-config'>

interface Props {
  readonly page: ConfigPage
  readonly context: ViewContext
}

const addressOf = (section: string) => `${PATHS.adminConfig}/${section}`

export function configView(page: ConfigPage, context: ViewContext): View {
  const section = context.i18n.t(`config.section.${page.section}`)
  return adminView('config.title', context, <Config page={page} context={context} />, section)
}

function Config({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('config.title')} intro={t('config.intro')} outcome={page.outcome} />
      <Tabs
        label={t('config.sections')}
        tabs={page.sections.map(section => ({
          path: addressOf(section),
          words: t(`config.section.${section}`),
          isHere: section === page.section
        }))}
      />
      {page.changes ? <Review page={page} context={context} /> : <Edit page={page} context={context} />}
    </div>
  )
}

function Edit({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <form class="form config" method="post" action={addressOf(page.section)}>
      <h2>{t(`config.section.${page.section}`)}</h2>
      <ConfigFields fields={page.fields} />
      {page.looks && <LookSample looks={page.looks} />}
      <p class="actions">
        <button class="button button-main" type="submit" name="step" value="check">
          {t('config.check')}
        </button>
        <span class="quiet">{t('config.checkText')}</span>
      </p>
    </form>
  )
}

/** What is about to change, and what follows from it. The values travel on, out of sight. */
function Review({ page, context }: Props) {
  const { i18n } = context
  const { t } = i18n
  const changes = page.changes ?? []
  const fieldOf = (path: string) => page.fields.find(field => field.path === path)!
  return (
    <form class="form config" method="post" action={addressOf(page.section)}>
      <h2>{t('config.review', { count: changes.length })}</h2>
      <ul class="peers">
        {changes.map(({ path, before, after }) => (
          <li key={path} class="sheet peer">
            <h3 class="peer-host">{t(`config.${path}`)}</h3>
            <dl class="peer-facts">
              <div>
                <dt>{t('config.before')}</dt>
                <dd>{spoken(fieldOf(path), before, i18n)}</dd>
              </div>
              <div>
                <dt>{t('config.after')}</dt>
                <dd>
                  <strong>{spoken(fieldOf(path), after, i18n)}</strong>
                </dd>
              </div>
            </dl>
            <p class="quiet">{t(`config.${path}.why`)}</p>
          </li>
        ))}
      </ul>
      {page.looks && <LookSample looks={page.looks} />}
      {page.previewHtml && (
        <section class="panel" aria-labelledby="preview">
          <h3 id="preview">{t('config.preview')}</h3>
          <div class="prose" dangerouslySetInnerHTML={{ __html: page.previewHtml }} />
        </section>
      )}
      {page.fields.map(({ path, value }) => (
        <input key={path} type="hidden" name={path} value={value} />
      ))}
      <p class="actions">
        <button class="button button-main" type="submit" name="step" value="save">
          {t('config.save')}
        </button>
        <button class="button" type="submit" name="step" value="edit">
          {t('config.edit')}
        </button>
        <a class="button" href={addressOf(page.section)}>
          {t('config.leave')}
        </a>
      </p>
    </form>
  )
}
