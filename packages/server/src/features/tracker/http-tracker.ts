/** What BitTorrent clients ask over HTTP (BEP 3, 23 and 48). */
import { isIP } from 'node:net'
import { addressBlock } from '../../platform/address-block.ts'
import type { Library } from './library.ts'
import type { Budget, Limits } from './limits.ts'
import type { Swarms } from './swarms.ts'

export interface HttpTrackerDeps {
  readonly library: Library
  readonly swarms: Swarms
  readonly budget: Budget
  readonly limits: Limits
}

export interface HttpTracker {
  announce(query: string, address: string | undefined): Promise<Uint8Array>
  scrape(query: string, address: string | undefined): Uint8Array
}

/** What the library may see: it would take anything else for its own. */
const ANNOUNCED = new Set(['info_hash', 'peer_id', 'port', 'left', 'numwant', 'event'])

export function openHttpTracker({ library, swarms, budget, limits }: HttpTrackerDeps): HttpTracker {
  return {
    async announce(query, address) {
      if (address === undefined || isIP(address) === 0) return failure('Your address is not known here')
      if (!budget.take(addressBlock(address), 1)) return failure('Too many requests, please try again later')
      const kept = new Map(readQuery(query).filter(([name]) => ANNOUNCED.has(name)))
      // Lists of peers are always compact: the library's other form damages their ids.
      const url = `/announce?${[...kept].map(([name, value]) => `${name}=${value}`).join('&')}&compact=1`
      const { promise, resolve } = Promise.withResolvers<Uint8Array>()
      const req = { url, headers: {}, connection: { remoteAddress: address } }
      library.onHttpRequest(req, { end: resolve }, { action: 'announce' })
      return promise
    },

    scrape(query, address) {
      if (!budget.take(addressBlock(address), 1)) return failure('Too many requests, please try again later')
      const hashes = readQuery(query).flatMap(([name, value]) => (name === 'info_hash' ? [bytesOf(value)] : []))
      if (hashes.length === 0 || hashes.some(({ length }) => length !== 20)) return failure('invalid info_hash')
      if (hashes.length > limits.scrapedPerMessage) return failure('Too many hashes at once')
      return encodeScrape(hashes.map(hash => ({ hash, ...countsOf(swarms, hash) })))
    }
  }
}

export function failure(reason: string): Uint8Array {
  return Buffer.from(`d14:failure reason${Buffer.byteLength(reason)}:${reason}e`)
}

/** Still percent-encoded. */
const readQuery = (query: string): (readonly [name: string, value: string])[] =>
  query.split('&').map(part => {
    const [name = '', value = ''] = part.split('=', 2)
    return [name, value]
  })

const bytesOf = (encoded: string) => Buffer.from(unescape(encoded), 'latin1')

function countsOf(swarms: Swarms, hash: Buffer) {
  const peers = [...(swarms.find(hash.toString('hex'))?.peers.values() ?? [])]
  const complete = peers.filter(({ isSeeder }) => isSeeder).length
  return { complete, incomplete: peers.length - complete }
}

interface Scraped {
  readonly hash: Buffer
  readonly complete: number
  readonly incomplete: number
}

/** By hand, because the library writes hashes as text. */
function encodeScrape(scraped: readonly Scraped[]): Uint8Array {
  const files = scraped.toSorted((a, b) => Buffer.compare(a.hash, b.hash))
  return Buffer.concat([
    Buffer.from('d5:filesd'),
    ...files.flatMap(({ hash, complete, incomplete }) => [
      ...[Buffer.from('20:'), hash],
      Buffer.from(`d8:completei${complete}e10:downloadedi${complete}e10:incompletei${incomplete}ee`)
    ]),
    Buffer.from('ee')
  ])
}
