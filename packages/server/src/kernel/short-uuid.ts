/** PeerTube's short form of a UUID: flickr's base 58, 22 characters, left padded (package short-uuid's default). */
const ALPHABET = '123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 22

export function toShortUuid(uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let short = ''
  while (rest > 0n) {
    short = ALPHABET[Number(rest % 58n)] + short
    rest /= 58n
  }
  return short.padStart(LENGTH, ALPHABET[0])
}

/** Undefined when the text is no short UUID. */
export function fromShortUuid(short: string): string | undefined {
  if (!/^[1-9a-km-zA-HJ-NP-Z]{20,22}$/.test(short)) return undefined
  let value = 0n
  for (const character of short) value = value * 58n + BigInt(ALPHABET.indexOf(character))
  if (value >> 128n) return undefined
  const hex = value.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
