/** What a magnet link says, as far as this server goes by it. Pure. */

export interface Magnet {
  /** Of version 1, hexadecimal. */
  readonly infoHash: string
  readonly name: string | undefined
  /** Where the .torrent file is, by http or https; PeerTube's links say so. */
  readonly torrentUrls: readonly string[]
}

const ADDRESSES_MAX = 5
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** @returns Undefined when it is none, or of no torrent of version 1. */
export function readMagnet(link: string): Magnet | undefined {
  const url = URL.parse(link)
  if (url?.protocol !== 'magnet:') return undefined
  const { searchParams } = url
  const topic = searchParams.getAll('xt').find(text => /^urn:btih:/i.test(text))
  const infoHash = topic && hashOf(topic.slice('urn:btih:'.length).toLowerCase())
  if (!infoHash) return undefined
  const addresses = [...searchParams.getAll('xs'), ...searchParams.getAll('as')]
  return {
    infoHash,
    name: searchParams.get('dn')?.trim() || undefined,
    torrentUrls: addresses
      .filter(address => /^https?:\/\//i.test(address) && URL.canParse(address))
      .slice(0, ADDRESSES_MAX)
  }
}

function hashOf(text: string): string | undefined {
  if (/^[0-9a-f]{40}$/.test(text)) return text
  if (!/^[a-z2-7]{32}$/.test(text)) return undefined
  const bits = [...text].map(letter => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return (bits.match(/.{4}/g) ?? []).map(four => Number.parseInt(four, 2).toString(16)).join('')
}
