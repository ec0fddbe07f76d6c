import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

export interface TestServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  close(): Promise<void>
}

/**
 * Serves an app on a free loopback port.
 *
 * @param prepare Given the server itself, for what is not asked by requests.
 */
export async function serve(app: Express, prepare?: (server: Server) => void): Promise<TestServer> {
  const server = app.listen(0, '127.0.0.1')
  prepare?.(server)
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
