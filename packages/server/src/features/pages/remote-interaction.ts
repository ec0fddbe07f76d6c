/**
 * Where other software sends people who want to follow or answer something from here (`?uri=`). What is ours is shown;
 * what lies elsewhere cannot be opened here yet, and is not found.
 */
import type { Request, Router } from 'express'
import { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import type { ActorPageDeps } from './actor-page.ts'

const Query = z.object({ uri: z.string().trim().min(1).max(2000) })

// 302 | 404
export function remoteInteraction(router: Router, deps: Pick<ActorPageDeps, 'findActor'> & { origin: string }): void {
  router.get('/remote-interaction', async (req, res) => {
    res.redirect(await addressOf(deps, req))
  })
}

/** Whole, with our origin: a path alone could begin with two slashes and lead elsewhere. */
async function addressOf(
  { findActor, origin }: Pick<ActorPageDeps, 'findActor'> & { origin: string },
  req: Request
): Promise<string> {
  const { data } = Query.safeParse(req.query)
  const [, name, host] = /^(?:acct:)?@?([\w.-]+)@([^@\s/]+)$/i.exec(data?.uri ?? '') ?? []
  if (name && host?.toLowerCase() === new URL(origin).host) {
    const isChannel = await findActor('channel', name).then(() => true, isMissing)
    if (isChannel) return `${origin}/c/${name}`
    await findActor('account', name)
    return `${origin}/a/${name}`
  }
  const url = data && URL.parse(data.uri)
  if (url?.origin === origin && url.pathname !== '/remote-interaction') return origin + url.pathname + url.search
  throw new AppError('not_found', 'This lies on another server.')
}

function isMissing(error: unknown): false {
  if (error instanceof AppError && error.code === 'not_found') return false
  throw error
}
