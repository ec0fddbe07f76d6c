/**
 * Whether a JSON-LD document means what its JSON looks like. A signature of the body is over the meaning; what is done
 * is read from the JSON. Between the two, terms could be given another sense, and fields be hidden or written twice.
 */
import type { JsonObject } from '../deps.ts'
import { isObject } from '../json.ts'
import { loadContext } from './contexts.ts'

const ACTIVITY_STREAMS = 'https://www.w3.org/ns/activitystreams'

/** The own terms of ActivityStreams must keep their sense, and nothing may be written in another way than by a term. */
export async function isPlainJson({ '@context': context, ...fields }: JsonObject): Promise<boolean> {
  const parts = [context].flat()
  if (parts[0] !== ACTIVITY_STREAMS) return false
  const own = await termsOf(ACTIVITY_STREAMS)
  if (!own) return false
  for (const part of parts.slice(1)) {
    const terms = typeof part === 'string' ? await termsOf(part) : part
    if (!isObject(terms) || !keepsTerms(terms, own)) return false
  }
  return hasPlainKeys(fields)
}

/** All that a context that is kept here defines; undefined for one that is not. */
async function termsOf(url: string): Promise<JsonObject | undefined> {
  const loaded = await loadContext(url).catch(() => undefined)
  const context = (loaded?.document as JsonObject | undefined)?.['@context']
  const parts = [context].flat()
  return parts.every(isObject) ? Object.assign({}, ...parts) : undefined
}

/** `@version` and `@protected` change nothing of that. */
const HARMLESS = new Set(['@version', '@protected'])

function keepsTerms(terms: JsonObject, own: JsonObject): boolean {
  return Object.entries(terms).every(([term, meaning]) => {
    if (HARMLESS.has(term)) return true
    if (term.startsWith('@')) return false
    if (!Object.hasOwn(own, term)) return !aliasesKeyword(meaning)
    return JSON.stringify(own[term]) === JSON.stringify(meaning)
  })
}

/** Another name for `id` or `type`, or a context of its own for what stands below a term. */
function aliasesKeyword(meaning: unknown): boolean {
  if (typeof meaning === 'string') return meaning.startsWith('@')
  if (!isObject(meaning)) return true
  return ['@context', '@reverse', '@nest'].some(key => key in meaning) || String(meaning['@id'] ?? '').startsWith('@')
}

function hasPlainKeys(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasPlainKeys)
  if (!isObject(value)) return true
  return Object.entries(value).every(([key, inner]) => !/[:@]/.test(key) && hasPlainKeys(inner))
}
