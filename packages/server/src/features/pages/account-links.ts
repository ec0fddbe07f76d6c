/** The pages behind the links in mails, and the one that asks for such a mail. Plain forms: no script is needed. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import { z } from 'zod'
import { EmailBody, type Page, ResetPasswordBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { limitTo } from '../../platform/limit-requests.ts'
import type { PageResponder } from './page-responder.ts'

export type LinkOwner = { readonly userId: number } | { readonly registrationId: number }

export interface AccountLinkDeps {
  readonly accountLinks: {
    /** @returns At once and for every address: nobody learns who has an account. */
    readonly askForPasswordLink: (email: string) => Promise<void>
    /** @throws AppError `forbidden` when the link is wrong, used or too old. */
    readonly resetPassword: (userId: number, change: { password: string; token: string }) => Promise<void>
    /** @throws AppError `forbidden`, likewise. */
    readonly verifyEmail: (owner: LinkOwner, token: string) => Promise<void>
  }
}

type Outcome = Extract<Page, { kind: 'account-link' }>['outcome']

const id = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 53)
const LinkQuery = z.object({
  userId: id.optional(),
  registrationId: id.optional(),
  verificationString: z.string().max(200).default('')
})
const readForm = urlencoded({ extended: false, limit: '10kb' })

export function accountLinkPages(router: Router, pages: PageResponder, { accountLinks }: AccountLinkDeps): void {
  const show =
    (step: Extract<Page, { kind: 'account-link' }>['step']) =>
    (req: Request, res: Response, outcome: Outcome = null) =>
      pages.respond(req, res, { kind: 'account-link', step, outcome }, STATUS[outcome ?? 'done'])

  const forgot = show('forgot')
  router.get('/forgot-password', (req, res) => forgot(req, res))
  router.post('/forgot-password', limitTo('mail'), readForm, async (req, res) => {
    const parsed = EmailBody.safeParse(req.body)
    if (parsed.success) await accountLinks.askForPasswordLink(parsed.data.email)
    await forgot(req, res, parsed.success ? 'done' : 'bad-input')
  })

  const reset = show('reset')
  router.get('/reset-password', (req, res) => reset(req, res))
  router.post('/reset-password', limitTo('registration'), readForm, async (req, res) => {
    const { userId, verificationString: token } = LinkQuery.catch({ verificationString: '' }).parse(req.query)
    const password = ResetPasswordBody.shape.password.safeParse(req.body?.password)
    if (!password.success) return reset(req, res, 'bad-input')
    const outcome =
      userId === undefined
        ? 'bad-link'
        : await outcomeOf(accountLinks.resetPassword(userId, { password: password.data, token }))
    return reset(req, res, outcome)
  })

  const verify = show('verify')
  // Nothing changes by looking at it: programs that read mail open every link in it.
  router.get('/verify-account/email', (req, res) => verify(req, res))
  router.post('/verify-account/email', limitTo('registration'), readForm, async (req, res) => {
    const { userId, registrationId, verificationString } = LinkQuery.catch({ verificationString: '' }).parse(req.query)
    if (userId !== undefined)
      return verify(req, res, await outcomeOf(accountLinks.verifyEmail({ userId }, verificationString)))
    if (registrationId !== undefined)
      return verify(req, res, await outcomeOf(accountLinks.verifyEmail({ registrationId }, verificationString)))
    return verify(req, res, 'bad-link')
  })
}

const STATUS: Record<Exclude<Outcome, null>, number> = { done: 200, 'bad-link': 403, 'bad-input': 400 }

async function outcomeOf(done: Promise<void>): Promise<Outcome> {
  try {
    await done
    return 'done'
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return 'bad-link'
    throw error
  }
}
