/** What activitypub-express keeps, in memory: its own store wants a MongoDB. */
import { randomUUID } from 'node:crypto'
import type { ApexThing } from 'activitypub-express'

interface Delivery {
  readonly actorId: string
  readonly body: string
  readonly address: string
  readonly signingKey: string
  after: Date
  attempt: number
}

export class ApexStore {
  readonly #objects = new Map<string, ApexThing>()
  /** Activities, the newest last. */
  readonly #streams = new Map<string, ApexThing>()
  readonly #contexts = new Map<string, unknown>()
  readonly #deliveries: Delivery[] = []

  generateId(): string {
    return randomUUID().replaceAll('-', '')
  }

  async getObject(id: string, includeMeta?: boolean) {
    return shown(this.#objects.get(id), includeMeta)
  }

  async saveObject(object: ApexThing): Promise<boolean> {
    if (this.#objects.has(object.id)) return false
    this.#objects.set(object.id, structuredClone(object))
    return true
  }

  async updateObject(object: ApexThing, _actorId: string | null, fullReplace?: boolean) {
    const known = this.#objects.get(object.id)
    if (!known) return undefined
    const updated = fullReplace ? object : { ...known, ...object }
    this.#objects.set(object.id, structuredClone(updated))
    return updated
  }

  async getActivity(id: string, includeMeta?: boolean) {
    return shown(this.#streams.get(id), includeMeta)
  }

  async saveActivity(activity: ApexThing): Promise<boolean | undefined> {
    if (this.#streams.has(activity.id)) return undefined
    this.#streams.set(activity.id, structuredClone(activity))
    return true
  }

  async removeActivity({ id }: ApexThing): Promise<void> {
    this.#streams.delete(id)
  }

  async updateActivity(activity: ApexThing, fullReplace?: boolean) {
    const updated = fullReplace ? activity : { ...this.#streams.get(activity.id), ...activity }
    this.#streams.set(activity.id, structuredClone(updated))
    return structuredClone(updated)
  }

  async updateActivityMeta({ id }: ApexThing, key: 'collection', value: string, remove?: boolean) {
    const known = this.#streams.get(id)
    if (!known) throw new Error('Error updating activity meta: not found')
    const others = (known._meta?.[key] ?? []).filter(one => one !== value)
    known._meta = { ...known._meta, [key]: remove ? others : [...others, value] }
    return structuredClone(known)
  }

  async getStream(collectionId: string, limit: number | null): Promise<ApexThing[]> {
    return this.#inCollection(collectionId)
      .reverse()
      .slice(0, limit ?? undefined)
      .map(activity => structuredClone(activity))
  }

  async getStreamCount(collectionId: string): Promise<number> {
    return this.#inCollection(collectionId).length
  }

  async getUserCount(): Promise<number> {
    return [...this.#objects.values()].filter(object => object._meta?.privateKey).length
  }

  async getContext(url: string) {
    return this.#contexts.get(url)
  }

  async saveContext(context: { documentUrl: string }): Promise<void> {
    this.#contexts.set(context.documentUrl, context)
  }

  async deliveryEnqueue(actorId: string, body: string, addresses: readonly string[], signingKey: string) {
    for (const address of addresses)
      this.#deliveries.push({ actorId, body, address, signingKey, after: new Date(), attempt: 0 })
    return true
  }

  async deliveryDequeue(): Promise<Delivery | { waitUntil: Date } | undefined> {
    const [first] = this.#deliveries.sort((a, b) => a.after.getTime() - b.after.getTime())
    if (!first) return undefined
    if (first.after.getTime() > Date.now()) return { waitUntil: first.after }
    return this.#deliveries.shift()
  }

  async deliveryRequeue(delivery: Delivery): Promise<boolean> {
    delivery.after = new Date(Date.now() + 100)
    delivery.attempt += 1
    return this.#deliveries.push(delivery) > 0
  }

  #inCollection(collectionId: string): ApexThing[] {
    return [...this.#streams.values()].filter(activity => activity._meta?.collection?.includes(collectionId))
  }
}

function shown(thing: ApexThing | undefined, includeMeta?: boolean): ApexThing | undefined {
  if (!thing) return undefined
  const { _meta, ...public_ } = structuredClone(thing)
  return (includeMeta ? { ...public_, ...(_meta && { _meta }) } : public_) as ApexThing
}
