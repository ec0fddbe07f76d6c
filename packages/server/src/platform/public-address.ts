/** Which addresses lie on the open internet: what is asked of others there cannot reach this machine's neighbours. */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { lookup as lookupAll } from 'node:dns/promises'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'

/** IANA's special-purpose registries, multicast, and ways to write an IPv4 address in IPv6. */
const NOT_PUBLIC: readonly (readonly [address: string, prefix: number])[] = [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4]
  ] as const),
  ...([
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20]
  ] as const)
]

const blocked = new BlockList()
for (const [address, prefix] of NOT_PUBLIC) blocked.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4')
/** Everything global that is in use lies here; mapped, translated, local and multicast addresses lie elsewhere. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !blocked.check(address, 'ipv4')
  return family === 6 && globalUnicast.check(address, 'ipv6') && !blocked.check(address, 'ipv6')
}

/**
 * Whether all that a host's name leads to now is on the open internet. For an early answer only: whoever dials judges
 * again. A name that leads nowhere yet may do so later.
 */
export async function isPublicHost(hostname: string, isAllowed = isPublicAddress): Promise<boolean> {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal)) return isAllowed(literal)
  const addresses = await lookupAll(literal, { all: true }).catch(() => [])
  return addresses.every(({ address }) => isAllowed(address))
}

/** Says why nothing is asked of an address. The code is that of Node's own failures of the network. */
export class NotPublic extends Error {
  override readonly name = 'NotPublic'
  readonly code = 'NOT_PUBLIC'
}

/**
 * A resolver for sockets: the address that was judged is the one that is dialled. A name that has one address inside is
 * refused whole, whatever its others are.
 */
export function publicLookup(isAllowed: (address: string) => boolean = isPublicAddress): LookupFunction {
  return (hostname, options, done) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, [])
      if (addresses.length === 0 || addresses.some(({ address }) => !isAllowed(address)))
        return done(new NotPublic('This address is not on the open internet'), [])
      if (options.all) return done(null, addresses)
      const [{ address, family }] = addresses as [LookupAddress]
      done(null, address, family)
    })
  }
}
