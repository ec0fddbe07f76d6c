import type { Registration } from '@colombier/server/contract'
import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { DeedForm } from '../../features/moderation/deed-form.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'

interface Props {
  readonly page: PageOf<'registrations'>
  readonly context: ViewContext
}

export function registrationsView(page: PageOf<'registrations'>, context: ViewContext): View {
  return adminView('mod.registrations', context, <Registrations page={page} context={context} />)
}

function Registrations({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('mod.registrations')} outcome={page.outcome} />
      {page.registrations.length === 0 && <Empty title={t('mod.noRequest.title')} text={t('mod.noRequest.text')} />}
      <ul class="stack">
        {page.registrations.map(asked => (
          <li key={asked.id} class="panel stack">
            <Asked asked={asked} page={page} context={context} />
          </li>
        ))}
      </ul>
      <Pagination {...page} path={context.path} />
    </div>
  )
}

function Asked({ asked, page: { outcome, hasMail }, context: { i18n } }: Props & { asked: Registration }) {
  const { t, dateTime } = i18n
  const id = String(asked.id)
  const answer = (form: 'accept' | 'reject') => (
    <>
      <Field id={`${form}-${id}`} label={t(hasMail ? 'mod.answer' : 'mod.answerNoMail')}>
        <textarea
          {...tied(`${form}-${id}`)}
          name="moderationResponse"
          rows={3}
          minlength={2}
          maxlength={3000}
          defaultValue={outcome.fault?.id === id ? (outcome.fault.values['moderationResponse'] ?? '') : ''}
          required
        />
      </Field>
      {hasMail && (
        <div class="check">
          <input id={`silent-${form}-${id}`} type="checkbox" name="silent" value="yes" />
          <label for={`silent-${form}-${id}`}>{t('mod.silent')}</label>
        </div>
      )}
    </>
  )
  return (
    <>
      <h2>{asked.username}</h2>
      <p class="quiet">
        <span class="badge">{t(`mod.state.${asked.state.id as 1 | 2 | 3}`)}</span> {asked.email}{' '}
        <time dateTime={asked.createdAt}>{dateTime(asked.createdAt)}</time>
      </p>
      <p>
        <strong>{t('mod.why')}</strong> {asked.registrationReason}
      </p>
      {asked.moderationResponse && (
        <p>
          <strong>{t('mod.answered')}</strong> {asked.moderationResponse}
        </p>
      )}
      <div>
        {asked.state.id === 1 && (
          <>
            <DeedForm form="accept" id={id} outcome={outcome} title={t('mod.give')} text={t('mod.give.text')}>
              {answer('accept')}
            </DeedForm>
            <DeedForm form="reject" id={id} outcome={outcome} title={t('mod.refuse')} text={t('mod.refuse.text')}>
              {answer('reject')}
            </DeedForm>
          </>
        )}
        <DeedForm
          form="forget"
          id={id}
          outcome={outcome}
          title={t('mod.forget')}
          text={t('mod.forget.text', { name: asked.username })}
          isDanger
        />
      </div>
    </>
  )
}
