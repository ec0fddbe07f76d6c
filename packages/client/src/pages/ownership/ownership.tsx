import type { OfferOnPage } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'

type OwnershipPage = PageOf<'ownership'>

interface Props {
  readonly page: OwnershipPage
  readonly context: ViewContext
}

export function ownershipView(page: OwnershipPage, context: ViewContext): View {
  const { t } = context.i18n
  const title = t('ownership.title')
  return {
    title: `${t(`ownership.${page.side}`)} - ${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Ownership page={page} context={context} />
  }
}

const SIDES = ['received', 'sent'] as const
const pathOf = (side: OwnershipPage['side']) => (side === 'sent' ? `${PATHS.ownership}?side=sent` : PATHS.ownership)

function Ownership({ page, context }: Props) {
  const { t } = context.i18n
  const { side, offers, outcome } = page
  return (
    <div class="studio member">
      <div class="admin-top">
        <h1>{t('ownership.title')}</h1>
        <p class="quiet">{t(`ownership.intro.${side}`)}</p>
      </div>
      {outcome.fault?.fields.includes('quota') ? (
        <Notice tone="fault" role="alert">
          <p>{t('ownership.full')}</p>
        </Notice>
      ) : (
        <Outcome outcome={outcome} />
      )}
      <Tabs
        label={t('ownership.title')}
        tabs={SIDES.map(one => ({ path: pathOf(one), words: t(`ownership.${one}`), isHere: one === side }))}
      />
      {offers.length === 0 ? (
        <Empty title={t(`ownership.empty.${side}`)} text={t(`ownership.emptyText.${side}`)} />
      ) : (
        <ul class="member-list">
          {offers.map(offer => (
            <Offer key={offer.id} offer={offer} side={side} context={context} />
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

interface OfferProps {
  readonly offer: OfferOnPage
  readonly context: ViewContext
}

function Offer({ offer, side, context }: OfferProps & Pick<OwnershipPage, 'side'>) {
  const { t, date } = context.i18n
  const { videoName, path, status, createdAt, other } = offer
  return (
    <li class="sheet">
      <div class="offer">
        <img src={offer.thumbnailPath} alt="" width={140} height={79} loading="lazy" decoding="async" />
        <div>
          <h2 class="card-name">{path ? <a href={path}>{videoName}</a> : videoName}</h2>
          <p class="quiet">
            {t(`ownership.from.${side}`, { name: other.displayName, handle: other.handle, date: date(createdAt) })}
          </p>
          <p>
            <span class="badge">{t(`ownership.status.${status}`)}</span>
          </p>
        </div>
      </div>
      {status === 'WAITING' &&
        (side === 'received' ? <Answers offer={offer} context={context} /> : <Withdraw offer={offer} />)}
    </li>
  )
}

interface ButtonProps {
  readonly form: 'accept' | 'refuse' | 'withdraw'
  readonly name: string
  readonly look?: string
}

function AnswerButton({ form, name, look = 'button' }: ButtonProps) {
  const { t } = useI18n()
  return (
    <button class={look} type="submit" name="form" value={form} aria-label={t(`ownership.${form}Named`, { name })}>
      {t(`ownership.${form}`)}
    </button>
  )
}

function Withdraw({ offer: { id, videoName: name } }: Pick<OfferProps, 'offer'>) {
  return (
    <form class="member-row" method="post" action={pathOf('sent')}>
      <input type="hidden" name="id" value={id} />
      <AnswerButton form="withdraw" name={name} />
    </form>
  )
}

function Answers({ offer: { id, videoName: name }, context }: OfferProps) {
  const { t } = context.i18n
  const channels = context.user?.channels ?? []
  return (
    <form class="member-row" method="post" action={PATHS.ownership}>
      <input type="hidden" name="id" value={id} />
      <div class="field">
        <label for={`channel-${id}`}>{t('ownership.channel')}</label>
        <select id={`channel-${id}`} name="channelId">
          {channels.map(({ id: channelId, displayName }) => (
            <option key={channelId} value={channelId}>
              {displayName}
            </option>
          ))}
        </select>
      </div>
      <AnswerButton form="accept" name={name} look="button button-main" />
      <AnswerButton form="refuse" name={name} />
    </form>
  )
}
