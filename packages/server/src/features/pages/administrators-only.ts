import type { Request, Response } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { viewerOf } from '../../platform/http.ts'

/** Visitors are asked to sign in. @throws AppError `forbidden` for other members. */
export function isAdministrator(req: Request, res: Response): boolean {
  const viewer = viewerOf(res)
  if (!viewer) {
    res.redirect(303, `/login?next=${encodeURIComponent(req.originalUrl)}`)
    return false
  }
  if (viewer.role !== 'administrator') throw new AppError('forbidden', 'This page is for administrators.')
  return true
}
