/** Reads single values out of other servers' documents: addresses, words, references. Pure. */
import type { Site } from '../../kernel/site.ts'
import { idOf } from '../json.ts'
import { printable } from './plain-text.ts'
import { isLoopbackSite } from './reader.ts'

const URL_MAX = 2000
const SEVERAL_MAX = 200

/** Characters that an address keeps when it is parsed and written again, so that ids compare letter by letter. */
const PLAIN_ADDRESS = /^[\x21-\x7e]+$/

/**
 * The address as it was written, when it may be shown to people and given to browsers: https (http too among servers
 * on one machine), with no name or password in it.
 *
 * @param schemes Without `s`; those of the web unless told otherwise.
 */
export function addressOf(site: Site, value: unknown, schemes: readonly string[] = ['http']): string | undefined {
  if (typeof value !== 'string' || value.length > URL_MAX || !PLAIN_ADDRESS.test(value)) return undefined
  const url = URL.parse(value)
  if (!url || url.username || url.password || url.hostname === '') return undefined
  const isLoopback = isLoopbackSite(site)
  const isAllowed = schemes.some(
    scheme => url.protocol === `${scheme}s:` || (isLoopback && url.protocol === `${scheme}:`)
  )
  return isAllowed ? value : undefined
}

/** The id of what is named by its id, by a link, or embedded whole; when it is an address that may be shown. */
export const referenceOf = (site: Site, value: unknown): string | undefined => addressOf(site, idOf(value))

export const hostOf = (address: string): string => new URL(address).host

/** JSON-LD writes a list of one as that one. Cut, so that nobody keeps us busy. */
export function severalOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.slice(0, SEVERAL_MAX) : [value]
}

export type Fields = Readonly<Record<string, unknown>>

export const objectsOf = (value: unknown): readonly Fields[] =>
  severalOf(value).filter((item): item is Fields => typeof item === 'object' && item !== null && !Array.isArray(item))

const PUBLIC_NAMES = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public'])

export const namesPublic = (audience: unknown): boolean =>
  severalOf(audience).some(who => typeof who === 'string' && PUBLIC_NAMES.has(who))

export function textOf(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' ? printable(value, maxLength) : undefined
}

/** A whole number within what the database holds. */
export function countOf(value: unknown, max = 2 ** 31 - 1): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? Math.min(value, max) : undefined
}

/** A day that PostgreSQL and JavaScript both know. */
export function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined
  const date = new Date(value)
  return date.getTime() > -62_000_000_000_000 && date.getTime() < 250_000_000_000_000 ? date : undefined
}

const DURATION = /^PT(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10})(?:\.\d{1,9})?S)?$/

/** Whole seconds of an ISO 8601 duration without days. */
export function secondsOf(value: unknown): number | undefined {
  const [, hours = '0', minutes = '0', seconds = '0'] = DURATION.exec(String(value)) ?? []
  if (value === 'PT' || !DURATION.test(String(value))) return undefined
  return countOf(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
}
