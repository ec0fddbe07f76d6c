import type { Request } from 'express'
import { z } from 'zod'

export const PAGE_SIZE = 24

/** From `?page=`; anything else is the first page. */
export function pageNumber(req: Request): number {
  const page = z.coerce.number().int().min(1).max(10_000).safeParse(req.query['page'])
  return page.success ? page.data : 1
}

export function rangeOf(page: number): { start: number; count: number } {
  return { start: (page - 1) * PAGE_SIZE, count: PAGE_SIZE }
}
