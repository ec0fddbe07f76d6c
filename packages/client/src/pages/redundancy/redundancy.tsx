import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { typeset } from '../../i18n/typeset.ts'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Tabs } from '../../ui/tabs.tsx'

type RedundancyPage = PageOf<'redundancy'>
type Copy = RedundancyPage['copies'][number]

interface Props {
  readonly page: RedundancyPage
  readonly context: ViewContext
}

const TARGETS = ['remote-videos', 'my-videos'] as const

export function redundancyView(page: RedundancyPage, context: ViewContext): View {
  const { t } = context.i18n
  return {
    title: `${t('copies.title')} - ${context.instanceName}`,
    description: t('copies.title'),
    isHidden: true,
    frame: 'admin',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Redundancy page={page} context={context} />
  }
}

function Redundancy({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <div class="page-top">
        <h1>{t('copies.title')}</h1>
        <p class="quiet">{t('copies.count', { count: page.total })}</p>
      </div>
      <Tabs
        label={t('copies.title')}
        tabs={TARGETS.map(target => ({
          path: `?target=${target}`,
          words: t(`copies.${target}`),
          isHere: target === page.target
        }))}
      />
      {page.total === 0 ? (
        <Empty title={t('copies.empty.title')} text={t(`copies.empty.${page.target}`)} />
      ) : (
        <ul class="peers">
          {page.copies.map(copy => (
            <CopyItem key={copy.id} copy={copy} page={page} context={context} />
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function CopyItem({ copy, page, context }: Props & { readonly copy: Copy }) {
  const { t } = context.i18n
  return (
    <li class="sheet peer">
      <h2 class="peer-host">
        <a href={copy.watchPath}>{typeset(copy.videoName)}</a>
      </h2>
      <p class={copy.state === 'failed' ? 'peer-failing' : 'quiet'}>{t(`copies.state.${copy.state}`)}</p>
      <dl class="peer-facts">
        {factsOf(copy, page, context).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <form method="post" action={context.path}>
        <button
          type="submit"
          class="button"
          name="id"
          value={String(copy.id)}
          aria-label={t('copies.dropNamed', { name: copy.videoName })}
        >
          {t('copies.drop')}
        </button>
      </form>
    </li>
  )
}

function factsOf(copy: Copy, { target }: RedundancyPage, { i18n }: ViewContext): (readonly [string, string])[] {
  const { t, dateTime, size } = i18n
  return [
    [t(target === 'my-videos' ? 'copies.holder' : 'copies.origin'), copy.host],
    [t('copies.size'), size(copy.size)],
    ...(copy.strategy ? [[t('copies.strategy'), t(`copies.strategy.${copy.strategy}`)] as const] : []),
    ...(copy.expiresOn ? [[t('copies.until'), dateTime(copy.expiresOn)] as const] : []),
    ...(copy.error ? [[t('copies.error'), copy.error] as const] : [])
  ]
}
