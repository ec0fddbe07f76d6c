import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { Empty } from '../../ui/empty.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { ActButton, AdminTop, adminView, SureButton } from './admin-parts.tsx'

type FollowsPage = PageOf<'admin-follows'>
type Follow = FollowsPage['follows'][number]

interface Props {
  readonly page: FollowsPage
  readonly context: ViewContext
}

const SIDES = ['following', 'followers'] as const

export function followsView(page: FollowsPage, context: ViewContext): View {
  const side = context.i18n.t(`follows.${page.side}`)
  return adminView('follows.title', context, <Follows page={page} context={context} />, side)
}

function Follows({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('follows.title')} intro={t(`follows.intro.${page.side}`)} outcome={page.outcome} />
      <Tabs
        label={t('follows.title')}
        tabs={SIDES.map(side => ({
          path: `${PATHS.adminFollows}?side=${side}`,
          words: t(`follows.${side}`),
          isHere: side === page.side
        }))}
      />
      {page.side === 'following' && <FollowForm page={page} context={context} />}
      {page.total === 0 ? (
        <Empty title={t(`follows.empty.${page.side}`)} text={t(`follows.emptyText.${page.side}`)} />
      ) : (
        <ul class="peers">
          {page.follows.map(follow => (
            <FollowItem key={follow.handle} follow={follow} page={page} context={context} />
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function FollowForm({ page, context }: Props) {
  const { t } = context.i18n
  const about = {
    hint: t('follows.hint'),
    fault: page.isFaulty ? t('follows.fault') : undefined
  }
  return (
    <form class="admin-choice" method="post" action={`${PATHS.adminFollows}?side=following`}>
      <Field id="follow" label={t('follows.add')} {...about}>
        <input
          {...tied('follow', about)}
          name="follow"
          defaultValue={page.typed}
          maxLength={5000}
          autocapitalize="none"
          spellcheck={false}
          required
        />
      </Field>
      <button class="button button-main" type="submit">
        {t('follows.follow')}
      </button>
    </form>
  )
}

interface ItemProps extends Props {
  readonly follow: Follow
}

function FollowItem({ follow, page, context }: ItemProps) {
  const { t, date } = context.i18n
  return (
    <li class="sheet peer">
      <h2 class="peer-host">{follow.host}</h2>
      <p class="quiet">
        {t(`follows.state.${page.side}.${stateOf(follow.state)}`)} · {follow.handle} · {date(follow.createdAt)}
      </p>
      <div class="actions">
        {page.side === 'following' ? (
          <Unfollow follow={follow} context={context} />
        ) : (
          <Answers follow={follow} context={context} />
        )}
      </div>
    </li>
  )
}

function Unfollow({ follow, context }: Pick<ItemProps, 'follow' | 'context'>) {
  const { t } = context.i18n
  return (
    <SureButton
      action={context.path}
      name="unfollow"
      value={follow.handle}
      words={t('follows.unfollow')}
      label={t('follows.unfollowNamed', { name: follow.handle })}
      question={t('follows.unfollowSure', { name: follow.handle })}
    />
  )
}

function Answers({ follow, context }: Pick<ItemProps, 'follow' | 'context'>) {
  const { t } = context.i18n
  const { handle: value, handle: name, state } = follow
  return (
    <>
      {state !== 'accepted' && (
        <ActButton
          action={context.path}
          name="accept"
          value={value}
          words={t('follows.accept')}
          label={t('follows.acceptNamed', { name })}
        />
      )}
      {state !== 'rejected' && (
        <ActButton
          action={context.path}
          name="refuse"
          value={value}
          words={t('follows.refuse')}
          label={t('follows.refuseNamed', { name })}
        />
      )}
      <SureButton
        action={context.path}
        name="remove"
        value={value}
        words={t('admin.remove')}
        label={t('admin.removeNamed', { name })}
        question={t('follows.removeSure', { name })}
      />
    </>
  )
}

const stateOf = (state: string) => (state === 'accepted' || state === 'rejected' ? state : 'pending')
