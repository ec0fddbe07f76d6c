import type { Request, Response } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'

/** Visitors are asked to sign in. @throws AppError `forbidden` for other members. */
export function isAdministrator(req: Request, res: Response): boolean {
  const viewer = signedInViewer(req, res)
  if (viewer && viewer.role !== 'administrator') throw new AppError('forbidden', 'This page is for administrators.')
  return viewer !== undefined
}

/** Administrators are moderators too. @throws AppError `forbidden` for other members. */
export function isModerator(req: Request, res: Response): boolean {
  const viewer = signedInViewer(req, res)
  if (viewer?.role === 'user') throw new AppError('forbidden', 'This page is for moderators.')
  return viewer !== undefined
}

/** As operations about a user want it. */
export const ownId = (res: Response): string => String(viewerOf(res)!.userId)

/**
 * @param next Where they are led then, where it is not what they asked for.
 * @returns Undefined for visitors, who are led to the sign-in page and back.
 */
export function signedInViewer(req: Request, res: Response, next = req.originalUrl): Viewer | undefined {
  const viewer = viewerOf(res)
  if (!viewer) res.redirect(303, `/login?next=${encodeURIComponent(next)}`)
  return viewer
}

/** Not who somebody is opens this video, but what they know. */
export function asksPassword(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.wireCode === 'video_requires_password' || error.wireCode === 'incorrect_video_password')
  )
}

/** Any member; visitors are asked to sign in. */
export const isSignedIn = (req: Request, res: Response): boolean => signedInViewer(req, res) !== undefined
