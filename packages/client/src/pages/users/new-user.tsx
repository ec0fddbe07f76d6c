import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { emailInput, Line, QuotaFields, RoleField } from './user-fields.tsx'

type NewUserPage = PageOf<'new-user'>

interface Props {
  readonly page: NewUserPage
  readonly context: ViewContext
}

export function newUserView(page: NewUserPage, context: ViewContext): View {
  return adminView('users.create', context, <NewUser page={page} context={context} />)
}

function NewUser({ page, context }: Props) {
  const { t } = context.i18n
  const { fault } = page.outcome
  return (
    <div class="studio admin">
      <p>
        <a href={PATHS.adminUsers}>{t('users.back')}</a>
      </p>
      <AdminTop title={t('users.create')} intro={t('users.new.text')} outcome={page.outcome} />
      <form method="post" class="form person-form">
        <input type="hidden" name="form" value="create" />
        <Line
          name="username"
          label={t('users.new.username')}
          hint={t('users.new.usernameHint')}
          fault={fault}
          refusal="users.fault.username"
          input={{ maxLength: 50, autocapitalize: 'none', spellcheck: false, required: true }}
        />
        <Line name="email" label={t('users.email')} fault={fault} refusal="users.fault.email" input={emailInput} />
        <Line
          name="password"
          label={t('users.new.password')}
          fault={fault}
          refusal="users.fault.password"
          hint={t(page.hasMail ? 'users.new.passwordMail' : 'users.new.passwordHint')}
          input={{ type: 'password', autocomplete: 'new-password', minLength: 6, required: !page.hasMail }}
        />
        {page.mayGiveRoles && <RoleField current="2" fault={fault} />}
        <QuotaFields {...page} fault={fault} />
        <p>
          <button class="button button-main" type="submit">
            {t('users.new.do')}
          </button>
        </p>
      </form>
    </div>
  )
}
