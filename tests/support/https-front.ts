/**
 * A proxy that answers for every host over TLS and hands all of it to one server of ours. Clients that insist on https
 * and port 443, or on a host that they know, come to it without anything leaving the machine.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'

export interface HttpsFront {
  /** For `--proxy`, or HTTPS_PROXY. */
  readonly proxy: string
  close(): Promise<void>
}

/** @param target Origin of a server that speaks plain HTTP on this machine. */
export async function openHttpsFront(target: string): Promise<HttpsFront> {
  const secureContext = createSecureContext(makeCertificate())
  const open = new Set<Duplex>()
  const server = createServer((_req, res) => res.writeHead(400).end())
  server.on('connect', (_req, socket: Socket) => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    const secure = new TLSSocket(socket, { isServer: true, secureContext })
    const plain = connect(Number(new URL(target).port), '127.0.0.1')
    for (const [from, to] of [
      [secure, plain],
      [plain, secure]
    ] as const) {
      open.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => open.delete(from))
      from.pipe(to)
    }
  })
  server.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const stream of open) stream.destroy()
      await new Promise(resolve => server.close(resolve))
    }
  }
}

function makeCertificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'https-front-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  try {
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=videos.example', '-days', '2']
    execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return { key: readFileSync(key), cert: readFileSync(cert) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
