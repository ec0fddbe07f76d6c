/**
 * The embed's end of a channel to the page around it, in jschannel's words: PeerTube's embed API speaks them.
 *
 * Only the page that holds this frame is heard, whoever it is. What it may ask is what is bound here, and nothing else.
 */
export type Methods = Readonly<Record<string, (params: unknown) => unknown>>

export interface Channel {
  notify(method: string, params: unknown): void
  close(): void
}

interface Message {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: unknown
}

/** The parts of a window that a channel touches. */
export interface Port {
  readonly own: Pick<Window, 'addEventListener' | 'removeEventListener'>
  readonly parent: Pick<Window, 'postMessage'>
}

/** An answer that the caller can tell from a fault of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

export function openChannel({ own, parent }: Port, scope: string, methods: Methods): Channel {
  const post = (message: object) => parent.postMessage(JSON.stringify(message), '*')
  const notify = (method: string, params: unknown) => post({ method: `${scope}::${method}`, params })
  const greet = (type: 'publish-request' | 'publish-reply') => notify('__ready', { type, publish: [] })

  const hear = (event: MessageEvent) => {
    if (event.source !== parent) return
    const { id, method, params } = read(event.data)
    if (typeof method !== 'string' || !method.startsWith(`${scope}::`)) return
    const name = method.slice(scope.length + 2)
    if (name === '__ready') {
      if ((params as { type?: unknown } | null | undefined)?.type === 'publish-request') greet('publish-reply')
      return
    }
    if (typeof id !== 'number' && typeof id !== 'string') return
    answer(methods, name, params).then(
      result => post({ id, result }),
      fault => {
        const isOurs = fault instanceof Refusal
        post({ id, error: isOurs ? 'refused' : 'runtime_error', message: isOurs ? fault.message : 'It failed.' })
      }
    )
  }
  own.addEventListener('message', hear)
  greet('publish-request')
  return { notify, close: () => own.removeEventListener('message', hear) }
}

async function answer(methods: Methods, name: string, params: unknown): Promise<unknown> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) throw new Refusal(`There is no method '${name}'.`)
  return await method(params)
}

function read(data: unknown): Message {
  try {
    const message: unknown = typeof data === 'string' ? JSON.parse(data) : null
    return typeof message === 'object' && message !== null ? message : {}
  } catch {
    return {}
  }
}
