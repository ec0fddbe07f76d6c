/** Requests for documents are signed by the server's own actor. */
import type { Site } from '../../kernel/site.ts'
import { APPLICATION_NAME } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { actorUrl } from '../actor-document.ts'
import { findLocalActor, signingKeyOf } from '../actor-store.ts'
import { signHeaders } from '../signatures/sign-request.ts'
import type { ReaderOptions } from './reader.ts'

/** The key is read once, when the first request is made. */
export function signAsServer(db: Queryable, site: Site): ReaderOptions['signGet'] {
  let reading: Promise<string> | undefined
  const keyId = `${actorUrl(site, { kind: 'application', name: APPLICATION_NAME })}#main-key`
  return async () => {
    reading ??= readKey(db).catch(error => {
      reading = undefined
      throw error
    })
    const privateKeyPem = await reading
    return url => signHeaders({ url, method: 'GET', keyId, privateKeyPem, now: new Date() })
  }
}

async function readKey(db: Queryable): Promise<string> {
  // Looking for the actor makes its keys, if it has none yet.
  const application = await findLocalActor(db, APPLICATION_NAME, ['application'])
  const key = application && (await signingKeyOf(db, application.id))
  if (!key) throw new Error('This server has no actor of its own')
  return key
}
