import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { UserDeeds } from './user-deeds.tsx'
import { emailInput, faultOf, Line, QuotaFields, RoleField } from './user-fields.tsx'

export interface UserProps {
  readonly page: PageOf<'user'>
  readonly context: ViewContext
}

export function userView(page: PageOf<'user'>, context: ViewContext): View {
  return adminView('users.title', context, <User page={page} context={context} />, page.user.username)
}

function User({ page, context }: UserProps) {
  const { t } = context.i18n
  const { user, rights } = page
  return (
    <div class="studio admin">
      <p>
        <a href={PATHS.adminUsers}>{t('users.back')}</a>
      </p>
      <AdminTop title={user.username} outcome={page.outcome} />
      {user.blocked && (
        <Notice tone="fault">
          <p>{user.blockedReason ? t('users.user.blockedFor', { reason: user.blockedReason }) : t('users.blocked')}</p>
        </Notice>
      )}
      {rights.isOwn && (
        <Notice tone="calm" title={t('users.user.own')}>
          <p>
            <a href={PATHS.settings}>{t('users.user.ownLink')}</a>
          </p>
        </Notice>
      )}
      <About page={page} context={context} />
      <Edit page={page} context={context} />
      <UserDeeds page={page} context={context} />
    </div>
  )
}

function About({ page: { user }, context }: UserProps) {
  const { t, number, size, date, dateTime } = context.i18n
  const space = { used: size(user.videoQuotaUsed), quota: size(Math.max(0, user.videoQuota)) }
  const reports = number(user.abusesCount ?? 0)
  const reportsPath = `${PATHS.reports}?state=all&search=${encodeURIComponent(user.username)}`
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('users.user.about')}</h2>
      <Facts
        class="person-facts"
        facts={[
          [t('users.role'), t(`users.role.${user.role.id as 0 | 1 | 2}`)],
          [t('users.user.page'), <a href={`/a/${user.account.name}`}>{user.account.displayName}</a>],
          [t('users.user.joined'), date(user.createdAt)],
          [t('users.user.lastLogin'), user.lastLoginDate ? dateTime(user.lastLoginDate) : t('users.neverIn')],
          [t('users.user.space'), t(user.videoQuota === -1 ? 'users.usedUnlimited' : 'users.used', space)],
          [t('users.user.today'), size(user.videoQuotaUsedDaily)],
          [t('users.user.channels'), number(user.videoChannels.length)],
          [t('users.user.videos'), number(user.videosCount ?? 0)],
          [t('users.user.comments'), number(user.videoCommentsCount ?? 0)],
          [
            t('users.user.reports'),
            user.abusesCount ? (
              <a href={reportsPath}>
                {t('users.user.reportsOf', { count: reports, accepted: user.abusesAcceptedCount ?? 0 })}
              </a>
            ) : (
              reports
            )
          ],
          [t('users.user.reportsMade'), number(user.abusesCreatedCount ?? 0)],
          [t('users.user.factor'), t(user.twoFactorEnabled ? 'users.user.yes' : 'users.user.no')]
        ]}
      />
    </section>
  )
}

function Edit({ page: { user, rights, outcome }, context }: UserProps) {
  const { t } = context.i18n
  const fault = faultOf(outcome.fault, 'account')
  const isVerified = user.emailVerified === true
  const isTicked = fault ? fault.values['verified'] === 'yes' : isVerified
  return (
    <section aria-labelledby="edit">
      <h2 id="edit">{t('users.edit')}</h2>
      <form method="post" class="form person-form">
        <input type="hidden" name="form" value="account" />
        <Line
          name="email"
          label={t('users.email')}
          value={user.email}
          fault={fault}
          refusal="users.fault.email"
          input={emailInput}
        />
        <div class="check">
          <input id="verified" type="checkbox" name="verified" value="yes" checked={isTicked} />
          <label for="verified">
            {t('users.verified')}
            <span class="quiet">{t('users.verifiedHint')}</span>
          </label>
          <input type="hidden" name="verified-was" value={isVerified ? 'yes' : ''} />
        </div>
        {rights.mayGiveRoles && <RoleField current={String(user.role.id)} fault={fault} />}
        <QuotaFields {...user} fault={fault} />
        <p>
          <button class="button button-main" type="submit">
            {t('users.edit.do')}
          </button>
        </p>
      </form>
    </section>
  )
}
