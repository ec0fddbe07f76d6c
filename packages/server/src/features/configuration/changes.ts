/** Settings as a difference from the defaults, so that a changed default reaches whoever never touched it. Pure. */
import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../../contract/index.ts'

type Tree = Readonly<Record<string, unknown>>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy of `whole` with the leaves of `change` in place; leaves that `whole` does not know are left out. */
export function merge<Whole extends object>(whole: Whole, change: Change<Whole>): Whole {
  const merged = Object.entries(whole).map(([key, value]) => {
    const wanted = (change as Tree)[key]
    if (wanted === undefined) return [key, value]
    if (isTree(value)) return [key, isTree(wanted) ? merge(value, wanted) : value]
    return [key, wanted]
  })
  return Object.fromEntries(merged)
}

/** The least that `merge` makes `whole` of `base` with. */
export function difference<Whole extends object>(whole: Whole, base: Whole): Change<Whole> {
  const entries = Object.entries(whole).flatMap(([key, value]) => {
    const before = (base as Tree)[key]
    if (isDeepStrictEqual(value, before)) return []
    return [[key, isTree(value) && isTree(before) ? difference(value, before) : value]]
  })
  return Object.fromEntries(entries)
}

/** `signup.enabled`, … */
export function leafPaths(change: object, prefix = ''): string[] {
  return Object.entries(change).flatMap(([key, value]) =>
    isTree(value) ? leafPaths(value, `${prefix}${key}.`) : [`${prefix}${key}`]
  )
}

export function valueAt(whole: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], whole)
}

export function without<Whole extends object>(change: Change<Whole>, path: readonly string[]): Change<Whole> {
  const [key = '', ...rest] = path
  const entries = Object.entries(change).flatMap(([name, value]) => {
    if (name !== key) return [[name, value]]
    return rest.length > 0 && isTree(value) ? [[name, without(value, rest)]] : []
  })
  return Object.fromEntries(entries)
}
