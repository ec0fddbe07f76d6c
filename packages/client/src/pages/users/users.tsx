import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Choice, OneOf, Words } from '../../ui/choice.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { Bar } from '../admin/plots.tsx'
import { USER_SORTS } from './user-sorts.ts'

type UsersPage = PageOf<'users'>
type User = UsersPage['users'][number]

interface Props {
  readonly page: UsersPage
  readonly context: ViewContext
}

export function usersView(page: UsersPage, context: ViewContext): View {
  return adminView('users.title', context, <Users page={page} context={context} />)
}

function Users({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('users.title')} intro={t('users.intro')} outcome={page.outcome} />
      <div class="people-top">
        <p class="quiet">{t('users.count', { count: page.total })}</p>
        <a class="button button-main" href={PATHS.adminUsersCreate}>
          {t('users.create')}
        </a>
      </div>
      <UsersChoice page={page} />
      {page.users.length === 0 ? (
        <Empty title={t('users.empty.title')} text={t('users.empty.text')} />
      ) : (
        <form method="post" action={context.path} class="people-form">
          <ul class="people">
            {page.users.map(user => (
              <UserRow key={user.id} user={user} reader={context.user} />
            ))}
          </ul>
          {page.users.some(({ mayEnd }) => mayEnd) && <Several />}
        </form>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function UsersChoice({ page: { choice } }: Pick<Props, 'page'>) {
  const { t } = useI18n()
  return (
    <Choice>
      <Words name="search" label={t('users.search')} value={choice.search} />
      <OneOf
        name="blocked"
        label={t('users.state')}
        value={choice.blocked}
        options={[['', t('users.state.all')], ...BLOCKED.map(state => [state, t(`users.state.${state}`)] as const)]}
      />
      <OneOf
        name="role"
        label={t('users.role')}
        value={choice.role}
        options={[['', t('users.role.all')], ...ROLES.map(role => [role, t(`users.role.${role}`)] as const)]}
      />
      <OneOf
        name="sort"
        label={t('users.sort')}
        value={choice.sort}
        options={USER_SORTS.map(sort => [sort, t(`users.sort.${sort}`)] as const)}
      />
    </Choice>
  )
}

const BLOCKED = ['false', 'true'] as const
const ROLES = ['0', '1', '2'] as const

/** Moderators open the pages of plain members only. */
function UserRow({ user, reader }: { readonly user: User; readonly reader: ViewContext['user'] }) {
  const { t, size, date } = useI18n()
  const { id, username, email, role, videoQuota, videoQuotaUsed, createdAt, lastLoginDate } = user
  const used = { used: size(videoQuotaUsed), quota: size(Math.max(0, videoQuota)) }
  return (
    <li class={user.blocked ? 'person person-blocked' : 'person'}>
      <div class="person-choice">
        {user.mayEnd && (
          <input type="checkbox" name="user" value={id} aria-label={t('users.choose', { name: username })} />
        )}
      </div>
      <div class="person-body">
        <div class="person-who">
          <p class="person-name">
            {reader?.isAdministrator || user.mayEnd ? <a href={`${PATHS.adminUsers}/${id}`}>{username}</a> : username}
            {role.id !== 2 && <span class="badge">{t(`users.role.${role.id === 0 ? '0' : '1'}`)}</span>}
            {username === reader?.username && <span class="badge">{t('users.you')}</span>}
            {user.blocked && <strong class="badge badge-fault">{t('users.blocked')}</strong>}
            {user.emailVerified === false && <span class="badge">{t('users.unverified')}</span>}
          </p>
          <p class="quiet person-email">{email}</p>
        </div>
        <p class="quiet person-when">
          {t('users.joined', { date: date(createdAt) })}
          <br />
          {lastLoginDate ? t('users.lastLogin', { date: date(lastLoginDate) }) : t('users.neverIn')}
        </p>
        <div class="person-space">
          <p class="quiet">{t(videoQuota === -1 ? 'users.usedUnlimited' : 'users.used', used)}</p>
          {videoQuota > 0 && <Bar part={videoQuotaUsed} whole={videoQuota} />}
        </div>
      </div>
    </li>
  )
}

function Several() {
  const { t } = useI18n()
  return (
    <fieldset class="people-several">
      <legend>{t('users.several')}</legend>
      <p class="quiet">{t('users.several.hint')}</p>
      <div class="actions">
        <button class="button" type="submit" name="form" value="ask-block">
          {t('users.block')}
        </button>
        <button class="button" type="submit" name="form" value="unblock-several">
          {t('users.unblock')}
        </button>
        <button class="button button-danger" type="submit" name="form" value="ask-delete">
          {t('users.delete')}
        </button>
      </div>
    </fieldset>
  )
}
