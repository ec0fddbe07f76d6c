/**
 * A page with forms that act on what it shows. Each form posts to the page's own address, says which it is, and is
 * answered with the page: what was done, or why not, beside what was written. No script is needed.
 */
import { type Request, type Response, type Router, urlencoded } from 'express'
import {
  DEEDS,
  type Deed,
  type FormFault,
  type FormOutcome,
  type OperationAnswers,
  type OperationId,
  type Page
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation, OperationRequest } from '../../platform/call-operation.ts'
import { HTTP_STATUS, InvalidRequest } from '../../platform/http.ts'
import { doneOf, type Form, leadBack } from './forms.ts'
import { PAGE_SIZE } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

/** A request of a page, and its answer. */
export type Exchange = Pick<OperationRequest, 'req' | 'res'>

/** Does what the API's operation does, for who sends the page's request. @throws AppError as the API does. */
export type Operate = <Id extends OperationId>(
  at: Exchange,
  id: Id,
  input?: Pick<OperationRequest, 'params' | 'query' | 'body'>
) => Promise<Id extends keyof OperationAnswers ? OperationAnswers[Id] : unknown>

/** The answers of operations in their shapes. */
export const operateWith = (call: CallOperation): Operate =>
  ((at, id, input) => call<unknown>(id, { ...at, ...input })) as Operate

/** What a form sent. */
export interface Sent extends Exchange {
  readonly id: string
  readonly form: Form
  /** Of a field that came several times, the first; empty when it is missing. */
  field(name: string): string
  /** Every value of a field. */
  all(name: string): string[]
}

/** What was done, and where that is told, else on the same page; or the page again, which asks for more. */
export type Act = (
  sent: Sent
) => Promise<Deed | { readonly deed: Deed; readonly to: string } | { readonly page: Page; readonly status?: number }>

export interface FormPage {
  /** One: the trail of changes names an act by its route. */
  readonly path: string
  /** Whether the page goes on; it has answered by itself when not. */
  readonly admits: (req: Request, res: Response) => boolean
  readonly show: (at: Exchange, outcome: FormOutcome) => Promise<Page>
  /** By what their field `form` says; or one that is all that the page has. */
  readonly forms?: Readonly<Record<string, Act>> | Act
}

/** No form was sent. */
export const NOTHING: FormOutcome = { done: null, fault: null }
const readForm = urlencoded({ extended: false, limit: '1mb', parameterLimit: 1000 })

export function formPage(router: Router, pages: PageResponder, { path, admits, show, forms = {} }: FormPage): void {
  router.get(path, async (req, res) => {
    if (!admits(req, res)) return
    await pages.respond(req, res, await show({ req, res }, { ...NOTHING, done: doneOf(req, DEEDS) }))
  })
  router.post(path, readForm, async (req, res) => {
    if (!admits(req, res)) return
    const sent = sentBy(req, res)
    const name = sent.field('form')
    const act = typeof forms === 'function' ? forms : Object.hasOwn(forms, name) ? forms[name] : undefined
    if (!act) throw new AppError('invalid', 'The form was not filled in as it must be.')
    try {
      const result = await act(sent)
      if (typeof result === 'object' && 'page' in result) {
        await pages.respond(req, res, result.page, result.status)
        return
      }
      const { deed, to } = typeof result === 'string' ? { deed: result, to: req.originalUrl } : result
      leadBack(res, to, deed)
    } catch (error) {
      const { outcome, status } = refusalOf(error, sent)
      await pages.respond(req, res, await show(sent, outcome), status)
    }
  })
}

export function sentBy(req: Request, res: Response): Sent {
  const form = (req.body ?? {}) as Record<string, string | string[]>
  const all = (name: string) => (Object.hasOwn(form, name) ? [form[name]!].flat() : [])
  const field = (name: string) => (all(name)[0] ?? '').trim()
  return { req, res, form, field, all, id: field('id') }
}

const KINDS: Partial<Record<AppError['code'], FormFault['kind']>> = {
  invalid: 'invalid',
  conflict: 'taken',
  not_found: 'gone',
  forbidden: 'refused',
  too_many: 'too-many'
}

/** The page again, since what is in that field of a whole form cannot be. */
export const refusedAt = (sent: Sent, field: string): FormOutcome => ({
  ...NOTHING,
  fault: {
    form: sent.field('form'),
    id: '',
    kind: 'invalid',
    fields: [field],
    values: { [field]: sent.field(field) }
  }
})

/** What was ticked in a list of this page, each once. @throws AppError `invalid` for more than a page holds. */
export function ticked(sent: Sent, name: string): string[] {
  const keys = [...new Set(sent.all(name))]
  if (keys.length > PAGE_SIZE) throw new AppError('invalid', 'Too many at once.')
  return keys
}

/** Secrets are not written into the page again. */
const SECRETS = ['password', 'currentPassword']

/** What a page says of the form that it refused. @throws The error, where nobody at the form can mend it. */
export function refusalOf(error: unknown, sent: Sent): { readonly outcome: FormOutcome; readonly status: number } {
  const fault = faultOf(error, sent)
  if (!fault) throw error
  tellWhenAgain(error, sent.res)
  return { outcome: { ...NOTHING, fault }, status: HTTP_STATUS[(error as AppError).code] }
}

/** The header that says when one more of these is taken again, where there were too many. */
export function tellWhenAgain(error: unknown, res: Response): void {
  const seconds = error instanceof AppError ? error.retryAfterSeconds : undefined
  if (seconds) res.setHeader('Retry-After', Math.ceil(seconds))
}

function faultOf(error: unknown, sent: Sent): FormFault | undefined {
  const kind = error instanceof AppError ? KINDS[error.code] : undefined
  if (!kind) return undefined
  const names = Object.keys(sent.form).filter(name => !SECRETS.includes(name))
  return {
    form: sent.field('form'),
    id: sent.id,
    kind,
    fields: fieldsOf(error as AppError),
    values: Object.fromEntries(names.map(name => [name, sent.field(name)]))
  }
}

function fieldsOf(error: AppError): string[] {
  if (error instanceof InvalidRequest) return [...new Set(error.faults.map(({ field }) => field))]
  return error.field === undefined ? [] : [error.field]
}

/** Filters that were chosen; the API is not told of the others. */
export function chosen(choice: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== ''))
}
