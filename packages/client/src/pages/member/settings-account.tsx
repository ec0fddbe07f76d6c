/** Of the settings: where one is signed in, what one takes along, and how one leaves. */
import { PATHS } from '../../ui/paths.ts'
import { Check, faultAt, Line, PasswordLine, Refusal, Section, type SettingsProps, typedAt } from './settings-parts.tsx'

export function Sessions(props: SettingsProps) {
  const { page, context } = props
  const { t, dateTime } = context.i18n
  return (
    <section class="panel stack" id="session" aria-labelledby="session-title">
      <h2 id="session-title">{t('settings.sessions')}</h2>
      <Refusal {...props} forms={['session']} />
      <ul class="member-list">
        {page.sessions.map(({ id, currentSession, loginDevice, lastActivityDate }) => {
          const device = loginDevice || t('settings.unknownDevice')
          return (
            <li key={id} class="member-item">
              <div>
                <p class="member-name">{device}</p>
                <p class="quiet">
                  {t('settings.lastUse')} {dateTime(lastActivityDate)}
                </p>
              </div>
              {currentSession ? (
                <span class="badge">{t('settings.thisDevice')}</span>
              ) : (
                <form method="post" action="/my-account/settings">
                  <input type="hidden" name="id" value={String(id)} />
                  <button
                    type="submit"
                    class="button"
                    name="form"
                    value="session"
                    aria-label={t('member.actNamed', { act: t('settings.end'), name: device })}
                  >
                    {t('settings.end')}
                  </button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export function Feed(props: SettingsProps) {
  const { t } = props.context.i18n
  return (
    <Section {...props} form="feed" submit={t('settings.feedRenew')}>
      <p class="quiet">{t('settings.feedText')}</p>
      <p>
        <a href={props.page.feedPath}>{t('settings.feedOpen')}</a>
      </p>
    </Section>
  )
}

/** There is one at a time: where there is one, it has to go before the next. */
export function Exports(props: SettingsProps) {
  const { t } = props.context.i18n
  if (props.page.exports.length > 0) return <Archives {...props} />
  return (
    <Section {...props} form="export" submit={t('settings.exportAsk')}>
      <p class="quiet">{t('settings.exportText')}</p>
      <BringIn {...props} />
      <Check name="withVideoFiles" label={t('settings.exportVideos')} checked={false} />
    </Section>
  )
}

function BringIn({ context }: SettingsProps) {
  return (
    <p>
      <a href={PATHS.archive}>{context.i18n.t('settings.archive')}</a>
    </p>
  )
}

function Archives(props: SettingsProps) {
  const { t } = props.context.i18n
  return (
    <section class="panel stack" id="export" aria-labelledby="export-title">
      <h2 id="export-title">{t('settings.export')}</h2>
      <BringIn {...props} />
      <Refusal {...props} forms={['export', 'export-delete']} />
      {props.page.exports.map(({ id, state, downloadUrl }) => (
        <form key={id} method="post" action="/my-account/settings#export" class="form">
          <p>
            {downloadUrl ? (
              <a href={downloadUrl}>{t('settings.exportGet')}</a>
            ) : (
              t(state === 'failed' ? 'settings.export.failed' : 'settings.export.waiting')
            )}
          </p>
          <p class="quiet">{t('settings.exportOne')}</p>
          <input type="hidden" name="id" value={String(id)} />
          <p>
            <button type="submit" class="button" name="form" value="export-delete">
              {t('settings.exportDelete')}
            </button>
          </p>
        </form>
      ))}
    </section>
  )
}

export function DeleteAccount(props: SettingsProps) {
  const { t } = props.context.i18n
  return (
    <Section {...props} form="delete" submit={t('settings.deleteYes')} danger>
      <p>{t('settings.deleteText')}</p>
      <Line
        name="username"
        label={t('settings.deleteName', { username: props.page.user.username })}
        value={typedAt(props, 'delete', 'username') ?? ''}
        fault={faultAt(props, 'delete', 'username')}
      />
      <PasswordLine {...props} id="delete-password" />
    </Section>
  )
}
