/** The page of films that pass from one member to another. */
import type { FormOutcome } from './form-pages.ts'
import type { OwnershipChange } from './ownership.ts'

export interface OfferOnPage {
  readonly id: number
  readonly status: OwnershipChange['status']
  /** ISO 8601 */
  readonly createdAt: string
  readonly videoName: string
  readonly thumbnailPath: string
  /** Null where the reader may not see it. */
  readonly path: string | null
  /** Who offers it, or whom it is offered to. */
  readonly other: { readonly displayName: string; readonly handle: string }
}

export interface OwnershipPage {
  readonly kind: 'ownership'
  readonly side: 'received' | 'sent'
  readonly offers: readonly OfferOnPage[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  readonly outcome: FormOutcome
}
