/** Reads forms with files, straight to disk: memory does not grow with them. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { AppError } from '../kernel/errors.ts'

export interface ReceivedFile {
  readonly path: string
  /** As the client called it, without folders. */
  readonly fileName: string
  readonly sizeBytes: number
}

export interface ReceivedForm {
  readonly fields: Record<string, unknown>
  readonly files: ReadonlyMap<string, ReceivedFile>
}

export interface FormFile {
  readonly path: string
  readonly maxBytes: number
  /** What to say of a larger one, when there is a better reason than its size. */
  readonly refusal?: AppError
}

const LIMITS = { fieldSize: 65_536, fields: 200, files: 4, parts: 210, fieldNameSize: 100, headerPairs: 50 }
/** A refused body is read on for this long, so that the client can hear why; then the line is cut. */
const DRAIN_MS = 10_000

/**
 * @param wanted Where each file field goes; files under other names are thrown away.
 * @throws AppError `invalid`, `too_large` or `no_space`; every file is removed before it does.
 */
export async function readForm(
  req: IncomingMessage,
  wanted: Readonly<Record<string, FormFile>>
): Promise<ReceivedForm> {
  try {
    return await receive(req, wanted)
  } catch (error) {
    req.unpipe()
    req.resume()
    const cut = setTimeout(() => req.destroy(), DRAIN_MS).unref()
    req.once('close', () => clearTimeout(cut))
    await Promise.all(Object.values(wanted).map(({ path }) => rm(path, { force: true })))
    throw isNoSpace(error) ? noSpace(error) : error
  }
}

async function receive(req: IncomingMessage, wanted: Readonly<Record<string, FormFile>>): Promise<ReceivedForm> {
  const parser = openParser(req)
  const entries: [string, string][] = []
  const files = new Map<string, ReceivedFile>()
  const writing: Promise<void>[] = []
  const isOver = Promise.withResolvers<void>()

  parser.on('field', (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut) isOver.reject(new AppError('invalid', 'A field of this form is too long.'))
    else entries.push([name, value])
  })
  parser.on('file', (name, stream, fileName) => {
    // The parser gives its own error to the stream of the file it is in: whoever waits for the form hears it.
    stream.on('error', isOver.reject)
    const target = files.has(name) ? undefined : wanted[name]
    if (!target || !fileName) return void stream.resume()
    files.set(name, { path: target.path, fileName, sizeBytes: 0 })
    const written = writeFile(stream, target).then(sizeBytes => {
      files.set(name, { path: target.path, fileName, sizeBytes })
    })
    written.catch(isOver.reject)
    writing.push(written)
  })
  for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) {
    parser.on(limit, () => isOver.reject(new AppError('invalid', 'This form has too many parts.')))
  }
  parser.on('error', error => isOver.reject(broken(error)))
  parser.on('finish', isOver.resolve)
  req.on('error', error => isOver.reject(broken(error)))
  req.on('close', () => !req.complete && isOver.reject(broken(undefined)))

  req.pipe(parser)
  try {
    await isOver.promise
    // The form is over before its files are: the last one may still be refused for its size.
    await Promise.all(writing)
  } finally {
    req.unpipe(parser)
    if (!parser.destroyed && !parser.writableFinished) parser.destroy()
    await Promise.allSettled(writing)
  }
  return { fields: assembleForm(entries), files }
}

function openParser(req: IncomingMessage): BusboyInstance {
  if (!/^multipart\/form-data\b/i.test(req.headers['content-type'] ?? ''))
    throw new AppError('unsupported', 'This must be sent as multipart/form-data.')
  try {
    return new Busboy({ headers: req.headers as BusboyHeaders, limits: LIMITS })
  } catch (error) {
    throw broken(error)
  }
}

/** @returns Its size. */
async function writeFile(stream: Readable, { path, maxBytes, refusal }: FormFile): Promise<number> {
  let sizeBytes = 0
  const weigh = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes)
        done(refusal ?? new AppError('too_large', 'This file is too large.', { wireCode: 'max_file_size_reached' }))
      else done(null, chunk)
    }
  })
  await pipeline(stream, weigh, createWriteStream(path, { flags: 'wx' }))
  return sizeBytes
}

function broken(cause: unknown): AppError {
  return new AppError('invalid', 'This form is broken off or cannot be read.', { cause })
}

const isNoSpace = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '')

export function noSpace(cause?: unknown): AppError {
  return new AppError('no_space', 'There is no space left on this server.', { cause })
}

/** `a[b]`, `a[]`, `a[0]` and repeated names of a form become objects and arrays. */
export function assembleForm(entries: readonly (readonly [name: string, value: string])[]): Record<string, unknown> {
  const form = new Map<string, unknown>()
  for (const [name, value] of entries) {
    const [, base = name, key] = /^([A-Za-z]+)\[([A-Za-z0-9]*)\]$/.exec(name) ?? []
    const before = form.get(base)
    if (key !== undefined && !/^\d*$/.test(key)) {
      form.set(base, { ...(isObject(before) && before), [key]: value })
    } else if (key !== undefined || before !== undefined) {
      form.set(base, [...(before === undefined ? [] : [before].flat()), value])
    } else {
      form.set(base, value)
    }
  }
  return Object.fromEntries(form)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
