/** What members think of videos, at the addresses that collections and activities name. */
import type { Request } from 'express'
import { z } from 'zod'
import { findLocalRating } from '../features/ratings/index.ts'
import { isForEverybody } from '../features/videos/index.ts'
import { AppError } from '../kernel/errors.ts'
import { siteOf } from '../kernel/site.ts'
import { parse } from '../platform/http.ts'
import type { Queryable } from '../platform/postgres.ts'
import { toRatingDocument } from './rating-document.ts'

type Get = (path: string, answer: (req: Request) => Promise<object>) => void

const Reference = z.object({
  name: z.string().max(100),
  videoId: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 53 - 1)
})

export function serveRatings(get: Get, { db, origin }: { db: Queryable; origin: string }): void {
  const site = siteOf(origin)
  for (const rating of ['like', 'dislike'] as const)
    get(`/accounts/:name/${rating}s/:videoId`, async req => {
      const { name, videoId } = parse(Reference, req.params, 'params')
      const found = await findLocalRating(db, { name, videoId, rating })
      if (!found || !isForEverybody(found)) throw new AppError('not_found', 'Account rate not found')
      const videoUrl = found.videoUrl ?? `${origin}/videos/watch/${found.uuid}`
      return toRatingDocument(site, { name, rating, videoId, videoUrl })
    })
}
