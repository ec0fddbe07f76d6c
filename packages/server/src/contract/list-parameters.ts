/** Parts of the queries of lists, which come as text in an address or as they are in a JSON body. */
import { z } from 'zod'

export const INVALID = 'Invalid value'
const LIST_MAX = 100
const POSTGRES_INTEGER_MAX = 2 ** 31 - 1
const ITEMS_MAX = 100
const TEXT_MAX = 1000

const integer = (message: string) =>
  z.coerce.number(message).int(message).max(POSTGRES_INTEGER_MAX, message).min(-POSTGRES_INTEGER_MAX, message)

export const natural = (message = INVALID) => integer(message).min(0, message)

const COUNT_MESSAGE = `Should have a number count (max: ${LIST_MAX})`
export const start = natural().default(0)
export const count = integer(COUNT_MESSAGE).min(0, COUNT_MESSAGE).max(LIST_MAX, COUNT_MESSAGE).default(15)

/** `true`, `false`, `1` or `0`. */
export const flag = (message = INVALID) =>
  z
    .union([z.boolean(), z.enum(['true', 'false', '1', '0'])], message)
    .transform(value => value === true || value === 'true' || value === '1')

export const text = (message = INVALID) => z.string(message).max(TEXT_MAX, message)
export const date = z.coerce.date(INVALID)

/** A list however long: one value is a list of one. */
export const listOf = <Item extends z.ZodType>(item: Item, message = INVALID) =>
  z.preprocess(value => (Array.isArray(value) ? value : [value]), z.array(item, message).max(ITEMS_MAX, message))

export const numbers = (message: string) => listOf(integer(message), message)
export const texts = (message: string) => listOf(text(message), message)

/** An order by one of these names, downwards with a minus before it. */
export function sortBy<const Names extends readonly [string, ...string[]]>(names: Names) {
  type Name = Names[number]
  return z.enum(names.flatMap(name => [name, `-${name}`]) as (Name | `-${Name}`)[], INVALID)
}

/** Clients write lists as `a=1&a=2`, `a[]=1` or `a[0]=1`: all mean `a`. What is empty was not said. */
export function readable<Schema extends z.ZodObject>(schema: Schema) {
  return z.preprocess(collect, schema)
}

function collect(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query
  const collected: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query)) {
    if (value === '' || value === undefined || value === null) continue
    const plain = name.replace(/\[\d*\]$/, '')
    const isIndexed = plain !== name
    collected[plain] = isIndexed ? [collected[plain] ?? [], value].flat(2) : value
  }
  return collected
}

/** Of searches: this server asks no index elsewhere, and says so as a PeerTube without one does. */
export const searchTarget = z.literal('local', 'Should have a valid search target').optional()
