/** Lists of the API as a client may ask for them: as they are, in every order, with each filter. */
import type { Caller } from './callers.ts'
import type { Parameter, WalkedOperation } from './operations.ts'
import { sample, sampleQuery } from './samples.ts'

export interface Wish {
  /** What is special about it; empty for the list as it is. */
  readonly name: string
  readonly query: Readonly<Record<string, string>>
}

const PAGING = ['start', 'count', 'sort']

export function wishesFor(operation: WalkedOperation): Wish[] {
  const least = sampleQuery(operation) as Record<string, string>
  return [
    { name: '', query: least },
    ...ordersOf(operation).map(sort => ({ name: `sort=${sort}`, query: { ...least, sort } })),
    ...filtersOf(operation).map(filter => {
      const value = asText(filter)
      return { name: `${filter.name}=${value}`, query: { ...least, [filter.name]: value } }
    })
  ]
}

export const ordersOf = ({ inQuery }: WalkedOperation) =>
  (inQuery.find(({ name }) => name === 'sort')?.schema.enum ?? []) as readonly string[]

export const filtersOf = ({ inQuery }: WalkedOperation) =>
  inQuery.filter(({ name, required }) => !required && !PAGING.includes(name))

/** Something else than what is taken without it. */
function asText({ schema }: Parameter): string {
  const { default: usual, ...rest } = schema
  return typeof usual === 'boolean' ? String(!usual) : String([sample(rest)].flat()[0] ?? '')
}

/** Whoever sees most of a list. */
export function readerOf({ access }: WalkedOperation, owner: Caller, administrator: Caller): Caller {
  return access === 'moderator' || access === 'administrator' ? administrator : owner
}
