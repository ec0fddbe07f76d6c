/** Brings one activity to a mailbox elsewhere. Connections are kept, because more often follows. */
import { type IncomingMessage, Agent as PlainAgent, request as requestHttp } from 'node:http'
import { request as requestHttps, Agent as SecureAgent } from 'node:https'
import { isIP } from 'node:net'
import type { Site } from '../../kernel/site.ts'
import { NotPublic, publicLookup } from '../../platform/public-address.ts'
import { peerRules } from '../remote/reader.ts'

export interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
}

export interface Poster {
  /** @throws Error when there is no answer. Redirections are answers. */
  post(
    url: URL,
    body: Buffer,
    options: { headers: Readonly<Record<string, string>>; signal: AbortSignal }
  ): Promise<Answer>
  close(): void
}

const IDLE_MS = 30_000
const PER_HOST = 4
/** Of an answer, which nobody reads: a connection is worth that much. */
const ANSWER_BYTES_MAX = 64_000

export function openPoster(site: Site): Poster {
  const rules = peerRules(site)
  const options = { keepAlive: true, maxSockets: PER_HOST, timeout: IDLE_MS, lookup: publicLookup(rules.isAllowed) }
  const agents = { 'http:': new PlainAgent(options), 'https:': new SecureAgent(options) }

  const once = (url: URL, body: Buffer, { headers, signal }: Parameters<Poster['post']>[2]) =>
    new Promise<Answer>((resolve, reject) => {
      const isSecure = url.protocol === 'https:'
      const request = (isSecure ? requestHttps : requestHttp)(url, {
        method: 'POST',
        signal,
        headers: { ...headers, 'Content-Length': body.length },
        agent: isSecure ? agents['https:'] : agents['http:']
      })
      request.on('error', error => reject(request.reusedSocket && isReset(error) ? new StaleConnection() : error))
      request.on('response', response => {
        skip(response)
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] })
      })
      request.end(body)
    })

  return {
    async post(url, body, options) {
      assertAllowed(url, rules)
      try {
        return await once(url, body, options)
      } catch (error) {
        // The other side closed the kept connection just then. Activities may come twice, so it is sent again.
        if (error instanceof StaleConnection) return once(url, body, options)
        throw error
      }
    },
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    }
  }
}

class StaleConnection extends Error {}

const isReset = (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' || error.code === 'EPIPE'

function assertAllowed(url: URL, { isAllowed, isAllowedUrl }: ReturnType<typeof peerRules>): void {
  // Sockets do not resolve what is an address already.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!isAllowedUrl(url) || (isIP(literal) && !isAllowed(literal)))
    throw new NotPublic('This address is not on the open internet')
}

function skip(response: IncomingMessage): void {
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > ANSWER_BYTES_MAX) response.destroy()
  })
  response.on('error', () => {})
}
