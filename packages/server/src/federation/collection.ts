/** Ordered collections, paged as PeerTube pages them. Pure. */
import { z } from 'zod'
import { withContext } from './context.ts'

export const COLLECTION_PAGE_SIZE = 10
const PAGES_MAX = 100_000

export interface CollectionPage {
  readonly total: number
  readonly items: readonly unknown[]
}

/** Absent when the collection itself is asked for. */
export const PageQuery = z.object({ page: z.coerce.number('Invalid value').int().min(1).max(PAGES_MAX).optional() })

/** @param load One page from an offset; with a count of zero only the total matters. */
export async function collectionOf(
  id: string,
  page: number | undefined,
  load: (range: { start: number; count: number }) => Promise<CollectionPage>
) {
  if (page === undefined) {
    const { total } = await load({ start: 0, count: 0 })
    return withContext('collection', {
      id,
      type: 'OrderedCollection',
      totalItems: total,
      ...(total > 0 && { first: `${id}?page=1` })
    })
  }
  const start = (page - 1) * COLLECTION_PAGE_SIZE
  const { total, items } = await load({ start, count: COLLECTION_PAGE_SIZE })
  return withContext('collection', {
    id: `${id}?page=${page}`,
    type: 'OrderedCollectionPage',
    ...(page > 1 && { prev: `${id}?page=${page - 1}` }),
    ...(start + COLLECTION_PAGE_SIZE < total && { next: `${id}?page=${page + 1}` }),
    partOf: id,
    orderedItems: items,
    totalItems: total
  })
}
