/** What is to be told to other servers, written down in the transaction of what it tells of. */
import type { Queryable } from '../../platform/postgres.ts'

export interface Outgoing {
  /** The actor of ours whose key signs. */
  readonly actorId: number
  /** Its ActivityPub id. */
  readonly signerUrl: string
  /** With its context; signed when it is first sent. */
  readonly body: object
  /** Addresses of mailboxes; repeated ones count once. */
  readonly inboxes: readonly string[]
}

/** Nothing is written when nobody is to hear it. */
export async function enqueueActivity(tx: Queryable, { actorId, signerUrl, body, inboxes }: Outgoing): Promise<void> {
  await insert(tx, { actorId, signerUrl, inboxes, body: JSON.stringify(body), signedBody: null })
}

/**
 * The newest state of a thing: what waits of older ones for the same mailboxes is not sent any more. What is being sent
 * at this moment is sent.
 */
export async function enqueueUpdate(tx: Queryable, url: string, update: Outgoing): Promise<void> {
  await tx.query(
    `DELETE FROM delivery WHERE id IN (
       SELECT delivery.id FROM delivery JOIN outgoing_activity ON outgoing_activity.id = delivery.activity_id
         JOIN peer_inbox ON peer_inbox.id = delivery.inbox_id
        WHERE outgoing_activity.body ->> 'type' = 'Update' AND outgoing_activity.body #>> '{object,id}' = $1
          AND outgoing_activity.actor_id = $2 AND peer_inbox.url = ANY($3)
          FOR UPDATE OF delivery SKIP LOCKED)`,
    [url, update.actorId, update.inboxes]
  )
  await enqueueActivity(tx, update)
}

/** Sends somebody else's activity on, byte for byte, so that the signature in it stays true. */
export async function enqueueForward(
  tx: Queryable,
  { actorId, signerUrl, text, inboxes }: Omit<Outgoing, 'body'> & { readonly text: string }
): Promise<void> {
  await insert(tx, { actorId, signerUrl, inboxes, body: '{}', signedBody: text })
}

interface Row {
  readonly actorId: number
  readonly signerUrl: string
  readonly inboxes: readonly string[]
  readonly body: string
  readonly signedBody: string | null
}

async function insert(tx: Queryable, { actorId, signerUrl, inboxes, body, signedBody }: Row): Promise<void> {
  const urls = [...new Set(inboxes)].sort()
  if (urls.length === 0) return
  // New ones in the order of their addresses: two who write to the same ones wait for each other instead of forever.
  // One that somebody else has just written is written to again, because only so is its id told.
  await tx.query(
    `WITH known AS (SELECT id, url FROM peer_inbox WHERE url = ANY($5)),
     made AS (
       INSERT INTO peer_inbox (url, host)
       SELECT url, host FROM unnest($5::text[], $6::text[]) WITH ORDINALITY named (url, host, place)
        WHERE NOT EXISTS (SELECT FROM known WHERE known.url = named.url) ORDER BY place
       ON CONFLICT (url) DO UPDATE SET host = excluded.host RETURNING id),
     told AS (
       INSERT INTO outgoing_activity (actor_id, signer_url, body, signed_body) VALUES ($1, $2, $3, $4) RETURNING id),
     due AS (
       INSERT INTO delivery (activity_id, inbox_id)
       SELECT told.id, inbox.id FROM told, (SELECT id FROM known UNION ALL SELECT id FROM made) inbox ORDER BY inbox.id)
     SELECT pg_notify('delivery', '')`,
    [actorId, signerUrl, body, signedBody, urls, urls.map(url => new URL(url).host)],
    'enqueue-activity'
  )
}
