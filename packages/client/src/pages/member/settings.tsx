import type { NsfwPolicy, SensitiveChoice } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { SENSITIVE_KINDS } from '../../features/videos/sensitive.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { PictureForm } from '../../ui/picture-form.tsx'
import { DeleteAccount, Exports, Feed, Sessions } from './settings-account.tsx'
import { SecondFactor } from './settings-factor.tsx'
import { Check, Choice, faultAt, Line, PasswordLine, Section, type SettingsProps, typedAt } from './settings-parts.tsx'

export function settingsView(page: PageOf<'my-settings'>, context: ViewContext): View {
  const title = context.i18n.t('settings.title')
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Settings page={page} context={context} />
  }
}

function Settings(props: SettingsProps) {
  const { t } = props.context.i18n
  const { outcome } = props.page
  return (
    <div class="studio member">
      <h1>{t('settings.title')}</h1>
      {/* Why a form was refused stands above its fields. */}
      <Outcome outcome={{ ...outcome, fault: null }} />
      <Profile {...props} />
      <Picture {...props} />
      <Watching {...props} />
      <Notices {...props} />
      <Email {...props} />
      <Password {...props} />
      <SecondFactor {...props} />
      <Sessions {...props} />
      <Feed {...props} />
      <Exports {...props} />
      <DeleteAccount {...props} />
    </div>
  )
}

function Profile(props: SettingsProps) {
  const { t } = props.context.i18n
  const { user } = props.page
  const description = { hint: t('settings.descriptionHint'), fault: faultAt(props, 'profile', 'description') }
  return (
    <Section {...props} form="profile" submit={t('settings.save')}>
      <Line
        name="displayName"
        label={t('settings.displayName')}
        value={typedAt(props, 'profile', 'displayName') ?? user.account.displayName}
        fault={faultAt(props, 'profile', 'displayName')}
      />
      <Field id="description" label={t('settings.description')} {...description}>
        <textarea {...tied('description', description)} name="description" rows={4} maxLength={1000}>
          {typedAt(props, 'profile', 'description') ?? user.account.description ?? ''}
        </textarea>
      </Field>
    </Section>
  )
}

function Picture({ page, context }: SettingsProps) {
  const { t } = context.i18n
  const { displayName, avatars } = page.user.account
  return (
    <section class="panel stack" aria-labelledby="avatar-title">
      <h2 id="avatar-title">{t('settings.avatar')}</h2>
      <PictureForm
        kind="avatar"
        action="/my-account/avatar"
        name={displayName}
        isRefused={page.outcome.fault?.form === 'avatar'}
        path={avatars.toSorted((a, b) => b.width - a.width)[0]?.path ?? null}
      />
    </section>
  )
}

/** What can become of sensitive videos, and where it is kept for which kinds of them that was chosen. */
const POLICIES = [
  ['display', 'nsfwFlagsDisplayed'],
  ['warn', 'nsfwFlagsWarned'],
  ['blur', 'nsfwFlagsBlurred'],
  ['do_not_list', 'nsfwFlagsHidden']
] as const satisfies readonly (readonly [NsfwPolicy, keyof SensitiveChoice])[]

function Watching(props: SettingsProps) {
  const { t } = props.context.i18n
  const { user } = props.page
  const policies = POLICIES.map(([one]) => [one, t(`settings.nsfw.${one}`)] as const)
  return (
    <Section {...props} form="watching" submit={t('settings.save')}>
      <Choice name="nsfwPolicy" label={t('settings.nsfw')} value={user.nsfwPolicy} options={policies} />
      {SENSITIVE_KINDS.map(([kind, flag]) => (
        <Choice
          key={kind}
          name={`nsfwPolicy-${kind}`}
          label={t('settings.nsfwOf', { kind: t(`video.sensitive.${kind}`) })}
          value={POLICIES.find(([, set]) => user[set] & flag)?.[0] ?? ''}
          options={[['', t('settings.nsfwAsAll')], ...policies]}
        />
      ))}
      <Choice
        name="language"
        label={t('settings.language')}
        value=""
        options={[
          ['', t('settings.languageKept')],
          ['fr', 'Français'],
          ['en', 'English']
        ]}
      />
      {user.p2pEnabled && <input type="hidden" name="p2p-was" value="yes" />}
      <Check name="p2p" label={t('settings.p2p')} hint={t('settings.p2pHint')} checked={user.p2pEnabled} />
      <Check
        name="history"
        label={t('settings.history')}
        hint={t('settings.historyHint')}
        checked={user.videosHistoryEnabled}
      />
    </Section>
  )
}

const KINDS = [
  ...(['newVideoFromSubscription', 'newCommentOnMyVideo', 'commentMention', 'newFollow', 'myVideoPublished'] as const),
  ...(['myVideoImportFinished', 'videoOffered', 'blacklistOnMyVideo', 'abuseStateChange', 'abuseNewMessage'] as const)
]

function Notices(props: SettingsProps) {
  const { t } = props.context.i18n
  const { notificationSettings } = props.page.user
  return (
    <Section {...props} form="notices" submit={t('settings.save')}>
      {KINDS.map(kind => (
        <fieldset key={kind} class="member-notice">
          <legend>{t(`settings.notice.${kind}`)}</legend>
          <input type="hidden" name={`has-${kind}`} value="yes" />
          <Check name={`web-${kind}`} label={t('settings.onWeb')} checked={(notificationSettings[kind] & 1) > 0} />
          <Check name={`email-${kind}`} label={t('settings.byMail')} checked={(notificationSettings[kind] & 2) > 0} />
        </fieldset>
      ))}
    </Section>
  )
}

function Email(props: SettingsProps) {
  const { t } = props.context.i18n
  const { user } = props.page
  return (
    <Section {...props} form="email" submit={t('settings.change')}>
      <p class="quiet">{t('settings.emailHint', { email: user.email })}</p>
      {user.pendingEmail && <p>{t('settings.pending', { email: user.pendingEmail })}</p>}
      <Line
        name="email"
        type="email"
        label={t('settings.newEmail')}
        value={typedAt(props, 'email', 'email') ?? ''}
        fault={faultAt(props, 'email', 'email')}
        autocomplete="email"
      />
      <PasswordLine {...props} id="email-password" />
    </Section>
  )
}

function Password(props: SettingsProps) {
  const { t } = props.context.i18n
  return (
    <Section {...props} form="password" submit={t('settings.change')}>
      <p class="quiet">{t('settings.passwordHint')}</p>
      <PasswordLine {...props} id="currentPassword" />
      <Line
        id="new-password"
        name="password"
        type="password"
        label={t('settings.newPassword')}
        fault={faultAt(props, 'password', 'password')}
        autocomplete="new-password"
      />
    </Section>
  )
}
