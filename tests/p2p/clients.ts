/** Stock BitTorrent clients, and WebTorrent as it comes from npm. Each fetches one torrent into a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../support/free-port.ts'

export type Client = 'aria2' | 'transmission' | 'webtorrent'

export interface Fetch {
  readonly torrentPath: string
  /** For its files; a new folder is made in it. */
  readonly folder: string
  readonly expected: Buffer
}

/** Transmission leaves a peer alone for minutes when the first connection did not come about: it is started anew then. */
const TRY_MS = 25_000
const TRIES = 7
const LEAVING_MS = 10_000
const WEBTORRENT = new URL('./webtorrent-client.mjs', import.meta.url).pathname

/** Ends when the file is there byte for byte. @throws Error with the client's words when it does not get there. */
export async function fetchWith(client: Client, fetch: Fetch): Promise<void> {
  let said = ''
  for (let time = 1; time <= TRIES; time++) {
    const tried = await tryWith(client, fetch)
    if (tried.isThere) return
    said = tried.said
  }
  throw new Error(`${client} did not get the file:\n${said.slice(-3000)}`)
}

async function tryWith(client: Client, { torrentPath, folder, expected }: Fetch) {
  const into = await mkdtemp(join(folder, `${client}-`))
  const process = await COMMANDS[client](torrentPath, into)
  let said = ''
  for (const stream of [process.stdout, process.stderr])
    stream?.on('data', chunk => {
      said += chunk
    })
  try {
    const end = performance.now() + TRY_MS
    while (performance.now() < end) {
      if (await holds(into, expected)) return { isThere: true, said }
      await sleep(200)
    }
    return { isThere: false, said }
  } finally {
    await leave(process)
  }
}

/** As its user would end it: it tells the tracker, so that nobody is sent to a client that is gone. */
async function leave(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const left = once(process, 'exit')
  process.kill('SIGTERM')
  const timer = setTimeout(() => process.kill('SIGKILL'), LEAVING_MS)
  await left
  clearTimeout(timer)
}

const COMMANDS: Readonly<Record<Client, (torrentPath: string, into: string) => Promise<ChildProcess>>> = {
  async aria2(torrentPath, into) {
    const off = [
      'enable-dht',
      'enable-dht6',
      'enable-peer-exchange',
      'bt-enable-lpd',
      'follow-metalink',
      'follow-torrent'
    ]
    return spawn('aria2c', [
      ...['--no-conf', `--dir=${into}`, '--seed-time=0', '--check-certificate=true', '--file-allocation=none'],
      ...[
        `--listen-port=${await freePort()}`,
        '--bt-stop-timeout=60',
        ...off.map(name => `--${name}=false`),
        torrentPath
      ]
    ])
  },
  async transmission(torrentPath, into) {
    const config = join(into, 'config')
    await mkdir(config)
    const off = { 'dht-enabled': false, 'lpd-enabled': false, 'pex-enabled': false, 'port-forwarding-enabled': false }
    await writeFile(join(config, 'settings.json'), JSON.stringify(off))
    const port = String(await freePort())
    return spawn('transmission-cli', ['--config-dir', config, '--download-dir', into, '--port', port, torrentPath])
  },
  webtorrent: async (torrentPath, into) => spawn(process.execPath, [WEBTORRENT, torrentPath, into])
}

async function holds(folder: string, expected: Buffer): Promise<boolean> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.mp4'))
  for (const name of names) {
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0))
    if (bytes.length === expected.length && hash(bytes) === hash(expected)) return true
  }
  return false
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
