/** Between the settings and the fields of a form. Pure. */
import {
  CONFIG_SECTIONS,
  type ConfigField,
  type ConfigFieldKind,
  type ConfigPath,
  type InstanceSettings
} from '../../contract/index.ts'
import { InvalidRequest } from '../../platform/http.ts'
import { valueAt } from '../configuration/index.ts'
import { type Form, textOf } from './forms.ts'
import { readLanguageCodes, toLanguageCodes } from './languages-by-name.ts'

const KINDS: Readonly<Record<string, ConfigFieldKind>> = Object.assign({}, ...Object.values(CONFIG_SECTIONS))
const GIGABYTE = 1e9
const LONGEST = 110_000

export const kindOf = (path: ConfigPath): ConfigFieldKind => KINDS[path]!

export type Written = ReadonlyMap<ConfigPath, string>

/** As a form writes what is set. */
export function writtenOf(paths: readonly ConfigPath[], settings: InstanceSettings, homepage = ''): Written {
  return new Map(
    paths.map(path => [path, path === 'homepage' ? homepage : write(kindOf(path), valueAt(settings, path.split('.')))])
  )
}

/** What somebody sent. A box that is not ticked is not sent. */
export function readWritten(paths: readonly ConfigPath[], form: Form): Written {
  const clean = (path: ConfigPath) => {
    const text = textOf(form[path], LONGEST).replace(/\r\n/g, '\n')
    if (kindOf(path) === 'languages') return toLanguageCodes(text)
    return kindOf(path) === 'long' ? text : text.trim()
  }
  return new Map(paths.map(path => [path, clean(path)]))
}

export function toFields(written: Written, faults: ReadonlySet<string> = new Set()): ConfigField[] {
  return [...written].map(([path, value]) => ({ path, kind: kindOf(path), value, isFaulty: faults.has(path) }))
}

/** A tree with the written values in their places. */
export function toChange(written: Written): Record<string, unknown> {
  const tree: Record<string, unknown> = {}
  for (const [path, text] of written) {
    if (path === 'homepage') continue
    const keys = path.split('.')
    const last = keys.pop()!
    let at = tree
    for (const key of keys) {
      at[key] ??= {}
      at = at[key] as Record<string, unknown>
    }
    at[last] = read(path, text)
  }
  return tree
}

/** Those of `paths` that a refusal is about. @throws The error when it is about none of them. */
export function faultsOf(error: unknown, paths: readonly ConfigPath[]): Set<string> {
  if (!(error instanceof InvalidRequest)) throw error
  const issues = (error.cause as { issues?: readonly { path: readonly PropertyKey[] }[] } | undefined)?.issues ?? []
  const told = issues.map(({ path }) => path.map(String).join('.'))
  const found = paths.filter(path =>
    told.some(one => `${one}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${one}.`))
  )
  if (found.length === 0) throw error
  return new Set(found)
}

function write(kind: ConfigFieldKind, value: unknown): string {
  if (kind === 'flag') return value ? 'on' : ''
  if (kind === 'languages') return (value as readonly string[]).join(', ')
  if (kind === 'limit' || kind === 'size')
    return value === -1 ? '' : String(kind === 'size' ? Number(value) / GIGABYTE : value)
  return String(value)
}

function read(path: ConfigPath, text: string): unknown {
  const kind = kindOf(path)
  if (kind === 'flag') return text === 'on'
  if (kind === 'languages') return readLanguageCodes(text)
  if (kind === 'number') return numberOf(text)
  if (kind === 'limit') return text === '' ? -1 : numberOf(text)
  if (kind === 'size') return text === '' ? -1 : Math.round(numberOf(text) * GIGABYTE)
  return path === 'defaults.publish.commentsPolicy' ? numberOf(text) : text
}

/** Nothing is no number, and is refused with what is none either. */
const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text.replace(',', '.')))
