import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { DeedForm } from '../../features/moderation/deed-form.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { AbuseLine, titleOf } from './abuses.tsx'

interface Props {
  readonly page: PageOf<'abuse'>
  readonly context: ViewContext
}

export function abuseView(page: PageOf<'abuse'>, context: ViewContext): View {
  const name = context.i18n.t('mod.report', { id: page.abuse.id })
  return adminView('mod.reports', context, <Abuse page={page} context={context} />, name)
}

function Abuse({ page, context }: Props) {
  const { t, dateTime } = context.i18n
  const { abuse } = page
  const { reporterAccount: reporter, flaggedAccount: flagged } = abuse
  return (
    <div class="studio admin">
      <AdminTop title={t('mod.report', { id: abuse.id })} outcome={page.outcome} />
      <section class="panel stack">
        <Facts
          class="facts"
          facts={[
            [
              t('mod.about'),
              abuse.video && !abuse.video.deleted ? (
                <a href={`/w/${abuse.video.shortUUID}`}>{titleOf(abuse)}</a>
              ) : (
                titleOf(abuse)
              )
            ],
            [
              t('mod.kind.account'),
              flagged ? <a href={`/a/${flagged.name}@${flagged.host}`}>{flagged.displayName}</a> : '-'
            ],
            [
              t('mod.reporter'),
              reporter ? `${reporter.displayName} (${reporter.name}@${reporter.host})` : t('mod.elsewhere')
            ],
            [t('mod.date'), dateTime(abuse.createdAt)],
            [t('mod.history'), String(abuse.countReportsForReportee)]
          ]}
        />
        <p>{abuse.reason}</p>
        <p>
          <span class="badge">{t(`mod.state.${abuse.state.id as 1 | 2 | 3}`)}</span>
        </p>
      </section>
      <Decide page={page} context={context} />
      <Messages page={page} context={context} />
      <Deeds page={page} context={context} />
      {page.others.length > 0 && (
        <section>
          <h2>{t('mod.others')}</h2>
          {page.others.map(other => (
            <AbuseLine key={other.id} abuse={other} />
          ))}
        </section>
      )}
    </div>
  )
}

function Decide({ page: { abuse }, context: { i18n } }: Props) {
  const { t } = i18n
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{t('mod.decide')}</h2>
      <form class="form" method="post">
        <p>{t('mod.decideText')}</p>
        <Field id="note" label={t('mod.note')}>
          <textarea
            {...tied('note')}
            name="moderationComment"
            rows={2}
            maxlength={3000}
            defaultValue={abuse.moderationComment ?? ''}
          />
        </Field>
        <p class="actions">
          <button class="button button-main" type="submit" name="form" value="accept">
            {t('mod.accept')}
          </button>
          <button class="button" type="submit" name="form" value="reject">
            {t('mod.reject')}
          </button>
          {abuse.state.id !== 1 && (
            <button class="button" type="submit" name="form" value="reopen">
              {t('mod.reopen')}
            </button>
          )}
        </p>
      </form>
    </section>
  )
}

function Messages({ page, context: { i18n } }: Props) {
  const { t, dateTime } = i18n
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{t('mod.messages')}</h2>
      {page.messages.map(message => (
        <div key={message.id} class="panel">
          <p class="quiet">
            {message.byModerator ? t('mod.moderator') : message.account?.displayName} {dateTime(message.createdAt)}
          </p>
          <p>{message.message}</p>
        </div>
      ))}
      {page.canAnswer ? (
        <form class="form" method="post">
          <input type="hidden" name="form" value="answer" />
          <Field id="message" label={t('mod.message')} hint={t('mod.messageHint')}>
            <textarea
              {...tied('message', { hint: t('mod.messageHint') })}
              name="message"
              rows={3}
              minlength={2}
              maxlength={3000}
              required
            />
          </Field>
          <p>
            <button class="button" type="submit">
              {t('mod.send')}
            </button>
          </p>
        </form>
      ) : (
        <p class="quiet">{t('mod.noAnswer')}</p>
      )}
    </section>
  )
}

function Deeds({ page, context }: Props) {
  const { t } = context.i18n
  const { abuse, outcome, user, isMuted } = page
  const { video, comment, flaggedAccount: flagged } = abuse
  const handle = flagged ? `${flagged.name}@${flagged.host}` : ''
  const name = flagged?.displayName ?? ''
  const deed = (form: string, id: string, key: DeedKey, named = '') => ({
    form,
    id,
    outcome,
    title: t(`mod.${key}`, { name: named }),
    text: t(`mod.${key}.text`)
  })
  return (
    <section aria-labelledby="deeds">
      <h2 id="deeds">{t('mod.act')}</h2>
      {comment && !comment.deleted && (
        <DeedForm {...deed('delete-comment', `${comment.video.uuid}:${comment.id}`, 'deleteComment')} isDanger />
      )}
      {video && !video.deleted && video.blacklisted && (
        <DeedForm {...deed('unblock-video', video.uuid, 'unblockVideo', video.name)} />
      )}
      {video && !video.deleted && !video.blacklisted && (
        <DeedForm {...deed('block-video', video.uuid, 'blockVideo', video.name)}>
          <ReasonField id="video-reason" label={t('mod.reason')} />
        </DeedForm>
      )}
      {video && !video.deleted && (
        <DeedForm {...deed('delete-video', video.uuid, 'deleteVideo', video.name)} isDanger />
      )}
      {flagged && (
        <DeedForm
          {...deed(
            isMuted ? 'unmute-account' : 'mute-account',
            handle,
            isMuted ? 'unmuteAccount' : 'muteAccount',
            name
          )}
        />
      )}
      {flagged && <DeedForm {...deed('remove-comments', handle, 'removeComments', name)} isDanger />}
      {flagged && new URL(context.origin).host !== flagged.host && (
        <DeedForm
          {...(page.isServerMuted
            ? deed('unmute-server', flagged.host, 'unmuteServer', flagged.host)
            : deed('mute-server', flagged.host, 'muteServer', flagged.host))}
        />
      )}
      {user?.blocked && <DeedForm {...deed('unblock-user', String(user.id), 'unblockUser', name)} />}
      {user && !user.blocked && (
        <DeedForm {...deed('block-user', String(user.id), 'blockUser', name)} isDanger>
          <ReasonField id="user-reason" label={t('mod.reason')} />
        </DeedForm>
      )}
      <DeedForm {...deed('delete-report', String(abuse.id), 'deleteReport')} isDanger />
    </section>
  )
}

type DeedKey =
  | 'deleteComment'
  | 'blockVideo'
  | 'unblockVideo'
  | 'deleteVideo'
  | 'muteAccount'
  | 'removeComments'
  | 'muteServer'
  | 'unmuteServer'
  | 'unmuteAccount'
  | 'blockUser'
  | 'unblockUser'
  | 'deleteReport'

function ReasonField({ id, label }: { id: string; label: string }) {
  return (
    <Field id={id} label={label}>
      <input {...tied(id)} name="reason" minlength={2} maxlength={250} />
    </Field>
  )
}
