/** A member's settings. Each form is an operation of the API: no script is needed. */
import type { Router } from 'express'
import {
  type Deed,
  type FormOutcome,
  type MemberForm,
  NOTIFICATION_DEFAULTS,
  NOTIFY,
  NSFW_FLAG,
  NSFW_FLAG_SETS,
  type SettingsPage,
  type UserExport,
  WORK_STATE
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { invalidField, type Viewer, viewerOf } from '../../platform/http.ts'
import { type Act, type Exchange, formPage, NOTHING, type Operate, operateWith, type Sent } from './form-page.ts'
import type { FileFormDeps } from './forms.ts'
import { isSignedIn, ownId } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { pictureForms } from './picture-forms.ts'
import { askedFactor, askForFactor, confirmFactor, removeFactor } from './settings-factor.ts'

export interface SettingsPageDeps extends FileFormDeps {
  /** @throws AppError `too_many` after too many wrong ones. */
  readonly isOwnPassword: (viewer: Viewer, password: string, address: string | undefined) => Promise<boolean>
}

const ADDRESS = '/my-account/settings'

export function settingsPage(router: Router, pages: PageResponder, deps: SettingsPageDeps): void {
  const operate = operateWith(deps.call)
  const show = (at: Exchange, outcome: FormOutcome) => load(operate, at, outcome)
  const forms = Object.entries(formsOf(operate, deps)).map(([name, act]) => [name, withFieldsNamed(act)])

  formPage(router, pages, { path: ADDRESS, admits: isSignedIn, show, forms: Object.fromEntries(forms) })
  pictureForms(router, deps, {
    kind: 'avatar',
    action: '/my-account/avatar',
    paramsOf: () => ({}),
    backTo: () => `${ADDRESS}#avatar`,
    operations: { pick: 'pickMyAvatar', remove: 'delMyAvatar' },
    async refuse(req, res, fields) {
      const fault = { form: 'avatar', id: '', kind: 'invalid' as const, fields: [...fields], values: {} }
      await pages.respond(req, res, await show({ req, res }, { ...NOTHING, fault }), 400)
    }
  })
}

/** The API tells of a wrong password or code as of somebody else's request: here it is a field to look at again. */
const withFieldsNamed =
  (act: Act): Act =>
  async sent => {
    try {
      return await act(sent)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.wireCode === 'invalid_two_factor') throw invalidField('otpToken', error.message)
      if (error.code === 'unauthenticated' || error.wireCode === 'current_password_is_invalid')
        throw invalidField('currentPassword', error.message)
      throw error
    }
  }

/** Back to the section that is there once it is done. */
const at = (section: MemberForm, deed: Deed) => ({ deed, to: `${ADDRESS}#${section}` })

/** What was chosen for kinds of sensitive videos, each kind in one set at most. */
function flagSets(policyOf: (kind: string) => string): Record<string, number> {
  const kinds = Object.entries(NSFW_FLAG)
  return Object.fromEntries(
    Object.entries(NSFW_FLAG_SETS).map(([policy, set]) => [
      set,
      kinds.reduce((flags, [kind, flag]) => (policyOf(kind) === policy ? flags | flag : flags), 0)
    ])
  )
}

function formsOf(operate: Operate, deps: SettingsPageDeps): Record<MemberForm, Act> {
  const change =
    (form: MemberForm, read: (sent: Sent) => object): Act =>
    async sent => {
      await operate(sent, 'putUserInfo', { body: read(sent) })
      return at(form, 'saved')
    }
  return {
    profile: change('profile', ({ form: { displayName, description } }) => ({ displayName, description })),
    email: change('email', ({ form: { email, currentPassword } }) => ({ email, currentPassword })),
    password: change('password', ({ form: { password, currentPassword } }) => ({ password, currentPassword })),
    watching: change('watching', ({ field }) => ({
      nsfwPolicy: field('nsfwPolicy'),
      ...flagSets(kind => field(`nsfwPolicy-${kind}`)),
      ...(field('language') !== '' && { language: field('language') }),
      // Kept for good once it is said: what was not touched says nothing.
      ...(field('p2p') !== field('p2p-was') && { p2pEnabled: field('p2p') === 'yes' }),
      videosHistoryEnabled: field('history') === 'yes'
    })),
    async notices(sent) {
      await operate(sent, 'updateMyNotificationSettings', { body: noticesIn(sent) })
      return at('notices', 'saved')
    },
    async factor(sent) {
      const page = await load(operate, sent, NOTHING)
      return { page: { ...page, factor: await askForFactor(operate, sent) } }
    },
    async 'factor-confirm'(sent) {
      await confirmFactor(operate, sent)
      return at('factor-off', 'factor-on')
    },
    async 'factor-off'(sent) {
      await removeFactor(operate, sent)
      return at('factor', 'factor-off')
    },
    async session(sent) {
      await operate(sent, 'revokeTokenSession', { params: { id: ownId(sent.res), tokenSessionId: sent.id } })
      return at('session', 'session-ended')
    },
    async feed(sent) {
      await operate(sent, 'renewScopedTokens')
      return at('feed', 'feed-renewed')
    },
    async export(sent) {
      const body = { withVideoFiles: sent.field('withVideoFiles') === 'yes' }
      await operate(sent, 'requestUserExport', { params: { userId: ownId(sent.res) }, body })
      return at('export', 'archive-asked')
    },
    async 'export-delete'(sent) {
      await operate(sent, 'deleteUserExport', { params: { userId: ownId(sent.res), id: sent.id } })
      return at('export', 'removed')
    },
    async delete(sent) {
      await assertSure(deps, sent)
      await operate(sent, 'delMe')
      return { deed: 'account-deleted', to: '/' }
    }
  }
}

function noticesIn({ field }: Sent): Record<string, number> {
  const bits = (kind: string) =>
    (field(`web-${kind}`) === 'yes' ? NOTIFY.web : 0) | (field(`email-${kind}`) === 'yes' ? NOTIFY.email : 0)
  const shown = Object.keys(NOTIFICATION_DEFAULTS).filter(kind => field(`has-${kind}`) === 'yes')
  return Object.fromEntries(shown.map(kind => [kind, bits(kind)]))
}

/** Whoever finds the browser open must not be able to delete everything: the API's clients have asked for the password. */
async function assertSure({ isOwnPassword }: SettingsPageDeps, { req, res, form, field }: Sent): Promise<void> {
  const viewer = viewerOf(res)!
  if (field('username') !== viewer.username) throw invalidField('username', 'This is not your user name.')
  if (!(await isOwnPassword(viewer, String(form['currentPassword'] ?? ''), req.ip)))
    throw invalidField('currentPassword', 'currentPassword is invalid.')
}

const STATES = Object.entries(WORK_STATE) as [keyof typeof WORK_STATE, number][]
const stateOf = ({ state }: UserExport) => STATES.find(([, id]) => id === state.id)?.[0] ?? 'pending'

async function load(operate: Operate, at: Exchange, outcome: FormOutcome): Promise<SettingsPage> {
  const id = ownId(at.res)
  const user = await operate(at, 'getUserInfo')
  const { data: sessions } = await operate(at, 'listTokenSessions', { params: { id }, query: {} })
  const { feedToken } = await operate(at, 'getScopedTokens')
  const { data: exports } = await operate(at, 'listUserExports', { params: { userId: id }, query: {} })
  const isCodeWrong = outcome.fault?.form === 'factor-confirm'
  return {
    kind: 'my-settings',
    user,
    sessions,
    outcome,
    factor: isCodeWrong ? askedFactor(outcome.fault.values) : null,
    feedPath: `/feeds/subscriptions.xml?accountId=${user.account.id}&token=${encodeURIComponent(feedToken)}`,
    exports: exports.map(one => ({ id: one.id, state: stateOf(one), downloadUrl: one.privateDownloadUrl }))
  }
}
