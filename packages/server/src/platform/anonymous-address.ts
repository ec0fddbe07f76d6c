import { isIPv4, isIPv6 } from 'node:net'

/** An IP address without what tells one household from another: the last part of IPv4, all but 48 bits of IPv6. */
export function anonymousAddress(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return plain.replace(/\.\d+$/, '.0')
  if (!isIPv6(plain)) return ''
  const [head = ''] = plain.split('::')
  const parts = head.split(':').filter(Boolean)
  return `${[0, 1, 2].map(index => parts[index] ?? '0').join(':')}::`
}
