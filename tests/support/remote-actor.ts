/** People and channels of other servers, known here already, who can sign what they send. */
import { generateKeyPairSync } from 'node:crypto'
import { upsertRemoteActor } from '../../packages/server/src/features/actors/index.ts'
import type { RemoteActor } from '../../packages/server/src/federation/deps.ts'
import { findRemoteActor } from '../../packages/server/src/federation/remote/actors.ts'
import { signHeaders } from '../../packages/server/src/federation/signatures/sign-request.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'

/** Making one takes longer than most tests. */
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const PEER_KEYS = {
  publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export interface RemoteActorOptions {
  readonly kind?: 'application' | 'person' | 'group'
  /** Origin of its server; `https://peer.example` unless told otherwise. */
  readonly origin?: string
  /** Of a group; made up when it is not given. */
  readonly owner?: RemoteActor
}

export async function aRemoteActor(
  db: Database,
  name: string,
  { kind = 'person', origin = 'https://peer.example', owner }: RemoteActorOptions = {}
): Promise<RemoteActor> {
  const folder = kind === 'group' ? 'video-channels' : 'accounts'
  const url = `${origin}/${folder}/${name}`
  const ownerAccountId =
    kind === 'group' ? (owner ?? (await aRemoteActor(db, `${name}_owner`, { origin }))).accountId : null
  await db.transaction(tx =>
    upsertRemoteActor(tx, {
      kind,
      name,
      host: new URL(origin).host,
      url,
      displayName: name,
      description: null,
      support: null,
      inboxUrl: `${url}/inbox`,
      sharedInboxUrl: `${origin}/inbox`,
      outboxUrl: `${url}/outbox`,
      followersUrl: `${url}/followers`,
      pageUrl: null,
      createdAt: null,
      ownerAccountId,
      publicKeyUrl: `${url}#main-key`,
      publicKeyPem: PEER_KEYS.publicKeyPem
    })
  )
  return (await findRemoteActor(db, url))!
}

/** Sends it as that actor does. @param publicOrigin By which the server knows itself, when that is another. */
export function postSigned(
  inbox: string,
  { url }: Pick<RemoteActor, 'url'>,
  activity: object,
  { publicOrigin, now = new Date(), headers = {} }: { publicOrigin?: string; now?: Date; headers?: object } = {}
): Promise<Response> {
  const body = JSON.stringify(activity)
  const path = new URL(inbox).pathname
  const signed = signHeaders({
    url: new URL(path, publicOrigin ?? inbox),
    method: 'POST',
    body,
    now,
    keyId: `${url}#main-key`,
    privateKeyPem: PEER_KEYS.privateKeyPem
  })
  return fetch(inbox, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/activity+json', ...signed, ...headers }
  })
}
