/** Who asks for a media file. */
import type { Request, Response } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Torrents } from '../torrents/index.ts'
import type { FileSender } from './send-file.ts'

export interface MediaCredentials {
  readonly viewer: Viewer | undefined
  /** From `POST /api/v1/videos/{id}/token`. */
  readonly fileToken: string | undefined
  readonly password: string | undefined
}

export interface PlaybackDeps extends FileSender {
  readonly db: Queryable
  /** @throws AppError when these credentials do not open this video's files. */
  readonly checkMediaAccess: (videoUuid: string, credentials: MediaCredentials) => Promise<{ isForEverybody: boolean }>
  /** Brings a file of another server's video that is not kept yet. */
  readonly bringFile: (folder: string, fileName: string) => Promise<boolean>
  /** Hears how many bytes this process sent of a video; nothing where nginx sends them. */
  readonly noteSent: (videoUuid: string, bytes: number) => void
  readonly torrents: Pick<Torrents, 'find' | 'make'>
}

export function credentialsOf(req: Request, res: Response): MediaCredentials {
  return { viewer: viewerOf(res), fileToken: fileTokenOf(req), password: req.get('x-peertube-video-password') }
}

export function fileTokenOf(req: Request): string | undefined {
  const token = req.query['videoFileToken']
  return typeof token === 'string' && /^[\w.-]{1,200}$/.test(token) ? token : undefined
}

export function missing(): AppError {
  return new AppError('not_found', 'File not found')
}
