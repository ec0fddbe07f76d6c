/** Where other servers deliver. */
import express, { type RequestHandler, Router } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { problemHandler } from '../../platform/http.ts'
import { type InboxDeps, openReceiver } from './receive.ts'
import { hasLocalActor } from './store.ts'

const BODY_BYTES = 1_000_000
const ACTIVITY_STREAMS = 'https://www.w3.org/ns/activitystreams'

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  accounts: ['person', 'application'],
  'video-channels': ['group']
}

export function inboxRoutes(deps: InboxDeps): Router {
  const router = Router()
  const receive = openReceiver(deps)
  // Nothing packed is unpacked: a few bytes could become very many.
  const readBytes = express.raw({ limit: BODY_BYTES, inflate: false, type: () => true })
  const take: RequestHandler = async (req, res) => {
    const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    await receive({ method: req.method, target: req.originalUrl, headers: req.headers, body })
    res.status(202).end()
  }
  router.post('/inbox', onlyActivities, readBytes, take, problemHandler)
  for (const [folder, kinds] of Object.entries(FOLDERS))
    router.post(`/${folder}/:name/inbox`, onlyFor(deps, kinds), onlyActivities, readBytes, take, problemHandler)
  return router
}

const onlyActivities: RequestHandler = (req, _res, next) => {
  const type = req.get('Content-Type') ?? ''
  if (/^application\/activity\+json\s*(;|$)/i.test(type)) return next()
  if (/^application\/ld\+json\s*;/i.test(type) && type.includes(ACTIVITY_STREAMS)) return next()
  throw new AppError('unsupported', 'Activities are delivered as application/activity+json.')
}

function onlyFor({ db }: InboxDeps, kinds: readonly string[]): RequestHandler {
  return async (req, _res, next) => {
    if (!(await hasLocalActor(db, String(req.params['name']), kinds)))
      throw new AppError('not_found', 'Nobody here has this inbox.')
    next()
  }
}
