/** Local actors and their keys. Tables: actor, actor_image, channel, account (read); actor_key. */
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { APPLICATION_NAME } from '../kernel/site.ts'
import type { Queryable } from '../platform/postgres.ts'

export type ActorKind = 'application' | 'person' | 'group'

export interface LocalActor {
  readonly id: number
  readonly kind: ActorKind
  readonly name: string
  readonly displayName: string
  readonly description: string | null
  readonly support: string | null
  /** Who owns a channel. */
  readonly ownerName: string | null
  readonly createdAt: Date
  readonly images: readonly { kind: 'avatar' | 'banner'; width: number; height: number; fileName: string }[]
  readonly publicKeyPem: string
}

const SELECT_ACTOR = `
  SELECT actor.id, actor.kind, actor.preferred_username AS name, actor.display_name AS "displayName",
         actor.description, channel.support, owner.preferred_username AS "ownerName", actor.created_at AS "createdAt",
         coalesce((SELECT json_agg(json_build_object('kind', kind, 'width', width, 'height', height,
                            'fileName', file_name) ORDER BY width)
                     FROM actor_image WHERE actor_image.actor_id = actor.id), '[]') AS images,
         actor_key.public_key_pem AS "publicKeyPem"
    FROM actor
    LEFT JOIN channel ON channel.actor_id = actor.id
    LEFT JOIN account ON account.id = channel.account_id
    LEFT JOIN actor owner ON owner.id = account.actor_id
    LEFT JOIN actor_key ON actor_key.actor_id = actor.id
   WHERE actor.host IS NULL`

export function findLocalActor(
  db: Queryable,
  name: string,
  kinds: readonly ActorKind[]
): Promise<LocalActor | undefined> {
  return actorWhere(db, 'lower(actor.preferred_username) = lower($1) AND actor.kind = ANY($2)', [name, kinds])
}

export function findLocalActorById(db: Queryable, id: number): Promise<LocalActor | undefined> {
  return actorWhere(db, 'actor.id = $1', [id])
}

async function actorWhere(db: Queryable, condition: string, values: unknown[]): Promise<LocalActor | undefined> {
  const { rows } = await db.query<LocalActor & { publicKeyPem: string | null }>(
    `${SELECT_ACTOR} AND ${condition}`,
    values
  )
  const actor = rows[0]
  return actor && { ...actor, publicKeyPem: actor.publicKeyPem ?? (await makeKeys(db, actor.id)) }
}

/** The server's own actor. Safe to call at every start, by several processes. */
export async function ensureApplication(db: Queryable): Promise<void> {
  await db.query(
    `INSERT INTO actor (kind, preferred_username, display_name) VALUES ('application', $1, $1) ON CONFLICT DO NOTHING`,
    [APPLICATION_NAME]
  )
}

/** @returns The public half of the pair that was stored first, whoever stored it. */
async function makeKeys(db: Queryable, actorId: number): Promise<string> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  })
  await db.query(
    `INSERT INTO actor_key (actor_id, public_key_pem, private_key_pem) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [actorId, publicKey, privateKey]
  )
  const { rows } = await db.query<{ public_key_pem: string }>(
    'SELECT public_key_pem FROM actor_key WHERE actor_id = $1',
    [actorId]
  )
  return rows[0]!.public_key_pem
}

/** The channel of a group, the account of a person. */
export async function findOwnerId(
  db: Queryable,
  { id, kind }: Pick<LocalActor, 'id' | 'kind'>
): Promise<number | undefined> {
  const table = kind === 'group' ? 'channel' : 'account'
  const { rows } = await db.query<{ id: number }>(`SELECT id FROM ${table} WHERE actor_id = $1`, [id])
  return rows[0]?.id
}

/** The private half too, also of an actor that is gone; undefined for one that never had a key and is gone. */
export async function signingKeyOf(db: Queryable, actorId: number): Promise<string | undefined> {
  const stored = await readPrivateKey(db, actorId)
  if (stored) return stored
  const { rows } = await db.query('SELECT 1 FROM actor WHERE id = $1 AND host IS NULL', [actorId])
  if (!rows[0]) return undefined
  await makeKeys(db, actorId)
  return readPrivateKey(db, actorId)
}

async function readPrivateKey(db: Queryable, actorId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ pem: string }>(
    'SELECT private_key_pem AS pem FROM actor_key WHERE actor_id = $1',
    [actorId],
    'signing-key'
  )
  return rows[0]?.pem
}
