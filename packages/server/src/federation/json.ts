/** Bits of ActivityStreams, whose writers say one thing in many ways. Pure. */
import type { JsonObject } from './deps.ts'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Of what is named by its id, by a link, or told whole. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!isObject(value)) return undefined
  const id = value['id'] ?? value['href']
  return typeof id === 'string' ? id : undefined
}

/** Of one or many; whatever has no id is left out. */
export function idsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap(one => idOf(one) ?? [])
}

/** @returns Whether both are addresses on one host, ports included. */
export function isOnHostOf(url: string, other: string): boolean {
  const host = URL.parse(url)?.host
  return host !== undefined && host !== '' && host === URL.parse(other)?.host
}
