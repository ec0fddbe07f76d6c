/**
 * The BitTorrent tracker: who wants a file learns of others who have it or want it too. bittorrent-tracker's server
 * speaks the protocol; ours is what it leaves open: whom it serves, how many, and for how long.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { TrackerCounts } from '../../contract/index.ts'
import { addressBlock } from '../../platform/address-block.ts'
import { type Clock, every } from '../../platform/clock.ts'
import type { Settings } from '../configuration/index.ts'
import { type AdmissionDeps, openAdmission } from './admission.ts'
import { openHttpTracker } from './http-tracker.ts'
import { Library, NOT_SHARED } from './library.ts'
import { LIMITS, type Limits, openBudget } from './limits.ts'
import { openPeerSockets, refuse } from './peer-sockets.ts'
import { forgetOldSwarms, registerSwarms } from './store.ts'
import { openSwarms } from './swarms.ts'

export interface TrackerDeps extends AdmissionDeps {
  readonly settings: Settings
  /** Multiplies how often one address may ask; 0 means that it may ask without end. */
  readonly limitFactor: number
  readonly limits?: Limits
}

export interface Tracker {
  isEnabled(): boolean
  /** Answers to `GET /tracker/announce` and `/tracker/scrape`. @param query As it was sent: its bytes are no text. */
  announce(query: string, address: string | undefined): Promise<Uint8Array>
  scrape(query: string, address: string | undefined): Uint8Array
  /** Of `/tracker/socket`. @param address Where it comes from, whatever proxies stand between. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, address: string): void
  counts(): TrackerCounts
  /** Hashes of what somebody lacks right now. */
  wanted(): string[]
  /** Forgets who is gone, and what may not be shared any more. */
  sweep(): Promise<void>
  /** Does that every few seconds. */
  follow(): Clock
  /** Every socket is ended. May be called twice. */
  close(): Promise<void>
}

const SWEEP_MS = 5000
/** Of an announce that is refused: each is looked up. */
const REFUSED_WEIGHT = 10

export function openTracker(deps: TrackerDeps): Tracker {
  const { settings, limitFactor, limits = LIMITS } = deps
  const perMinute = limitFactor === 0 ? Number.POSITIVE_INFINITY : limits.announcesPerMinute * limitFactor
  const budget = openBudget({ perMinute, addressesMax: limits.addresses })
  const admission = openAdmission(deps)
  const swarms = openSwarms(limits, ({ socket, ip }) => socket?.address ?? addressBlock(ip))
  const library = new Library(swarms, async ({ info_hash, socket, ip }) => {
    if (swarms.find(info_hash) || (await admission.isShared(info_hash))) return true
    budget.take(socket?.address ?? addressBlock(ip), REFUSED_WEIGHT)
    return false
  })
  const sockets = openPeerSockets({ library, swarms, budget, limits })
  const isEnabled = () => settings.current().tracker.enabled

  const dropUnshared = async () => {
    const hashes = swarms.hashes()
    const shared = hashes.length > 0 ? await admission.ask(hashes) : new Set()
    for (const hash of hashes) {
      if (shared.has(hash)) continue
      for (const { socket } of swarms.find(hash)?.peers.values() ?? []) socket?.fail(NOT_SHARED, hash)
      swarms.remove(hash)
    }
  }
  const sweep = async () => {
    swarms.sweep()
    budget.sweep()
    sockets.sweep()
    if (isEnabled()) return dropUnshared()
    sockets.closeAll()
    for (const hash of swarms.hashes()) swarms.remove(hash)
  }
  return {
    isEnabled,
    ...openHttpTracker({ library, swarms, budget, limits }),
    upgrade(req, socket, head, address) {
      if (isEnabled()) sockets.accept(req, socket, head, address)
      else refuse(socket, '403 Forbidden')
    },
    counts: () => ({ enabled: isEnabled(), ...swarms.counts(), sockets: sockets.count() }),
    wanted: swarms.wanted,
    sweep,
    follow: () => every(SWEEP_MS, 'Looking after the tracker', sweep),
    close: async () => sockets.endAll()
  }
}

/** Makes known which hashes belong to which playlists; at once with the whole stock when it is called first. */
export function followPlaylists({ db, origin }: Pick<TrackerDeps, 'db' | 'origin'>): Clock {
  let isFirst = true
  return every(SWEEP_MS, 'Registering swarms', async () => {
    if (isFirst) await forgetOldSwarms(db, origin)
    isFirst = false
    while ((await registerSwarms(db, origin)) > 0);
  })
}
