/** SQL of people and channels of other servers. Tables: actor, remote_actor, account, channel; reads video, actor_image. */
import type { Queryable } from '../../platform/postgres.ts'

export interface StoredRemoteActor {
  readonly actorId: number
  readonly kind: 'application' | 'person' | 'group'
  /** The ActivityPub id. */
  readonly url: string
  readonly inboxUrl: string
  readonly sharedInboxUrl: string | null
  readonly outboxUrl: string | null
  readonly publicKeyUrl: string
  readonly publicKeyPem: string
  /** Of a person or an application. */
  readonly accountId: number | null
  /** Of a group. */
  readonly channelId: number | null
  readonly fetchedAt: Date
}

const SELECT = `
  SELECT actor.id AS "actorId", actor.kind, remote_actor.url, inbox_url AS "inboxUrl",
         shared_inbox_url AS "sharedInboxUrl", outbox_url AS "outboxUrl", public_key_url AS "publicKeyUrl",
         public_key_pem AS "publicKeyPem", account.id AS "accountId", channel.id AS "channelId",
         fetched_at AS "fetchedAt"
    FROM remote_actor JOIN actor ON actor.id = remote_actor.actor_id
    LEFT JOIN account ON account.actor_id = actor.id
    LEFT JOIN channel ON channel.actor_id = actor.id`

export async function findRemoteActorByUrl(db: Queryable, url: string): Promise<StoredRemoteActor | undefined> {
  const { rows } = await db.query<StoredRemoteActor>(`${SELECT} WHERE remote_actor.url = $1`, [url], 'remote-actor')
  return rows[0]
}

export interface RemoteActorFacts {
  readonly kind: 'application' | 'person' | 'group'
  readonly name: string
  readonly host: string
  readonly url: string
  readonly displayName: string
  readonly description: string | null
  readonly support: string | null
  readonly inboxUrl: string
  readonly sharedInboxUrl: string | null
  readonly outboxUrl: string | null
  readonly followersUrl: string | null
  readonly pageUrl: string | null
  readonly publicKeyUrl: string
  readonly publicKeyPem: string
  readonly createdAt: Date | null
  /** Of a group: who owns the channel. */
  readonly ownerAccountId: number | null
}

/**
 * What an actor's own server says of it, over what was known. Somebody may have named it before it was asked for.
 * Call it inside a transaction.
 *
 * @returns Its id; undefined when another actor of that server has the name, or it has changed its kind or owner.
 */
export async function upsertRemoteActor(tx: Queryable, facts: RemoteActorFacts): Promise<number | undefined> {
  const actorId = await upsertActor(tx, facts)
  if (actorId === undefined) return undefined
  await tx.query(
    `INSERT INTO remote_actor (actor_id, url, inbox_url, shared_inbox_url, outbox_url, followers_url, page_url,
                               public_key_url, public_key_pem)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (actor_id) DO UPDATE SET
       inbox_url = excluded.inbox_url, shared_inbox_url = excluded.shared_inbox_url, outbox_url = excluded.outbox_url,
       followers_url = excluded.followers_url, page_url = excluded.page_url, public_key_url = excluded.public_key_url,
       public_key_pem = excluded.public_key_pem, fetched_at = now()`,
    [
      ...[actorId, facts.url, facts.inboxUrl, facts.sharedInboxUrl, facts.outboxUrl, facts.followersUrl],
      ...[facts.pageUrl, facts.publicKeyUrl, facts.publicKeyPem]
    ]
  )
  const isOwned = await upsertOwner(tx, actorId, facts)
  return isOwned ? actorId : undefined
}

/** Whoever has the name has it for good: another address under it is somebody else. */
async function upsertActor(tx: Queryable, facts: RemoteActorFacts): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO actor (kind, preferred_username, host, display_name, description, created_at)
     VALUES ($1, $2, $3, $4, $5, coalesce($6, now()))
     ON CONFLICT (lower(preferred_username), lower(host)) WHERE host IS NOT NULL DO UPDATE SET
       kind = excluded.kind, preferred_username = excluded.preferred_username, display_name = excluded.display_name,
       description = excluded.description, updated_at = now()
      WHERE coalesce((SELECT url FROM remote_actor WHERE actor_id = actor.id), $7) = $7
        AND (actor.kind = excluded.kind OR NOT EXISTS (SELECT FROM remote_actor WHERE actor_id = actor.id))
     RETURNING id`,
    [facts.kind, facts.name, facts.host, facts.displayName, facts.description, facts.createdAt, facts.url]
  )
  return rows[0]?.id
}

async function upsertOwner(tx: Queryable, actorId: number, facts: RemoteActorFacts): Promise<boolean> {
  if (facts.kind !== 'group') {
    await tx.query('INSERT INTO account (actor_id) VALUES ($1) ON CONFLICT DO NOTHING', [actorId])
    return true
  }
  const { rowCount } = await tx.query(
    `INSERT INTO channel (actor_id, account_id, support) VALUES ($1, $2, $3)
     ON CONFLICT (actor_id) DO UPDATE SET support = excluded.support WHERE channel.account_id = excluded.account_id`,
    [actorId, facts.ownerAccountId, facts.support]
  )
  return rowCount === 1
}

/** Addresses of the pictures that were fetched. */
export interface FetchedPictures {
  readonly actorId: number
  readonly avatar: string | null
  readonly banner: string | null
}

export async function findFetchedPictures(db: Queryable, url: string): Promise<FetchedPictures | undefined> {
  const { rows } = await db.query<FetchedPictures>(
    'SELECT actor_id AS "actorId", avatar_url AS avatar, banner_url AS banner FROM remote_actor WHERE url = $1',
    [url]
  )
  return rows[0]
}

export async function rememberPicture(
  tx: Queryable,
  actorId: number,
  kind: 'avatar' | 'banner',
  pictureUrl: string | null
): Promise<void> {
  const column = kind === 'avatar' ? 'avatar_url' : 'banner_url'
  await tx.query(`UPDATE remote_actor SET ${column} = $2 WHERE actor_id = $1`, [actorId, pictureUrl])
}

/** Some of the videos of an account or a channel elsewhere. */
export async function someVideosOfActor(db: Queryable, actorId: number, count: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM video
      WHERE channel_id = ANY(ARRAY(
        SELECT id FROM channel WHERE actor_id = $1
        UNION ALL
        SELECT channel.id FROM channel JOIN account ON account.id = channel.account_id WHERE account.actor_id = $1))
      ORDER BY id LIMIT $2`,
    [actorId, count]
  )
  return rows.map(({ id }) => id)
}

/**
 * With their channels and all that is theirs here; of what they said under videos, the empty places stay.
 *
 * @returns Files of their pictures, to be removed once this is certain.
 */
export async function deleteRemoteActor(
  tx: Queryable,
  actorId: number
): Promise<{ readonly kind: 'avatar' | 'banner'; readonly fileName: string }[]> {
  const { rows } = await tx.query<{ id: number }>(
    `SELECT id FROM actor WHERE id = $1 AND host IS NOT NULL
     UNION ALL
     SELECT channel.actor_id FROM channel JOIN account ON account.id = channel.account_id
       JOIN actor ON actor.id = account.actor_id
      WHERE account.actor_id = $1 AND actor.host IS NOT NULL`,
    [actorId]
  )
  const ids = rows.map(({ id }) => id)
  const { rows: images } = await tx.query<{ kind: 'avatar' | 'banner'; fileName: string }>(
    'SELECT kind, file_name AS "fileName" FROM actor_image WHERE actor_id = ANY($1)',
    [ids]
  )
  await tx.query('DELETE FROM actor WHERE id = ANY($1)', [ids])
  return images
}

/** @returns The ActivityPub id of the actor whose key lies at that address. */
export async function findKeyOwner(db: Queryable, keyUrl: string): Promise<string | undefined> {
  const { rows } = await db.query<{ url: string }>(
    'SELECT url FROM remote_actor WHERE public_key_url = $1',
    [keyUrl],
    'actor-of-key'
  )
  return rows[0]?.url
}
