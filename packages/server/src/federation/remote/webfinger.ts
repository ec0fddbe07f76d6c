/** From `name@host` to an actor (RFC 7033). */
import { z } from 'zod'
import { FetchError } from '../../platform/fetch.ts'
import { type FederationDeps, Refused, type RemoteActor } from '../deps.ts'
import { findOrFetchActor } from './actors.ts'
import { isLoopbackSite } from './reader.ts'

const Answer = z.object({
  links: z.array(z.object({ rel: z.string(), type: z.string().optional(), href: z.string().optional() }).loose())
})
const HANDLE = /^@?([^@\s/]{1,200})@([^@\s/]{1,260})$/
const ACTIVITY_TYPE = /^application\/(activity\+json|ld\+json)/

/**
 * The actor's server must be the one that was asked, or one that says the same of the handle.
 *
 * @throws Refused for what leads to nobody; FetchError.
 */
export async function resolveHandle(
  deps: Pick<FederationDeps, 'db' | 'remote' | 'site'>,
  handle: string
): Promise<RemoteActor> {
  const [, name, host] = HANDLE.exec(handle.trim()) ?? []
  if (!name || !host) throw new Refused(`${handle} is no handle`)
  const url = await selfLink(deps, name, host.toLowerCase())
  const actor = await findOrFetchActor(deps, url)
  const isThere = new URL(actor.url).host === host.toLowerCase()
  if (!isThere) throw new Refused(`${handle} leads to another server`)
  return actor
}

async function selfLink({ remote, site }: Pick<FederationDeps, 'remote' | 'site'>, name: string, host: string) {
  const scheme = isLoopbackSite(site) ? 'http' : 'https'
  const resource = encodeURIComponent(`acct:${name}@${host}`)
  const address = `${scheme}://${host}/.well-known/webfinger?resource=${resource}`
  if (!URL.canParse(address)) throw new FetchError('bad-url', 'This is not an address of the web')
  const answer = Answer.safeParse(await remote.document(address))
  const link = answer.data?.links.find(({ rel, type }) => rel === 'self' && ACTIVITY_TYPE.test(type ?? ''))
  if (!link?.href) throw new Refused(`${name}@${host} is nobody`)
  return link.href
}
