/** Values that a schema accepts, as far as JSON Schema tells: what a check in code wants besides is for SAMPLES to say. */
import type { Schema, WalkedOperation } from './operations.ts'

const BY_FORMAT: Record<string, string> = {
  'date-time': '2026-05-01T10:00:00.000Z',
  date: '2026-05-01',
  email: 'somebody@example.org',
  uri: 'https://example.org/',
  uuid: '00000000-0000-4000-8000-000000000000'
}
/** Tried in turn against a pattern. */
const WORDS = [
  'summer',
  '5',
  '123456',
  'true',
  'fr',
  '2026-05-01',
  BY_FORMAT['date-time']!,
  'example.org',
  BY_FORMAT['uuid']!
]
const LONG = 'summer meeting '

export function sample(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => sample(part)), ownFields(schema))
  const some = schema.anyOf ?? schema.oneOf
  if (some) return mixed(sample(some[0] ?? {}), schema)
  switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
    case 'object':
      return ownFields(schema)
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map(sample)
      return Array.from({ length: schema.minItems ?? 1 }, () => sample(schema.items ?? {}))
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1, Math.min(1, schema.maximum ?? 1))
    case 'null':
      return null
    default:
      return sampleText(schema)
  }
}

function mixed(value: unknown, schema: Schema): unknown {
  return schema.properties && value && typeof value === 'object' ? { ...value, ...ownFields(schema) } : value
}

/** Only what must be there. */
function ownFields({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  return Object.fromEntries(required.map(name => [name, sample(properties[name] ?? {})]))
}

function sampleText({ format, pattern, minLength = 0, maxLength = Infinity }: Schema): string {
  if (format && BY_FORMAT[format]) return BY_FORMAT[format]
  const matching = pattern && WORDS.find(word => new RegExp(pattern, 'u').test(word))
  if (matching) return matching
  return LONG.repeat(Math.ceil(minLength / LONG.length) || 1)
    .slice(0, Math.max(minLength, 6))
    .slice(0, maxLength)
    .trimEnd()
}

/** What an operation must be sent at least. */
export function sampleQuery({ inQuery }: WalkedOperation): Record<string, unknown> {
  return Object.fromEntries(inQuery.filter(one => one.required).map(({ name, schema }) => [name, sample(schema)]))
}
