/** Activities of which the kind of their object says what they are: Create, Update, Undo. */
import { type ActivityHandler, type FederationDeps, type JsonObject, type Received, Refused } from '../deps.ts'
import { isObject } from '../json.ts'

export type ObjectHandler = (deps: FederationDeps, received: Received, object: JsonObject) => Promise<void>

/** Kinds that are not named are taken and forgotten. An object that is only named is asked for where it lies. */
export function byObject(deeds: Readonly<Record<string, ObjectHandler>>): ActivityHandler {
  return async (deps, received) => {
    const { object: told } = received.activity
    const object = typeof told === 'string' ? await deps.remote.document(told) : told
    if (!isObject(object)) throw new Refused('What it is about is not told')
    const type = String(object['type'])
    if (Object.hasOwn(deeds, type)) await deeds[type]!(deps, received, object)
  }
}
