/** What people think of videos, as PeerTube 6.3 tells it. Pure. */
import type { Site } from '../kernel/site.ts'
import { PUBLIC, withContext } from './context.ts'

export type Opinion = 'like' | 'dislike'

const TYPES = { like: 'Like', dislike: 'Dislike' } as const

export const ratingUrlOf = ({ origin }: Site, name: string, rating: Opinion, videoId: number): string =>
  `${origin}/accounts/${name}/${rating}s/${videoId}`

export interface RatingParts {
  readonly name: string
  readonly rating: Opinion
  readonly videoId: number
  readonly videoUrl: string
}

function toOpinion(site: Site, { name, rating, videoId, videoUrl }: RatingParts) {
  const actor = `${site.origin}/accounts/${name}`
  return { id: ratingUrlOf(site, name, rating, videoId), type: TYPES[rating], actor, object: videoUrl }
}

const publicly = (actor: string) => ({ to: [PUBLIC], cc: [`${actor}/followers`] })

/** As who asks for it is told. */
export function toRatingDocument(site: Site, parts: RatingParts) {
  const opinion = toOpinion(site, parts)
  return withContext('collection', { ...publicly(opinion.actor), ...opinion })
}

/** @param ownerUrl Whom alone it is told. */
export function toRating(site: Site, ownerUrl: string, parts: RatingParts) {
  return withContext('collection', { to: [ownerUrl], cc: [], ...toOpinion(site, parts) })
}

export function toUndoneRating(site: Site, ownerUrl: string, parts: RatingParts) {
  const opinion = toOpinion(site, parts)
  return withContext('collection', {
    to: [ownerUrl],
    cc: [],
    type: 'Undo',
    id: `${opinion.id}/undo`,
    actor: opinion.actor,
    object: { ...publicly(opinion.actor), ...opinion }
  })
}
