import type { Request, Response } from 'express'
import { AppError } from '../../kernel/errors.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { contentTypeOf } from './media-file.ts'

export interface FileSender {
  readonly storage: Storage
  /** nginx's internal location in front of the storage root; undefined when this process sends the bytes. */
  readonly accelPrefix: string | undefined
}

/**
 * Answers with a stored file: whole, a range (206), or 304, or 416 (RFC 9110), HEAD included; or leaves that to nginx.
 *
 * @throws AppError `not_found` when the file is not there (any more).
 */
export async function sendStoredFile(
  { storage, accelPrefix }: FileSender,
  req: Request,
  res: Response,
  { key, cacheControl, fileName }: { key: string; cacheControl: string; fileName: string }
): Promise<void> {
  // nginx would send this answer's headers with its own 404, and caches would keep that.
  if (accelPrefix && (await storage.sizeOf(key)) === undefined) throw new AppError('not_found', 'File not found')

  res.setHeader('Cache-Control', cacheControl)
  res.setHeader('Content-Type', contentTypeOf(fileName))

  if (accelPrefix) {
    res.setHeader('X-Accel-Redirect', `${accelPrefix}/${key.split('/').map(encodeURIComponent).join('/')}`)
    res.end()
    return
  }

  await widenSuffix(req, () => storage.sizeOf(key))
  return new Promise((resolve, reject) => {
    res.sendFile(key, { root: storage.root, dotfiles: 'deny', cacheControl: false }, error => {
      if (!error || res.headersSent) return resolve()
      if (hasStatus(error, 416)) {
        for (const name of OF_THE_FILE) res.removeHeader(name)
        res.setHeader('Content-Range', `bytes */${contentLength(error)}`)
        return reject(new AppError('out_of_range', 'Range Not Satisfiable', { wireCode: 'RangeNotSatisfiableError' }))
      }
      res.removeHeader('Cache-Control')
      reject(new AppError('not_found', 'File not found', { cause: error }))
    })
    req.on('aborted', () => resolve())
  })
}

/** By what goes through the socket, so that a viewer who leaves in the middle is not counted for the rest. */
export function countSent(
  { accelPrefix, noteSent }: Pick<FileSender, 'accelPrefix'> & { noteSent(videoUuid: string, bytes: number): void },
  res: Response,
  videoUuid: string
): void {
  const { socket } = res
  if (accelPrefix || !socket) return
  const before = socket.bytesWritten
  res.once('close', () => noteSent(videoUuid, socket.bytesWritten - before))
}

/** What an answer without the file must not say. */
const OF_THE_FILE = ['Cache-Control', 'Content-Type', 'Content-Disposition', 'ETag', 'Last-Modified']

/** More of the end than there is means the whole file (RFC 9110 §14.1.2); `send` would answer 416. */
async function widenSuffix(req: Request, findSize: () => Promise<number | undefined>): Promise<void> {
  const [, suffix] = /^bytes=-(\d+)$/.exec(req.headers.range ?? '') ?? []
  if (suffix !== undefined && Number(suffix) > ((await findSize()) ?? 0)) delete req.headers.range
}

function hasStatus(error: unknown, status: number): boolean {
  return (error as { status?: unknown }).status === status
}

function contentLength(error: unknown): string {
  const range = (error as { headers?: Record<string, string> }).headers?.['Content-Range']
  return range?.split('/')[1] ?? '*'
}
