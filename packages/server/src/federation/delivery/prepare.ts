/** Makes ready what is sent: the bytes, signed once whoever many hear them, and the headers of each request. */
import { createCache } from '../../platform/cache.ts'
import type { Courtesy } from '../../platform/courtesy.ts'
import type { Database } from '../../platform/postgres.ts'
import { signingKeyOf } from '../actor-store.ts'
import { signBody } from '../signatures/sign-body.ts'
import { signHeaders } from '../signatures/sign-request.ts'
import { findActivity, type StoredActivity, storeSigned } from './store.ts'

export interface Outbox {
  /** Undefined for what can never be sent: it is gone, or nobody has its key any more. */
  prepare(activityId: number): Promise<Prepared | undefined>
}

export interface Prepared {
  /** The ActivityPub id, for the log. */
  readonly name: string
  readonly bytes: Buffer
  headersFor(url: URL): Record<string, string>
}

/** The same activity goes to many mailboxes within that time. */
const ACTIVITIES = { ttlMs: 60_000, maxEntries: 100 }
const KEYS = { ttlMs: 300_000, maxEntries: 1000 }

/** @param giveWay Awaited before a body is signed: that keeps the processor for some milliseconds. */
export function openOutbox(db: Database, giveWay: Courtesy['giveWay'] = async () => {}): Outbox {
  const activities = createCache<Prepared | undefined>(ACTIVITIES)
  const keys = createCache<string | undefined>(KEYS)

  const load = async (id: number): Promise<Prepared | undefined> => {
    const activity = await findActivity(db, id)
    if (!activity) return undefined
    const privateKeyPem = await keys.get(String(activity.actorId), () => signingKeyOf(db, activity.actorId))
    if (!privateKeyPem) return undefined
    if (activity.signedBody !== null) return toPrepared(activity.signedBody, { ...activity, privateKeyPem })
    await giveWay()
    const text = await sign(db, id, { ...activity, privateKeyPem })
    return toPrepared(text, { ...activity, privateKeyPem })
  }
  return { prepare: id => activities.get(String(id), () => load(id)) }
}

type Signable = StoredActivity & { readonly privateKeyPem: string }

async function sign(db: Database, id: number, { body, signerUrl, privateKeyPem }: Signable): Promise<string> {
  return storeSigned(db, id, await signBody({ body, signerUrl, privateKeyPem }))
}

function toPrepared(text: string, { body, signerUrl, privateKeyPem }: Signable): Prepared {
  const bytes = Buffer.from(text)
  const name = 'id' in body ? String(body.id) : 'passed on'
  return {
    name,
    bytes,
    headersFor: url => ({
      'Content-Type': 'application/activity+json',
      Accept: 'application/activity+json, application/ld+json',
      'User-Agent': `Colombier (+${new URL(signerUrl).origin})`,
      ...signHeaders({
        url,
        method: 'POST',
        body: bytes,
        privateKeyPem,
        keyId: `${signerUrl}#main-key`,
        now: new Date()
      })
    })
  }
}
