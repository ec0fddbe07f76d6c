import type { FormFault } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Empty } from '../../ui/empty.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { ListSearch } from '../../ui/list-search.tsx'
import { isOfAnyForm, Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'

type MutesPage = PageOf<'mutes'>

interface Props {
  readonly page: MutesPage
  readonly context: ViewContext
}

const SIDES = ['accounts', 'servers'] as const
const pathOf = ({ by }: MutesPage, of: MutesPage['of']) =>
  `${by === 'server' ? PATHS.serverMutes : PATHS.mutes}?of=${of}`

export function mutesView(page: MutesPage, context: ViewContext): View {
  const title = context.i18n.t(`mutes.${page.by}.title`)
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: page.by === 'server' ? 'admin' : 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Mutes page={page} context={context} />
  }
}

function Mutes({ page, context }: Props) {
  const { t } = context.i18n
  const { by, of, muted, search, outcome } = page
  const title = t(`mutes.${by}.title`)
  // What is wrong with a name is said beside it.
  const told = outcome.fault?.form === 'mute' ? { ...outcome, fault: null } : outcome
  return (
    <div class={by === 'server' ? 'studio admin' : 'studio member'}>
      <div class="stack-close">
        <h1>{title}</h1>
        <p class="quiet">{t(`mutes.${by}.intro`)}</p>
      </div>
      <Outcome outcome={told} />
      <Tabs
        label={title}
        tabs={SIDES.map(side => ({ path: pathOf(page, side), words: t(`mutes.${side}`), isHere: side === of }))}
      />
      <section class="sheet" aria-labelledby="mutes-add">
        <h2 id="mutes-add">{t(`mutes.add.${of}`)}</h2>
        <p>{t(`mutes.${by}.${of}.what`)}</p>
        <MuteForm page={page} context={context} />
      </section>
      {(muted.length > 0 || search) && <ListSearch value={page.search} kept={{ of: page.of }} />}
      {muted.length === 0 ? (
        <Empty
          title={t(search ? 'member.none' : `mutes.empty.${of}`)}
          text={t(search ? 'member.noneText' : 'mutes.emptyText')}
        />
      ) : (
        <ul class="member-list" aria-label={t(`mutes.${of}`)}>
          {muted.map(one => (
            <MutedItem key={one.key} one={one} page={page} context={context} />
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function MuteForm({ page, context: { i18n } }: Props) {
  const { t } = i18n
  const { of, outcome } = page
  const fault = outcome.fault?.form === 'mute' ? outcome.fault : null
  const words = (kind: FormFault['kind']) => t(isOfAnyForm(kind) ? `form.fault.${kind}` : `mutes.fault.${of}.${kind}`)
  const about = { hint: t(`mutes.hint.${of}`), fault: fault ? words(fault.kind) : undefined }
  return (
    <form method="post" action={pathOf(page, of)} class="form">
      <input type="hidden" name="form" value="mute" />
      <Field id="who" label={t(`mutes.who.${of}`)} {...about}>
        <input
          {...tied('who', about)}
          name="who"
          defaultValue={fault?.values['who'] ?? ''}
          maxLength={300}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          required
        />
      </Field>
      <p>
        <button type="submit" class="button button-main">
          {t('mutes.do')}
        </button>
      </p>
    </form>
  )
}

interface ItemProps extends Props {
  readonly one: MutesPage['muted'][number]
}

function MutedItem({ one: { key, name, path, since }, page, context: { i18n } }: ItemProps) {
  const { t, date } = i18n
  return (
    <li class="member-item">
      <div>
        <p class="member-name">{path ? <a href={path}>{name}</a> : name}</p>
        <p class="quiet">
          {key !== name && `${key} · `}
          {t('mutes.since', { date: date(since) })}
        </p>
      </div>
      <form method="post" action={pathOf(page, page.of)}>
        <input type="hidden" name="form" value="unmute" />
        <input type="hidden" name="id" value={key} />
        <button type="submit" class="button" aria-label={t('member.actNamed', { act: t('member.unmute'), name })}>
          {t('member.unmute')}
        </button>
      </form>
    </li>
  )
}
