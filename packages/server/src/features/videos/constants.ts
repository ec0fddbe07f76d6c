/** Numbers that stand for words on PeerTube's wire (6.3), and the words. */
import type { Constant } from '../../contract/index.ts'
import { LANGUAGES } from './languages.ts'

type Labels = Readonly<Record<string, string>>

export const CATEGORIES: Labels = {
  1: 'Music',
  2: 'Films',
  3: 'Vehicles',
  4: 'Art',
  5: 'Sports',
  6: 'Travels',
  7: 'Gaming',
  8: 'People',
  9: 'Comedy',
  10: 'Entertainment',
  11: 'News & Politics',
  12: 'How To',
  13: 'Education',
  14: 'Activism',
  15: 'Science & Technology',
  16: 'Animals',
  17: 'Kids',
  18: 'Food'
}

export const LICENCES: Labels = {
  1: 'Attribution',
  2: 'Attribution - Share Alike',
  3: 'Attribution - No Derivatives',
  4: 'Attribution - Non Commercial',
  5: 'Attribution - Non Commercial - Share Alike',
  6: 'Attribution - Non Commercial - No Derivatives',
  7: 'Public Domain Dedication'
}

export const PRIVACIES: Labels = { 1: 'Public', 2: 'Unlisted', 3: 'Private', 4: 'Internal', 5: 'Password protected' }
export const STATES: Labels = { 1: 'Published', 2: 'To transcode', 7: 'Transcoding failed' }
export const COMMENTS_POLICIES: Labels = { 1: 'Enabled', 2: 'Disabled', 3: 'Requires approval' }

/** `{ id, label }`, with PeerTube's `Unknown` for what was not said. */
export function constantOf<Id extends number | string | null>(labels: Labels, id: Id): Constant<Id> {
  return { id, label: (id !== null && labels[String(id)]) || 'Unknown' }
}

export const languageOf = (id: string | null): Constant<string | null> => constantOf(LANGUAGES, id)

/** Of a file, by its lines. */
export const labelled = (height: number) => ({ id: height, label: height === 0 ? 'Audio only' : `${height}p` })
