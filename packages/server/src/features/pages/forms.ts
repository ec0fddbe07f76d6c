/** What forms of pages have in common: reading what was sent, and coming back to the page that has the form. */
import type { Request, Response } from 'express'
import { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import type { ReceivedFiles } from '../../platform/api-router.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import type { ReceivedForm } from '../../platform/form.ts'
import { InvalidRequest } from '../../platform/http.ts'

export type Form = Readonly<Record<string, unknown>>

export interface FileFormDeps {
  /** The API's operations: forms may what clients may, and nothing else. */
  readonly call: CallOperation
  /** Reads a form with files. */
  readonly receiveFiles: (
    req: Request,
    files: Readonly<Record<string, number>>
  ) => Promise<ReceivedFiles & { readonly form: ReceivedForm }>
}

/** @throws AppError `invalid` */
export function parseForm<Schema extends z.ZodType>(schema: Schema, form: Form): z.output<Schema> {
  const parsed = schema.safeParse(form)
  if (parsed.success) return parsed.data
  throw new AppError('invalid', 'The form was not filled in as it must be.')
}

const SubscriptionForm = z.object({ wanted: z.enum(['yes', 'no']) })

/** @returns Whether the channel is to be followed from now on. @throws AppError `invalid` */
export const readSubscription = (form: Form): boolean => parseForm(SubscriptionForm, form).wanted === 'yes'

/** One line of a form; empty for anything else. */
export const textOf = (value: unknown, max = 1000): string => (typeof value === 'string' ? value.slice(0, max) : '')

/** The fields of a form as they were typed. */
export function typedValues(fields: Form): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
}

/** The word that a form left in the address it led back to; null for one that is none of `words`. */
export const doneOf = <Word extends string>({ query }: Request, words: readonly Word[]): Word | null =>
  words.find(word => word === query['done']) ?? null

/** To a page of this server, which says what was done. */
export function leadBack(res: Response, path: string, done: string): void {
  // Leading slashes are folded, so that "//host" cannot lead away.
  const url = new URL(path.replace(/^[/\\]+/, '/'), 'http://page.invalid')
  url.searchParams.set('done', done)
  res.redirect(303, url.pathname + url.search + url.hash)
}

/** What a form was refused for, where the person at it can mend it. @throws What it cannot be mended for. */
export function faultsOf(error: unknown): string[] {
  if (error instanceof InvalidRequest) return [...new Set(error.faults.map(({ field }) => field))]
  if (error instanceof AppError && FORM_CODES.has(error.code)) {
    return [error.field ?? error.code]
  }
  throw error
}

const FORM_CODES = new Set(['invalid', 'conflict', 'too_large', 'too_many', 'unprocessable', 'unsupported', 'no_space'])
