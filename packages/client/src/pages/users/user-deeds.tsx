/** What is done to one account beyond changing it: each opens, says what follows, and is done with a second press. */
import { DeedForm } from '../../features/moderation/deed-form.tsx'
import type { UserProps } from './user.tsx'
import { faultOf, Line } from './user-fields.tsx'

export function UserDeeds(props: UserProps) {
  const { t } = props.context.i18n
  const { rights } = props.page
  return (
    <>
      {!rights.isOwn && (
        <section aria-labelledby="password-title">
          <h2 id="password-title">{t('users.password')}</h2>
          <div class="person-deeds">
            <Password {...props} />
          </div>
        </section>
      )}
      {rights.mayEnd && (
        <section aria-labelledby="end-title">
          <h2 id="end-title">{t('users.end')}</h2>
          <div class="person-deeds">
            <End {...props} />
          </div>
        </section>
      )}
    </>
  )
}

function Password({ page: { user, rights, outcome, hasMail }, context: { i18n } }: UserProps) {
  const { t } = i18n
  const shared = { outcome, id: '' }
  return (
    <>
      {hasMail && (
        <DeedForm
          {...shared}
          form="reset"
          title={t('users.password.mail')}
          text={t('users.password.mail.text', { email: user.email })}
        />
      )}
      <DeedForm {...shared} form="password" title={t('users.password.set')} text={t('users.password.set.text')}>
        <Line
          name="password"
          label={t('users.password.new')}
          hint={t('users.new.passwordHint')}
          fault={faultOf(outcome.fault, 'password')}
          refusal="users.fault.password"
          input={{ type: 'password', autocomplete: 'new-password', minLength: 6, required: true }}
        />
      </DeedForm>
      {rights.mayRemoveFactor && user.twoFactorEnabled && (
        <DeedForm {...shared} form="factor-off" title={t('users.factor.off')} text={t('users.factor.off.text')} />
      )}
    </>
  )
}

function End({ page: { user, outcome }, context: { i18n } }: UserProps) {
  const { t, size } = i18n
  const name = user.username
  const lost = {
    videos: t('users.videos', { count: user.videosCount ?? 0 }),
    comments: t('users.comments', { count: user.videoCommentsCount ?? 0 }),
    size: size(user.videoQuotaUsed)
  }
  return (
    <>
      {user.blocked ? (
        <DeedForm
          form="unblock"
          id=""
          outcome={outcome}
          title={t('users.end.unblock', { name })}
          text={t('users.end.unblock.text')}
        />
      ) : (
        <DeedForm form="block" id="" outcome={outcome} title={t('users.end.block')} text={t('users.sure.block.text')}>
          <Line
            name="reason"
            label={t('users.reason')}
            fault={faultOf(outcome.fault, 'block')}
            refusal="users.fault.reason"
            input={{ maxLength: 250 }}
          />
        </DeedForm>
      )}
      <DeedForm
        form="delete"
        id=""
        outcome={outcome}
        title={t('users.end.delete')}
        text={t('users.end.delete.text', lost)}
        isDanger
      >
        <Line
          name="confirm"
          label={t('users.end.confirm', { name })}
          fault={faultOf(outcome.fault, 'delete')}
          refusal="users.fault.confirm"
          input={{ autocapitalize: 'none', spellcheck: false, required: true }}
        />
      </DeedForm>
    </>
  )
}
