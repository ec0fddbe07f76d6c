/** nginx with docker/nginx.conf.template in front of a stand-in for the server, on free ports, with its own certificate. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const DOCKER_FOLDER = join(import.meta.dirname, '../../docker')

export interface Front {
  readonly httpPort: number
  readonly httpsPort: number
  readonly storageFolder: string
  readonly acmeFolder: string
  /** For upgrades and other things that are more than an answer. */
  readonly backend: Server
  /** What `nginx -t` says about the configuration. */
  check(): string
  close(): Promise<void>
}

export async function startFront(answer: RequestListener): Promise<Front> {
  const folder = mkdtempSync(join(tmpdir(), 'colombier-front-'))
  const [storageFolder, tlsFolder, acmeFolder] = ['storage', 'tls', 'acme'].map(name => join(folder, name)) as [
    string,
    string,
    string
  ]
  for (const path of [storageFolder, acmeFolder, join(folder, 'temp')]) mkdirSync(path)
  runCertificates({ TLS_FOLDER: tlsFolder, CERTIFICATES: join(folder, 'none') })

  const backend = createServer(answer)
  await once(backend.listen(0, '127.0.0.1'), 'listening')
  const [httpPort, httpsPort] = await Promise.all([freePort(), freePort()])
  const site = fill(readFileSync(join(DOCKER_FOLDER, 'nginx.conf.template'), 'utf8'), {
    COLOMBIER_BACKEND: `127.0.0.1:${(backend.address() as AddressInfo).port}`,
    COLOMBIER_STORAGE: storageFolder,
    TLS_FOLDER: tlsFolder,
    ACME_FOLDER: acmeFolder
  })
    .replaceAll(/listen (\[::\]:)?80;/g, `listen 127.0.0.1:${httpPort};`)
    .replaceAll(/listen (\[::\]:)?443 /g, `listen 127.0.0.1:${httpsPort} `)
  writeFileSync(join(folder, 'nginx.conf'), wholeConfiguration(folder, withoutRepeatedListens(site)))

  const args = ['-p', folder, '-c', join(folder, 'nginx.conf')]
  const nginx = spawn(nginxPath(), [...args, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] })
  await untilListening(nginx, httpsPort)
  return {
    httpPort,
    httpsPort,
    storageFolder,
    acmeFolder,
    backend,
    check: () => execFileSync('sh', ['-c', '"$0" -t "$@" 2>&1', nginxPath(), ...args], { encoding: 'utf8' }),
    async close() {
      const ended = once(nginx, 'exit')
      nginx.kill('SIGTERM')
      await ended
      backend.closeAllConnections()
      await new Promise(resolve => backend.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Runs docker/certificates.sh up to the moment at which nginx would start; ends the look-out that it leaves behind. */
export function runCertificates(
  env: { TLS_FOLDER: string; CERTIFICATES: string; PATH?: string },
  afterwards = ':'
): string {
  const script = `. "$0"; ${afterwards}; kill $!`
  return execFileSync('sh', ['-c', `{ ${script}; } 2>&1`, join(DOCKER_FOLDER, 'certificates.sh')], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], COLOMBIER_BACKEND: 'localhost:9000', SECONDS_BETWEEN_LOOKS: '0.1', ...env }
  })
}

export function nginxPath(): string {
  for (const path of ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'])
    try {
      execFileSync(path, ['-v'], { stdio: 'ignore' })
      return path
    } catch {}
  throw new Error('nginx is not installed: apt-get install nginx')
}

/** What envsubst does in nginx's image: the names that are given, and no others. */
function fill(template: string, values: Record<string, string>): string {
  return template.replaceAll(/\$\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
}

/** IPv4 and IPv6 became the same address. */
function withoutRepeatedListens(site: string): string {
  return site.replaceAll(/^( *listen .*\n)\1/gm, '$1')
}

function wholeConfiguration(folder: string, site: string): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    kind => `${kind}_temp_path ${folder}/temp/${kind};`
  )
  // As root, nginx would give its work to a user who may not enter this folder.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  return `${user} worker_processes 1; pid ${folder}/pid; error_log stderr warn; events {}
http { access_log off; ${temp.join(' ')} default_type application/octet-stream;
${site} }`
}

async function freePort(): Promise<number> {
  const server = createSocketServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

async function untilListening(nginx: ChildProcess, port: number): Promise<void> {
  let errors = ''
  nginx.stderr?.on('data', chunk => {
    errors += chunk
  })
  while (nginx.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise(resolve => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await sleep(20)
  }
  throw new Error(`nginx does not start: ${errors}`)
}
