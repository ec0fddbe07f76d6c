/** The pages on which words are watched for: under one's own films, or everywhere for the moderators. */
import type { FormOutcome } from './form-pages.ts'
import type { WatchedWordsList } from './watched-words.ts'

/** A tag that comments get by themselves. */
export interface TagOnPage {
  readonly name: string
  /** Not of a list: PeerTube's tag for links to elsewhere. */
  readonly isLink: boolean
  /** Comments with it wait for the owner of the film. */
  readonly isHolding: boolean
}

export interface WordsPage {
  readonly kind: 'watched-words'
  readonly by: 'member' | 'server'
  readonly lists: readonly WatchedWordsList[]
  /** What makes comments wait; the server's words make none wait. */
  readonly tags: readonly TagOnPage[]
  readonly outcome: FormOutcome
  readonly total: number
  readonly page: number
  readonly pageSize: number
}
