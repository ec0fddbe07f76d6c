/** What lies in the body of a delivery, before anybody is asked whether it is true. Pure. */
import { isUtf8 } from 'node:buffer'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { JsonObject } from '../deps.ts'
import { idOf, isObject, isOnHostOf } from '../json.ts'
import { addressOf } from '../remote/values.ts'

export interface ToldActivity {
  readonly id: string
  readonly type: string
  readonly actorUrl: string
  /** What it is about; null when that has no short name. */
  readonly objectUrl: string | null
  readonly activity: JsonObject
  readonly text: string
}

const DEPTH_MAX = 20
const ITEMS_MAX = 100
/** Two of them make a key of an index. */
const ADDRESS_MAX = 1000
/** With these, JSON-LD says of one thing what the JSON seems to say of another. */
const FORBIDDEN_KEYS = new Set(['@graph', '@included', '@reverse'])
const TYPE = /^\w{1,100}$/

const invalid = (reason: string) => new AppError('invalid', reason)

/** @throws AppError `invalid` with a plain reason. */
export function readActivities(body: Buffer, site: Site): ToldActivity[] {
  const told = parse(body)
  assertSimple(told, 1)
  const items = itemsOf(told)
  if (!items) return [toldActivity(told, body.toString('utf8'), site)]
  if (items.length > ITEMS_MAX) throw invalid(`A collection may bring ${ITEMS_MAX} activities.`)
  const context = told['@context']
  return items.map(item => {
    if (!isObject(item)) throw invalid('A collection must bring whole activities.')
    return toldActivity(item, JSON.stringify({ ...(context !== undefined && { '@context': context }), ...item }), site)
  })
}

function parse(body: Buffer): JsonObject {
  if (!isUtf8(body)) throw invalid('The body is not written in UTF-8.')
  let told: unknown
  try {
    told = JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new AppError('invalid', 'The body is not JSON.', { cause })
  }
  if (!isObject(told)) throw invalid('The body is not a JSON object.')
  return told
}

function assertSimple(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > DEPTH_MAX) throw invalid(`The body is nested deeper than ${DEPTH_MAX} levels.`)
  for (const [key, inner] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw invalid(`The body may not say ${key}.`)
    assertSimple(inner, depth + 1)
  }
}

function itemsOf({ type, items, orderedItems }: JsonObject): readonly unknown[] | undefined {
  if (type !== 'Collection' && type !== 'OrderedCollection') return undefined
  return [items ?? orderedItems ?? []].flat()
}

function toldActivity(activity: JsonObject, text: string, site: Site): ToldActivity {
  const { type } = activity
  if (typeof type !== 'string' || !TYPE.test(type)) throw invalid('The activity has no type.')
  const id = shortAddress(site, activity['id'])
  if (id === undefined) throw invalid('The id of the activity is no address.')
  const actorUrl = shortAddress(site, idOf(activity['actor']))
  if (actorUrl === undefined) throw invalid('The actor of the activity is no address.')
  const objectUrl = shortAddress(site, idOf(activity['object'])) ?? null
  if (!isOnHostOf(id, actorUrl) && !isNamedAfterObject({ id, type, objectUrl }))
    throw invalid('The id of the activity is not on the host of its actor.')
  if (new URL(actorUrl).host === site.host) throw invalid('The actor of the activity is somebody here.')
  return { id, type, actorUrl, objectUrl, activity, text }
}

/** PeerTube's owner of a video takes away the comment of somebody elsewhere under the comment's own address. */
const isNamedAfterObject = ({ id, type, objectUrl }: Pick<ToldActivity, 'id' | 'type' | 'objectUrl'>) =>
  type === 'Delete' && objectUrl !== null && id === `${objectUrl}/delete`

function shortAddress(site: Site, value: unknown): string | undefined {
  const address = addressOf(site, value)
  return address !== undefined && address.length <= ADDRESS_MAX ? address : undefined
}
