/** From the id of a key to the actor that it speaks for: from memory, from the database, else from its own server. */

import { findKeyOwner } from '../../features/actors/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { FetchError } from '../../platform/fetch.ts'
import type { FederationDeps, RemoteActor } from '../deps.ts'
import { Refused } from '../deps.ts'
import { idOf, isOnHostOf } from '../json.ts'
import { keepRecent } from '../keep-recent.ts'
import { findOrFetchActor, findRemoteActor, mayRefresh, refreshActor } from '../remote/actors.ts'
import { addressOf } from '../remote/values.ts'
import { unverified } from './signature-header.ts'

export interface Signers {
  /** @throws AppError `unauthenticated`; `unavailable` when its server does not answer; SignerGone. */
  find(keyId: string): Promise<RemoteActor>
  /** @returns The actor with another key than this, if it has one now. Asked for once a minute. */
  renew(signer: RemoteActor): Promise<RemoteActor | undefined>
}

/** Its server says that there is no such actor any more: only their farewell is to be expected of them. */
export class SignerGone extends Error {
  override readonly name = 'SignerGone'
  readonly actorUrl: string

  constructor(actorUrl: string) {
    super(`${actorUrl} is gone`)
    this.actorUrl = actorUrl
  }
}

type Deps = Pick<FederationDeps, 'db' | 'remote' | 'site'>

const KNOWN_MAX = 2000
/** A key that was replaced is good for so long. */
const KNOWN_MS = 10_000
const FAILED_MS = 60_000
/** So many strangers may be asked for at once; the next ones come again later. */
const ASKED_MAX = 500

export function openSigners(deps: Deps): Signers {
  const known = keepRecent<RemoteActor>(KNOWN_MAX)
  const failed = keepRecent<AppError | SignerGone>(KNOWN_MAX)
  const renewed = keepRecent<true>(KNOWN_MAX)
  const asked = new Map<string, Promise<RemoteActor>>()

  const find = async (keyId: string) => {
    const failure = failed.get(keyId)
    if (failure) throw failure
    const stored = await findStored(deps, keyId)
    if (stored) return stored
    if (asked.size > ASKED_MAX) throw new AppError('unavailable', 'Too many strangers are being asked for.')
    return fetchSigner(deps, keyId).catch(error => {
      const told = asTold(error, keyId)
      if (told) failed.set(keyId, told, FAILED_MS)
      throw told ?? error
    })
  }

  return {
    async find(keyId) {
      if (addressOf(deps.site, keyId) === undefined) throw unverified('The id of the key is no address.')
      const recent = known.get(keyId)
      if (recent) return recent
      const finding = asked.get(keyId) ?? find(keyId).finally(() => asked.delete(keyId))
      asked.set(keyId, finding)
      const signer = await finding
      known.set(keyId, signer, KNOWN_MS)
      return signer
    },

    async renew({ url, publicKeyUrl, publicKeyPem }) {
      known.delete(publicKeyUrl)
      known.delete(url)
      const isOther = (actor: RemoteActor | undefined) => (actor?.publicKeyPem === publicKeyPem ? undefined : actor)
      const stored = isOther(await findRemoteActor(deps.db, url))
      if (stored) return stored
      if (renewed.get(url) || !(await mayRefresh(deps.db, url))) return undefined
      renewed.set(url, true, FAILED_MS)
      return isOther(await refreshActor(deps, url).catch(() => undefined))
    }
  }
}

/** By the actor's own address, or by the address of a key that lies beside it. */
async function findStored({ db }: Deps, keyId: string): Promise<RemoteActor | undefined> {
  const actor = await findRemoteActor(db, keyId)
  if (actor) return actor
  const url = await findKeyOwner(db, keyId)
  return url === undefined ? undefined : findRemoteActor(db, url)
}

/** What is at the address is the actor, or a key that tells whose it is; then the actor must say the same. */
async function fetchSigner(deps: Deps, keyId: string): Promise<RemoteActor> {
  if (keyId.includes('#')) return findOrFetchActor(deps, keyId)
  const document = await deps.remote.document(keyId)
  const owner = idOf(document['owner'])
  if (owner === undefined) return findOrFetchActor(deps, keyId)
  if (!isOnHostOf(owner, keyId)) throw new Refused('A key belongs to somebody on another host')
  const actor = await findOrFetchActor(deps, owner)
  if (actor.publicKeyUrl !== keyId) throw new Refused(`${owner} has another key`)
  return actor
}

/** Undefined for a fault of our own. */
function asTold(error: unknown, keyId: string): AppError | SignerGone | undefined {
  if (error instanceof AppError) return error
  if (error instanceof Refused)
    return unverified("The signer's key cannot be had: its server tells nothing usable.", { cause: error })
  if (error instanceof FetchError) {
    if (error.status === 404 || error.status === 410) return new SignerGone(keyId.replace(/#.*$/s, ''))
    const isForGood = error.failure === 'bad-url' || error.failure === 'not-public' || error.failure === 'too-large'
    if (isForGood) return unverified("The signer's key cannot be had.", { cause: error })
    return new AppError('unavailable', "The signer's server does not answer.", { cause: error })
  }
  return undefined
}
