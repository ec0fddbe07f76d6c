/** Calls one operation over HTTP, with whatever it is told to send. */
import { Agent, request as startRequest } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import type { WalkedOperation } from './operations.ts'

export interface Sent {
  /** Already encoded. */
  readonly params?: Readonly<Record<string, string>>
  /** Already encoded, without the question mark. */
  readonly query?: string
  /** A form, or JSON. */
  readonly body?: unknown
  /** Of a body that is text and sent as it is. */
  readonly contentType?: string
  readonly token?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly text: string
  /** For reports: what was sent, in one line. */
  readonly sent: string
}

const agent = new Agent({ keepAlive: true })
let calls = 0

export async function send(origin: string, operation: WalkedOperation, sent: Sent = {}): Promise<Answer> {
  const { method, id } = operation
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => sent.params?.[name] ?? '1')
  const target = `${path}${sent.query ? `?${sent.query}` : ''}`
  const { bytes, type } = method === 'GET' ? {} : await encode(sent)
  const answer = await request(`${origin}/api/v1${target}`, method, bytes, {
    ...(type && { 'content-type': type }),
    ...(sent.token !== undefined && { authorization: `Bearer ${sent.token}` }),
    // Each call comes from somewhere else, so that limits by address do not hide what is behind them.
    'x-forwarded-for': addressOf(calls++),
    ...sent.headers
  })
  return { ...answer, sent: `${id}: ${method} ${target.slice(0, 300)} ${bytes?.subarray(0, 300) ?? ''}`.trimEnd() }
}

async function encode({ body, contentType }: Sent): Promise<{ bytes?: Buffer; type?: string | null }> {
  if (body === undefined) return {}
  if (contentType) return { bytes: Buffer.from(String(body)), type: contentType }
  if (!(body instanceof FormData)) return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' }
  const form = new Response(body)
  return { bytes: Buffer.from(await form.arrayBuffer()), type: form.headers.get('content-type') }
}

/** With node:http, which takes half the time of `fetch` and sends what `fetch` would mend. */
function request(url: string, method: string, bytes: Buffer | undefined, headers: Record<string, string>) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const length = bytes && { 'content-length': String(bytes.length) }
    const sending = startRequest(url, { method, agent, headers: { ...headers, ...length } }, response => {
      readText(response).then(text => resolve({ status: response.statusCode!, text }), reject)
    })
    sending.once('error', reject)
    sending.end(bytes)
  })
}

const addressOf = (number: number) => `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
