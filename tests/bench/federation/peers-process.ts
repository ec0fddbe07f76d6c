/** Other servers for the bench, in a process of their own: each listens at a port and has one actor. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signHeaders } from '../../../packages/server/src/federation/signatures/sign-request.ts'
import type { Answer, Command, Heard } from './peers.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const agent = new Agent({ keepAlive: true, maxSockets: 200 })
const actors: string[] = []
const failing = new Set<number>()
const heard: Heard[] = []

const actorDocument = (url: string) => ({
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
  id: url,
  type: 'Person',
  preferredUsername: 'member',
  inbox: `${url}/inbox`,
  outbox: `${url}/outbox`,
  publicKey: { id: `${url}#main-key`, owner: url, publicKeyPem }
})

async function listen(): Promise<string> {
  let url = ''
  const index = actors.length
  const server = createServer(async (req, res) => {
    if (req.method === 'GET') {
      res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(actorDocument(url)))
      return
    }
    const { type, id } = JSON.parse(await textOf(req)) as { type: string; id: string }
    if (failing.has(index)) {
      res.writeHead(503).end()
      return
    }
    heard.push({ peer: index, type, id, at: Date.now() })
    res.writeHead(202).end()
  })
  actors.push('')
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/accounts/member`
  actors[index] = url
  return url
}

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

interface Prepared {
  readonly url: URL
  readonly body: string
  readonly headers: Record<string, string>
}

/** Signed beforehand, so that signing takes nothing away from who is measured. */
function prepare(inbox: string, actor: string, activity: object): Prepared {
  const url = new URL(inbox)
  const body = JSON.stringify(activity)
  const headers = signHeaders({
    url,
    method: 'POST',
    body,
    keyId: `${actor}#main-key`,
    privateKeyPem,
    now: new Date()
  })
  return { url, body, headers: { 'Content-Type': 'application/activity+json', ...headers } }
}

function post({ url, body, headers }: Prepared): Promise<{ status: number; ms: number }> {
  const began = performance.now()
  return new Promise(resolve => {
    const end = (status: number) => resolve({ status, ms: performance.now() - began })
    const asked = request(url, { method: 'POST', headers, agent }, res => {
      res.resume()
      res.on('end', () => end(res.statusCode ?? 0))
    })
    asked.on('error', () => end(0))
    asked.end(body)
  })
}

/** @returns The statuses in the order of what was sent. */
async function sendAll(prepared: readonly Prepared[], concurrency: number): Promise<Answer> {
  const statuses: number[] = new Array(prepared.length).fill(0)
  const times: number[] = []
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < prepared.length) {
        const index = next++
        const { status, ms } = await post(prepared[index]!)
        statuses[index] = status
        if (status >= 200 && status < 300) times.push(ms)
      }
    })
  )
  times.sort((a, b) => a - b)
  return { statuses, durationMs: performance.now() - began, p99Ms: times[Math.floor(times.length * 0.99)] ?? 0 }
}

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24)

function comment(actor: string, videoUrl: string, text: string): object {
  const { origin } = new URL(actor)
  const id = `${origin}/notes/${idOf(text)}`
  const to = [PUBLIC]
  const note = {
    id,
    type: 'Note',
    attributedTo: actor,
    inReplyTo: videoUrl,
    content: text,
    mediaType: 'text/markdown',
    to
  }
  const object = { ...note, published: new Date().toISOString(), url: id }
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${id}/activity`,
    type: 'Create',
    actor,
    to,
    object
  }
}

async function obey(command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'listen':
      return Promise.all(Array.from({ length: command.count }, listen))
    case 'fail':
      failing.clear()
      for (const index of command.peers) failing.add(index)
      return undefined
    case 'heard':
      return heard
    case 'follow': {
      const follows = command.peers.map(index => {
        const actor = actors[index]!
        const activity = {
          id: `${actor}/follows/${idOf(command.target)}`,
          type: 'Follow',
          actor,
          object: command.target
        }
        return prepare(`${command.target}/inbox`, actor, activity)
      })
      return sendAll(follows, follows.length)
    }
    case 'comment': {
      const all = command.texts.map(text =>
        prepare(command.inbox, actors[command.peer]!, comment(actors[command.peer]!, command.videoUrl, text))
      )
      return sendAll(all, command.concurrency)
    }
  }
}

process.on('message', async ({ number, command }: { number: number; command: Command }) => {
  process.send!({ number, result: await obey(command) })
})
process.on('disconnect', () => process.exit(0))
