import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { Line } from './user-fields.tsx'

type SurePage = PageOf<'users-sure'>

interface Props {
  readonly page: SurePage
  readonly context: ViewContext
}

export function usersSureView(page: SurePage, context: ViewContext): View {
  const question = context.i18n.t(`users.sure.${page.deed}`, { count: page.users.length })
  return adminView('users.title', context, <UsersSure page={page} context={context} />, question)
}

function UsersSure({ page: { deed, users, outcome }, context }: Props) {
  const { t, size } = context.i18n
  const count = users.length
  return (
    <div class="studio admin">
      <AdminTop title={t(`users.sure.${deed}`, { count })} intro={t(`users.sure.${deed}.text`)} outcome={outcome} />
      <form method="post" action={PATHS.adminUsers} class="form people-sure">
        <ul class="people">
          {users.map(({ id, username, email, videosCount = 0, videoCommentsCount = 0, videoQuotaUsed }) => (
            <li key={id} class="person">
              <input type="hidden" name="user" value={id} />
              <div class="person-who">
                <p class="person-name">{username}</p>
                <p class="quiet person-email">{email}</p>
              </div>
              <p class="quiet">
                {t('users.loses', {
                  videos: t('users.videos', { count: videosCount }),
                  comments: t('users.comments', { count: videoCommentsCount }),
                  size: size(videoQuotaUsed)
                })}
              </p>
            </li>
          ))}
        </ul>
        {deed === 'block' ? (
          <Line name="reason" label={t('users.reason')} fault={outcome.fault} refusal="users.fault.reason" />
        ) : (
          <Line
            name="confirm"
            label={t('users.sure.count', { number: String(count) })}
            fault={outcome.fault}
            refusal="users.sure.countFault"
            input={{ inputMode: 'numeric', required: true }}
          />
        )}
        <div class="actions">
          <button class="button button-danger" type="submit" name="form" value={`${deed}-several`}>
            {t(`users.sure.${deed}.do`)}
          </button>
          <a class="button" href={PATHS.adminUsers}>
            {t('users.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}
