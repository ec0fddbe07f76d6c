/** Live connections with programs that know PeerTube's socket.io namespaces. Messages go out only; nothing is read. */
import type { Server as HttpServer, IncomingHttpHeaders } from 'node:http'
import { Server } from 'socket.io'
import { AppError } from '../kernel/errors.ts'
import { log } from './log.ts'

export interface Connected<Who> {
  readonly who: Who
  send(event: string, payload?: unknown): void
  /** Ends a connection whose right has ended. */
  drop(): void
}

export interface Namespace<Who> {
  /** Who is connected to this process; with a name, only those of that group. */
  connected(group?: string): Connected<Who>[]
}

export interface NamespaceOptions<Who> {
  /** Such as `/runners`. */
  readonly path: string
  /**
   * @param given What came with the handshake, in socket.io's `auth` or in the address's query: anything.
   * @param headers Of the handshake. Any page can make a browser send a cookie: `origin` says whose page it is.
   * @throws AppError with what to tell the other side; any other error is not for it to know.
   */
  admit(given: Readonly<Record<string, unknown>>, headers: IncomingHttpHeaders): Promise<Who>
  groupOf(who: Who): string
}

export interface Sockets {
  namespace<Who>(options: NamespaceOptions<Who>): Namespace<Who>
  /** After the server's own handler is in place: other requests still go there. */
  attach(server: HttpServer): void
  close(): Promise<void>
}

/** Nobody has much to say to us. */
const MESSAGE_MAX_BYTES = 10_000
/** Each costs some memory; more than that many at once is an attack or a site with several servers. */
const CONNECTIONS_MAX = 5000
/** For a connection that asks for no namespace. */
const CONNECT_MS = 10_000

export function openSockets(): Sockets {
  const io: Server = new Server({
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    connectTimeout: CONNECT_MS,
    allowRequest: (_req, answer) => answer(null, io.engine.clientsCount < CONNECTIONS_MAX)
  })
  io.use((_socket, next) => next(new Error('There is nothing here.')))

  return {
    namespace: options => openNamespace(io, options),
    attach: server => void io.attach(server),
    async close() {
      io.disconnectSockets(true)
      // Not io.close(), which would close the HTTP server too.
      io.engine?.close()
    }
  }
}

function openNamespace<Who>(io: Server, { path, admit, groupOf }: NamespaceOptions<Who>): Namespace<Who> {
  const namespace = io.of(path)
  namespace.use((socket, next) => {
    const { query, auth, headers } = socket.handshake
    admit({ ...query, ...auth }, headers).then(
      who => {
        socket.data = { who }
        next()
      },
      (error: unknown) => {
        if (error instanceof AppError) return next(error)
        log('sockets').error('A connection to {path} failed: {error}', { path, error })
        next(new Error('Something went wrong here. It has been logged.'))
      }
    )
  })

  return {
    connected(group) {
      return [...namespace.sockets.values()]
        .map(socket => ({ socket, who: (socket.data as { who: Who }).who }))
        .filter(({ who }) => group === undefined || groupOf(who) === group)
        .map(({ socket, who }) => ({
          who,
          send: (event, ...payload) => void socket.emit(event, ...payload),
          drop: () => void socket.disconnect(true)
        }))
    }
  }
}
