import { AppError } from '../../kernel/errors.ts'

/** What a part says of itself (RFC 9110 §14.4). */
export type Part =
  | { readonly kind: 'question' }
  | { readonly kind: 'bytes'; readonly start: number; readonly lengthBytes: number }

interface PartHeaders {
  readonly contentRange: string | undefined
  readonly contentLength: string | undefined
  /** Of the whole upload. */
  readonly totalBytes: number
}

/**
 * `bytes * /total` asks how much has come; without a range, the body is the whole file.
 *
 * @throws AppError `invalid` when range, length and the announced size do not agree.
 */
export function parsePart({ contentRange, contentLength, totalBytes }: PartHeaders): Part {
  if (contentRange === undefined) return { kind: 'bytes', start: 0, lengthBytes: totalBytes }
  if (/^bytes \*\/(\*|\d{1,15})$/.test(contentRange)) return { kind: 'question' }

  const [, first, last, total] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(contentRange) ?? []
  if (first === undefined) throw new AppError('invalid', 'The Content-Range of this part cannot be read.')
  const start = Number(first)
  const lengthBytes = Number(last) - start + 1
  if (Number(total) !== totalBytes) throw new AppError('invalid', 'This part belongs to a file of another size.')
  if (lengthBytes <= 0 || Number(last) >= totalBytes) throw new AppError('invalid', 'This part lies outside its file.')
  if (contentLength !== undefined && Number(contentLength) !== lengthBytes)
    throw new AppError('invalid', 'This part is not as long as it says.')
  return { kind: 'bytes', start, lengthBytes }
}
