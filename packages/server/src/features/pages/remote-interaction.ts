/** Where other software sends people who want to follow or answer something from here (`?uri=`): to its page here. */
import type { Router } from 'express'
import { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import type { ActorPageDeps } from './actor-page.ts'

const Query = z.object({ uri: z.string().trim().min(1).max(2000) })

export interface RemoteInteractionDeps extends Pick<ActorPageDeps, 'findActor'> {
  readonly origin: string
  /** The path of the page here of what lies on another server; asks there when this viewer may have it asked. */
  readonly findElsewhere: (uri: string, viewer: Viewer | undefined) => Promise<string | undefined>
}

// 302 | 404 | 429
export function remoteInteraction(router: Router, deps: RemoteInteractionDeps): void {
  router.get('/remote-interaction', async (req, res) => {
    const uri = Query.safeParse(req.query).data?.uri.replace(/^acct:/i, '') ?? ''
    // It may have another server asked, as searching may.
    await countAgainst(res, 'search')
    res.redirect(await addressOf(deps, uri, viewerOf(res)))
  })
}

/** Whole, with our origin: a path alone could begin with two slashes and lead elsewhere. */
async function addressOf(deps: RemoteInteractionDeps, uri: string, viewer: Viewer | undefined): Promise<string> {
  const { origin } = deps
  const [, name, host] = /^@?([\w.-]+)@([^@\s/]+)$/.exec(uri) ?? []
  if (name && host?.toLowerCase() === new URL(origin).host) return origin + (await pageOf(deps, name))
  const url = URL.parse(uri)
  if (url?.origin === origin && url.pathname !== '/remote-interaction') return origin + url.pathname + url.search
  const path = url?.origin === origin ? undefined : await deps.findElsewhere(uri, viewer)
  if (path) return origin + path
  // Asking for a handle has made its account known, too.
  if (name && host) return origin + (await pageOf(deps, `${name}@${host}`))
  throw new AppError('not_found', 'This lies on another server.')
}

async function pageOf({ findActor }: RemoteInteractionDeps, handle: string): Promise<string> {
  const isChannel = await findActor('channel', handle).then(() => true, isMissing)
  if (isChannel) return `/c/${handle}`
  await findActor('account', handle)
  return `/a/${handle}`
}

function isMissing(error: unknown): false {
  if (error instanceof AppError && error.code === 'not_found') return false
  throw error
}
