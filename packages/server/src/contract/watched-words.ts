/** Wire types of watched words and automatic tags, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { count, INVALID, natural, readable, sortBy, start } from './list-parameters.ts'

const LIST_NAME = 'Should have a list name between 1 and 100 characters long'
const WORDS = 'Should have an array of up to 500 words between 1 and 100 characters each'
const listName = z.string(LIST_NAME).trim().min(1, LIST_NAME).max(100, LIST_NAME)
const words = z.array(z.string(WORDS).trim().min(1, WORDS).max(100, WORDS), WORDS).min(1, WORDS).max(500, WORDS)

/** `POST …/lists` */
export const WatchedWordsBody = z.object({ listName, words })
export type WatchedWordsBody = z.output<typeof WatchedWordsBody>
/** `PUT …/lists/{listId}` */
export const WatchedWordsChange = z.object({ listName: listName.optional(), words: words.optional() })
export type WatchedWordsChange = z.output<typeof WatchedWordsChange>

export const WatchedWordsQuery = readable(
  z.object({ start, count, sort: sortBy(['createdAt', 'updatedAt', 'listName']).default('-createdAt') })
)
export type WatchedWordsQuery = z.output<typeof WatchedWordsQuery>

export const AccountName = z.object({ accountName: z.string(INVALID).min(1, INVALID).max(320, INVALID) })
export const ServerListReference = z.object({ listId: natural() })
export const AccountListReference = AccountName.extend({ listId: natural() })

const REVIEW = 'Should have a valid review array'
/** `PUT /api/v1/automatic-tags/policies/accounts/{accountName}/comments` */
export const CommentPoliciesBody = z.object({
  review: z.array(z.string(REVIEW).max(100, REVIEW), REVIEW).max(200, REVIEW)
})

export interface WatchedWordsList {
  readonly id: number
  readonly listName: string
  readonly words: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}

export interface AvailableTags {
  readonly available: readonly { readonly name: string; readonly type: 'core' | 'watched-words-list' }[]
}

export interface CommentPolicies {
  /** Comments with one of these tags wait for the owner of the video. */
  readonly review: readonly string[]
}
