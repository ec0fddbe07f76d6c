/** What another server's Note, or what is left of one, says. Pure. */
import type { Site } from '../../kernel/site.ts'
import { type JsonObject, Refused } from '../deps.ts'
import { idsOf, isOnHostOf } from '../json.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { addressOf, namesPublic, objectsOf, referenceOf, textOf } from './values.ts'

export interface Note {
  readonly url: string
  /** Null for a tombstone. */
  readonly authorUrl: string | null
  readonly inReplyTo: string
  readonly text: string
  readonly publishedAt: Date
  readonly updatedAt: Date
  readonly replyApproval: string | null
}

/** As for members here. */
const TEXT_MAX = 10_000
/** With its markup; more would only cost time. */
const CONTENT_MAX = 200_000

/** @throws Refused */
export function parseNote(site: Site, object: JsonObject): Note {
  const url = addressOf(site, object['id'])
  const inReplyTo = referenceOf(site, object['inReplyTo'])
  if (!url) throw new Refused('A note without an id')
  if (!inReplyTo) throw new Refused('It answers nothing')
  const publishedAt = dateOf(object['published']) ?? new Date()
  const updatedAt = dateOf(object['updated']) ?? dateOf(object['deleted']) ?? publishedAt
  const replyApproval = referenceOf(site, object['replyApproval']) ?? null
  const common = { url, inReplyTo, publishedAt, updatedAt, replyApproval }
  if (object['type'] === 'Tombstone') return { ...common, authorUrl: null, text: '' }

  const [authorUrl, ...others] = idsOf(object['attributedTo'])
  if (!authorUrl || others.length > 0 || !isOnHostOf(url, authorUrl))
    throw new Refused('A note of somebody on another host')
  if (!namesPublic(object['to']) && !namesPublic(object['cc'])) throw new Refused('It is not for everybody')
  return { ...common, authorUrl, text: wordsOf(object) }
}

function wordsOf(object: JsonObject): string {
  const content = textOf(object['content'], CONTENT_MAX) ?? ''
  const isMarkdown = object['mediaType'] === 'text/markdown'
  const words = isMarkdown ? content : (textOf(htmlToMarkdown(content, mentionsOf(object)), CONTENT_MAX) ?? '')
  if (words === '') throw new Refused('A note without words')
  if (words.length > TEXT_MAX) throw new Refused('A note that is too long')
  return words
}

/** Names of those called, by their addresses. */
function mentionsOf({ tag }: JsonObject): Map<string, string> {
  return new Map(
    objectsOf(tag).flatMap(({ type, href, name }) =>
      type === 'Mention' && typeof href === 'string' && typeof name === 'string' && MENTION.test(name)
        ? [[href, name] as const]
        : []
    )
  )
}

const MENTION = /^@[\w.-]{1,100}@[\w.:-]{1,255}$/

function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined
  const date = new Date(value)
  const year = date.getUTCFullYear()
  return year >= 1990 && year < 2200 ? date : undefined
}
