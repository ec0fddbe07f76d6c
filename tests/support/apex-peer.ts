/** A server that is not ours: activitypub-express, with somebody on it who follows, likes and comments. */
import type { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import ActivitypubExpress, { type ApexActor, type ApexThing } from 'activitypub-express'
import express from 'express'
import { ApexStore } from './apex-store.ts'

export interface ApexPeer {
  readonly actor: ApexActor
  /** What came into its mailbox and was believed, by type. */
  readonly received: readonly ApexThing[]
  /** Requests to its mailbox, and how it answered. */
  readonly answers: readonly { readonly type: string; readonly status: number }[]
  /** @returns What was sent. */
  send(type: string, to: readonly string[], more: object): Promise<ApexThing>
  close(): Promise<void>
}

const part = (name: string) => `/u/:actor/${name}`
const ROUTES = {
  actor: '/u/:actor',
  object: '/o/:id',
  activity: '/s/:id',
  collections: '/u/:actor/c/:id',
  inbox: part('inbox'),
  outbox: part('outbox'),
  followers: part('followers'),
  following: part('following'),
  liked: part('liked'),
  blocked: part('blocked'),
  rejected: part('rejected'),
  rejections: part('rejections'),
  shares: '/s/:id/shares',
  likes: '/s/:id/likes'
}
const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

export async function startApexPeer(name: string): Promise<ApexPeer> {
  const app = express()
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const store = new ApexStore()
  const apex = ActivitypubExpress({
    name: 'apex',
    version: '4.4.2',
    baseUrl,
    domain: new URL(baseUrl).host,
    routes: ROUTES,
    store,
    actorParam: 'actor',
    objectParam: 'id',
    activityParam: 'id',
    logger: SILENT
  })
  const received: ApexThing[] = []
  const answers: { type: string; status: number }[] = []
  const events: EventEmitter = app
  events.on('apex-inbox', ({ activity }: { activity: ApexThing }) => received.push(activity))
  app.use(express.json({ type: [...apex.consts.jsonldTypes, 'application/ld+json'], limit: '1mb' }), apex)
  app.post(ROUTES.inbox, (req, res, next) => {
    const { type } = req.body as ApexThing
    res.on('finish', () => answers.push({ type, status: res.statusCode }))
    next()
  })
  app.post(ROUTES.inbox, ...apex.net['inbox']!.post)
  for (const collection of ['outbox', 'followers', 'following', 'liked'] as const)
    app.get(ROUTES[collection], ...apex.net[collection]!.get)
  app.get(ROUTES.actor, ...apex.net['actor']!.get)
  app.get(ROUTES.object, ...apex.net['object']!.get)
  app.get(ROUTES.activity, ...apex.net['activityStream']!.get)

  const actor = await apex.createActor(name, name, '')
  await store.saveObject(actor)
  return {
    actor,
    received,
    answers,
    async send(type, to, more) {
      const activity = await apex.buildActivity(type, actor.id, [...to], more)
      await apex.addToOutbox(actor, activity)
      return activity
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
  }
}
