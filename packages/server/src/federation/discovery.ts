/** How other servers find actors here: WebFinger (RFC 7033) and host-meta (RFC 6415). */
import { Router } from 'express'
import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import { type Site, siteOf } from '../kernel/site.ts'
import { parse } from '../platform/http.ts'
import type { Queryable } from '../platform/postgres.ts'
import { actorUrl } from './actor-document.ts'
import { type ActorKind, findLocalActor } from './actor-store.ts'

/** Where other software sends people who want to follow, or answer, from here. */
const SUBSCRIBE = 'http://ostatus.org/schema/1.0/subscribe'

const INVALID = 'Invalid value'
const WebfingerQuery = z.object({ resource: z.string(INVALID).min(1, INVALID).max(500, INVALID) })

export function discoveryRoutes({ db, origin }: { db: Queryable; origin: string }): Router {
  const router = Router()
  const site = siteOf(origin)

  // 200 | 400 | 404
  router.get('/.well-known/webfinger', async (req, res) => {
    const { resource } = parse(WebfingerQuery, req.query, 'query')
    const sought = seek(site, resource)
    const actor = sought && (await findLocalActor(db, sought.name, sought.kinds))
    if (!actor) throw new AppError('not_found', 'Actor not found')

    const url = actorUrl(site, actor)
    res.set('Access-Control-Allow-Origin', '*').json({
      subject: `acct:${actor.name}@${site.host}`,
      aliases: [url],
      links: [
        { rel: 'self', type: 'application/activity+json', href: url },
        { rel: SUBSCRIBE, template: `${origin}/remote-interaction?uri={uri}` }
      ]
    })
  })

  router.get('/.well-known/host-meta', (_req, res) => {
    res.type('application/xml').send(`<?xml version="1.0" encoding="UTF-8"?>
<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
  <Link rel="lrdd" type="application/xrd+xml" template="${origin}/.well-known/webfinger?resource={uri}"/>
</XRD>
`)
  })
  return router
}

const ADDRESS = /^\/(accounts|a|video-channels|c)\/([^/]+)\/?$/

/** By handle, or by one of the addresses that an actor has here. */
function seek({ host, origin }: Site, resource: string): { name: string; kinds: ActorKind[] } | undefined {
  const [, name, at] = /^acct:@?([^@\s]+)@([^@\s]+)$/i.exec(resource) ?? []
  if (name !== undefined)
    return at?.toLowerCase() === host ? { name, kinds: ['person', 'group', 'application'] } : undefined
  const url = URL.parse(resource)
  if (url?.origin !== origin) return undefined
  const [, folder = '', named] = ADDRESS.exec(url.pathname) ?? []
  if (named === undefined) return undefined
  return { name: named, kinds: ['c', 'video-channels'].includes(folder) ? ['group'] : ['person', 'application'] }
}
