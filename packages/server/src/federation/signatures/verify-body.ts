/** Whether an activity that somebody else has brought carries its actor's own signature (RsaSignature2017). */
import { log } from '../../platform/log.ts'
import type { JsonObject, RemoteActor } from '../deps.ts'
import { isObject } from '../json.ts'
import { loadContext } from './contexts.ts'
import { isPlainJson } from './plain-json.ts'

export const hasBodySignature = ({ signature }: JsonObject): boolean =>
  isObject(signature) && signature['type'] === 'RsaSignature2017'

/** By the actor's key as it is known here; nothing is asked of any other server. */
export async function verifyBodySignature(activity: JsonObject, actor: RemoteActor): Promise<boolean> {
  const { signature, ...said } = activity
  const creator = isObject(signature) ? signature['creator'] : undefined
  if (!hasBodySignature(activity) || !isOwnKey(creator, actor)) return false
  if (!(await isPlainJson(said))) return false
  const document = {
    '@context': 'https://w3id.org/security/v1',
    id: creator,
    type: 'CryptographicKey',
    owner: actor.url,
    publicKeyPem: actor.publicKeyPem
  }
  const documentLoader = async () => ({ contextUrl: null, documentUrl: creator, document })
  try {
    const { verifySignature } = await import('@fedify/fedify/sig')
    return (await verifySignature(activity, { contextLoader: loadContext, documentLoader })) !== null
  } catch (error) {
    log('federation').debug('A signature of {actor} cannot be checked: {error}', { actor: actor.url, error })
    return false
  }
}

/** PeerTube names the actor, others the key. */
function isOwnKey(creator: unknown, { url, publicKeyUrl }: RemoteActor): creator is string {
  return typeof creator === 'string' && (creator === publicKeyUrl || creator.replace(/#.*$/s, '') === url)
}
