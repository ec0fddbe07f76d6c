/** Asking for an account, or making one, as the settings say. A plain form: no script is needed. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import {
  type Locale,
  RegisterBody,
  RegistrationRequestBody,
  type SignUpFault,
  type SignUpField,
  type SignUpPage
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { viewerOf } from '../../platform/http.ts'
import { limitTo } from '../../platform/limit-requests.ts'
import type { Settings } from '../configuration/index.ts'
import { markdownToHtml } from './markdown.ts'
import { localeOf, type PageResponder } from './page-responder.ts'

export interface SignUpPageDeps {
  readonly settings: Settings
  /** Mail can be sent, so an address can be verified. */
  readonly hasMail: boolean
  /** @throws AppError `conflict` when a name or the address is taken; `forbidden` when nobody may register. */
  readonly register: (body: RegisterBody, locale: Locale) => Promise<void>
  /** @throws AppError likewise. */
  readonly requestRegistration: (body: RegistrationRequestBody, locale: Locale) => Promise<unknown>
}

const form = urlencoded({ extended: false, limit: '20kb' })
const EMPTY = { username: '', email: '', reason: '' }

export function signUpPage(router: Router, pages: PageResponder, deps: SignUpPageDeps): void {
  const show = (req: Request, res: Response, change: Partial<SignUpPage> = {}, status = 200) =>
    pages.respond(req, res, { ...blankPage(deps.settings), ...change }, status)

  router.get('/signup', async (req, res) => {
    if (viewerOf(res)) return res.redirect(303, '/')
    await show(req, res)
  })

  router.post('/signup', limitTo('registration'), form, async (req, res) => {
    const { mode } = blankPage(deps.settings)
    const sent = readForm(req.body)
    const values = { username: sent.username, email: sent.email, reason: sent.reason }
    const faults = faultsOf(sent, mode)
    if (Object.keys(faults).length > 0) return show(req, res, { values, faults }, 400)
    try {
      await join(deps, sent, ...[mode, localeOf(req)])
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
      return show(req, res, { values, faults: { username: 'taken' } }, 409)
    }
    await show(req, res, { outcome: outcomeOf(deps, mode) })
  })
}

type Sent = Record<'username' | 'email' | 'password' | 'reason' | 'agreed', string>

function readForm(body: unknown): Sent {
  const given = (body ?? {}) as Partial<Record<keyof Sent, unknown>>
  const text = (name: keyof Sent) => (typeof given[name] === 'string' ? given[name].slice(0, 5000) : '')
  return {
    username: text('username').trim().toLowerCase(),
    email: text('email').trim(),
    password: text('password'),
    reason: text('reason').trim(),
    agreed: text('agreed')
  }
}

function faultsOf(sent: Sent, mode: SignUpPage['mode']): Partial<Record<SignUpField, SignUpFault>> {
  const { username, email, password } = RegisterBody.shape
  const reason = RegistrationRequestBody.shape.registrationReason
  const checks: readonly [SignUpField, boolean][] = [
    ['username', username.safeParse(sent.username).success],
    ['email', email.safeParse(sent.email).success],
    ['password', password.safeParse(sent.password).success],
    ['reason', mode !== 'approval' || reason.safeParse(sent.reason).success],
    ['agreed', sent.agreed === 'yes']
  ]
  return Object.fromEntries(checks.flatMap(([field, isRight]) => (isRight ? [] : [[field, 'invalid' as const]])))
}

async function join(
  deps: SignUpPageDeps,
  { username, email, password, reason }: Sent,
  mode: SignUpPage['mode'],
  locale: Locale
): Promise<void> {
  const body = { username, email, password }
  if (mode === 'approval') await deps.requestRegistration({ ...body, registrationReason: reason }, locale)
  else await deps.register(body, locale)
}

function outcomeOf({ settings, hasMail }: SignUpPageDeps, mode: SignUpPage['mode']): SignUpPage['outcome'] {
  if (mode === 'approval') return hasMail ? 'asked' : 'asked-no-mail'
  return hasMail && settings.current().signup.requiresEmailVerification ? 'check-mail' : 'made'
}

function blankPage(settings: Settings): SignUpPage {
  const { signup, instance } = settings.current()
  return {
    kind: 'sign-up',
    mode: signup.enabled ? (signup.requiresApproval ? 'approval' : 'open') : 'closed',
    minimumAge: signup.minimumAge,
    termsHtml: instance.terms ? markdownToHtml(instance.terms) : null,
    values: EMPTY,
    faults: {},
    outcome: null
  }
}
