/** A member's settings. Each form is an operation of the API: no script is needed. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import {
  MEMBER_FORMS,
  MEMBER_OUTCOMES,
  type MemberFault,
  type MemberForm,
  type MemberOutcome,
  type MyUser,
  NOTIFICATION_DEFAULTS,
  NOTIFY,
  type SettingsPage,
  type TokenSession,
  type UserExport,
  WORK_STATE
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { InvalidRequest, type Viewer, viewerOf } from '../../platform/http.ts'
import type { Exchange } from './form-page.ts'
import { doneOf, type FileFormDeps, type Form, leadBack, textOf } from './forms.ts'
import { ownId, signedInViewer } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { pictureForms } from './picture-forms.ts'
import { askedFactor, askForFactor, confirmFactor, removeFactor } from './settings-factor.ts'

export interface SettingsPageDeps extends FileFormDeps {
  /** @throws AppError `too_many` after too many wrong ones. */
  readonly isOwnPassword: (viewer: Viewer, password: string, address: string | undefined) => Promise<boolean>
}

const ADDRESS = '/my-account/settings'
/** The section that is there instead of the form that was sent. */
const SHOWN_AFTER: Partial<Record<MemberForm, MemberForm>> = {
  'export-delete': 'export',
  'factor-confirm': 'factor-off',
  'factor-off': 'factor'
}
const KEPT = ['displayName', 'description', 'email'] as const

export function settingsPage(router: Router, pages: PageResponder, deps: SettingsPageDeps): void {
  const { call } = deps
  const show = async (at: Exchange, change: Partial<SettingsPage> = {}) =>
    pages.respond(at.req, at.res, { ...(await load(call, at)), ...change }, change.fault ? 400 : 200)

  router.get(['/my-account', ADDRESS], async (req, res) => {
    if (signedInViewer(req, res)) await show({ req, res })
  })
  pictureForms(router, deps, {
    ...{ kind: 'avatar', action: '/my-account/avatar', paramsOf: () => ({}), backTo: () => `${ADDRESS}#avatar` },
    operations: { pick: 'pickMyAvatar', remove: 'delMyAvatar' },
    refuse: (req, res, fields) => show({ req, res }, { fault: { form: 'avatar', name: 'invalid', fields } })
  })
  router.post(ADDRESS, urlencoded({ extended: false, limit: '50kb' }), async (req: Request, res: Response) => {
    if (!signedInViewer(req, res)) return
    const form = (req.body ?? {}) as Form
    const name = MEMBER_FORMS.find(known => known === form['do'])
    if (!name) throw new AppError('invalid', 'The form was not filled in as it must be.')
    try {
      if (name === 'delete') await assertSure(deps, { req, res }, form)
      const outcome = await FORMS[name](call, { req, res }, form)
      if (typeof outcome === 'object') return await show({ req, res }, { factor: outcome })
      if (outcome === 'gone') return res.redirect(303, '/')
      leadBack(res, `${ADDRESS}#${SHOWN_AFTER[name] ?? name}`, outcome)
    } catch (error) {
      const typed = Object.fromEntries(KEPT.flatMap(key => (key in form ? [[key, textOf(form[key], 2000)]] : [])))
      await show(
        { req, res },
        {
          fault: { form: name, name: faultOf(error), fields: fieldsOf(error) },
          ...{ typed, outcome: null, factor: name === 'factor-confirm' ? askedFactor(form) : null }
        }
      )
    }
  })
}

class Unconfirmed extends Error {}

/** Whoever finds the browser open must not be able to delete everything: the API's clients have asked for the password. */
async function assertSure({ isOwnPassword }: SettingsPageDeps, { req, res }: Exchange, form: Form): Promise<void> {
  const viewer = viewerOf(res)!
  if (textOf(form['username']).trim() !== viewer.username) throw new Unconfirmed()
  if (!(await isOwnPassword(viewer, textOf(form['currentPassword']), req.ip)))
    throw new AppError('forbidden', 'currentPassword is invalid.', { wireCode: 'current_password_is_invalid' })
}

function faultOf(error: unknown): MemberFault {
  if (error instanceof Unconfirmed) return 'unconfirmed'
  if (!(error instanceof AppError)) throw error
  if (error.wireCode === 'current_password_is_invalid') return 'password'
  if (error.wireCode === 'invalid_two_factor') return 'code'
  if (error.code === 'conflict') return 'taken'
  if (error.code === 'unauthenticated') return 'password'
  if (error.code === 'invalid') return 'invalid'
  if (error.code === 'forbidden') return 'refused'
  if (error.code === 'not_found') return 'gone'
  throw error
}

const fieldsOf = (error: unknown) =>
  error instanceof InvalidRequest ? [...new Set(error.faults.map(({ field }) => field))] : []

type Act = (
  call: CallOperation,
  at: Exchange,
  form: Form
) => Promise<MemberOutcome | 'gone' | NonNullable<SettingsPage['factor']>>

const change =
  (read: (form: Form) => object): Act =>
  async (call, at, form) => {
    await call('putUserInfo', { ...at, body: read(form) })
    return 'saved'
  }

const FORMS: Record<MemberForm, Act> = {
  profile: change(({ displayName, description }) => ({ displayName, description })),
  email: change(({ email, currentPassword }) => ({ email, currentPassword })),
  password: change(({ password, currentPassword }) => ({ password, currentPassword })),
  factor: askForFactor,
  'factor-confirm': confirmFactor,
  'factor-off': removeFactor,
  watching: change(form => ({
    nsfwPolicy: form['nsfwPolicy'],
    ...(form['language'] !== '' && { language: form['language'] }),
    // Kept for good once it is said: what was not touched says nothing.
    ...(form['p2p'] !== form['p2p-was'] && { p2pEnabled: form['p2p'] === 'yes' }),
    videosHistoryEnabled: form['history'] === 'yes'
  })),
  async notices(call, at, form) {
    const bits = (kind: string) =>
      (form[`web-${kind}`] === 'yes' ? NOTIFY.web : 0) | (form[`email-${kind}`] === 'yes' ? NOTIFY.email : 0)
    const shown = Object.keys(NOTIFICATION_DEFAULTS).filter(kind => form[`has-${kind}`] === 'yes')
    await call('updateMyNotificationSettings', {
      ...at,
      body: Object.fromEntries(shown.map(kind => [kind, bits(kind)]))
    })
    return 'saved'
  },
  async session(call, at, form) {
    await call('revokeTokenSession', { ...at, params: { id: ownId(at.res), tokenSessionId: textOf(form['key']) } })
    return 'ended'
  },
  async feed(call, at) {
    await call('renewScopedTokens', at)
    return 'renewed'
  },
  async export(call, at, form) {
    const body = { withVideoFiles: form['withVideoFiles'] === 'yes' }
    await call('requestUserExport', { ...at, params: { userId: ownId(at.res) }, body })
    return 'export'
  },
  async 'export-delete'(call, at, form) {
    await call('deleteUserExport', { ...at, params: { userId: ownId(at.res), id: textOf(form['key']) } })
    return 'removed'
  },
  async delete(call, at) {
    await call('delMe', at)
    return 'gone'
  }
}

const STATES = Object.entries(WORK_STATE) as [keyof typeof WORK_STATE, number][]
const stateOf = ({ state }: UserExport) => STATES.find(([, id]) => id === state.id)?.[0] ?? 'pending'

async function load(call: CallOperation, at: Exchange): Promise<SettingsPage> {
  const id = ownId(at.res)
  const user = await call<MyUser>('getUserInfo', at)
  const sessions = await call<{ data: TokenSession[] }>('listTokenSessions', { ...at, params: { id }, query: {} })
  const { feedToken } = await call<{ feedToken: string }>('getScopedTokens', at)
  const exports = await call<{ data: UserExport[] }>('listUserExports', { ...at, params: { userId: id }, query: {} })
  return {
    ...{
      kind: 'my-settings',
      user,
      sessions: sessions.data,
      fault: null,
      typed: {},
      factor: null,
      outcome: doneOf(at.req, MEMBER_OUTCOMES)
    },
    feedPath: `/feeds/subscriptions.xml?accountId=${user.account.id}&token=${encodeURIComponent(feedToken)}`,
    exports: exports.data.map(one => ({
      ...{ id: one.id, state: stateOf(one), downloadUrl: one.privateDownloadUrl }
    }))
  }
}
