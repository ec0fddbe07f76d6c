/** What the forms of the studio have in common. */
import type { Request, Response } from 'express'
import { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import type { ReceivedFiles } from '../../platform/api-router.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import type { ReceivedForm } from '../../platform/form.ts'
import { InvalidRequest } from '../../platform/http.ts'

export interface StudioDeps {
  /** The API's operations: forms may what clients may, and nothing else. */
  readonly call: CallOperation
  /** Reads a form with files. */
  readonly receiveFiles: (
    req: Request,
    files: Readonly<Record<string, number>>
  ) => Promise<ReceivedFiles & { readonly form: ReceivedForm }>
}

/** The word that a form leaves in the address it leads back to. */
export function doneOf(req: Request): string | null {
  return z
    .string()
    .regex(/^[a-zA-Z]{1,20}$/)
    .nullable()
    .catch(null)
    .parse(req.query['done'] ?? null)
}

export function leadBack(res: Response, path: string, done: string): void {
  res.redirect(303, `${path}${path.includes('?') ? '&' : '?'}done=${done}`)
}

/** The fields of a form as they were typed. */
export function typedValues(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
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
