/** A second server on this machine: it has people, who sign what they send, and mailboxes that keep what comes. */
import express from 'express'
import { PEER_KEYS, postSigned } from './remote-actor.ts'
import { serve, type TestServer } from './serve.ts'

type Fields = Readonly<Record<string, unknown>>
type Activity = Fields & { readonly id: string; readonly type: string }

export interface PeerServer extends TestServer {
  readonly host: string
  /** What lies at its paths; what does not is gone. */
  readonly documents: Map<string, Fields>
  /** What came into its mailboxes, in that order. */
  readonly received: { readonly path: string; readonly activity: Activity }[]
  /** @returns The ActivityPub id. */
  settle(type: 'Person' | 'Group' | 'Application', name: string, more?: Fields): string
  /** From somebody here to a mailbox elsewhere, so often; all must be taken. */
  send(inbox: string, actorUrl: string, activity: Activity, times?: number): Promise<void>
}

export async function openPeerServer(): Promise<PeerServer> {
  const documents = new Map<string, Fields>()
  const received: PeerServer['received'] = []
  const app = express()
  const { origin, close } = await serve(app)
  const { host } = new URL(origin)

  app.post('/{*path}', express.json({ type: '*/*' }), (req, res) => {
    received.push({ path: req.path, activity: req.body as Activity })
    res.status(204).end()
  })
  app.get('/.well-known/webfinger', (req, res) => {
    const [, name] = /^acct:(.+)@/.exec(String(req.query['resource'])) ?? []
    const href = [...documents.values()].find(({ preferredUsername }) => preferredUsername === name)?.['id']
    if (!href) return void res.status(404).end()
    const links = [{ rel: 'self', type: 'application/activity+json', href }]
    res.type('application/jrd+json').send(JSON.stringify({ subject: req.query['resource'], links }))
  })
  app.get('/{*path}', (req, res) => {
    const document = documents.get(req.path)
    if (!document) return void res.status(410).end()
    res.type('application/activity+json').send(JSON.stringify(document))
  })

  return {
    origin,
    host,
    documents,
    received,
    close,
    settle(type, name, more = {}) {
      const path = `/${type === 'Group' ? 'video-channels' : 'accounts'}/${name}`
      const id = origin + path
      documents.set(path, {
        '@context': 'https://www.w3.org/ns/activitystreams',
        type,
        id,
        preferredUsername: name,
        name,
        inbox: `${id}/inbox`,
        outbox: `${id}/outbox`,
        endpoints: { sharedInbox: `${origin}/inbox` },
        publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: PEER_KEYS.publicKeyPem },
        ...more
      })
      return id
    },
    async send(inbox, url, activity, times = 1) {
      for (let time = 0; time < times; time++) {
        const { status } = await postSigned(inbox, { url }, { actor: url, ...activity })
        if (status >= 300) throw new Error(`${activity.type} is answered with ${status}`)
      }
    }
  }
}
