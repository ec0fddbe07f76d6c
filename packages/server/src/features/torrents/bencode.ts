/** BitTorrent's encoding (BEP 3). Pure. */

export type Bencodable = number | string | Buffer | readonly Bencodable[] | { readonly [key: string]: Bencodable }

export function bencode(value: Bencodable): Buffer {
  if (typeof value === 'number') return Buffer.from(`i${value}e`)
  if (typeof value === 'string') return bencode(Buffer.from(value))
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(`${value.length}:`), value])
  if (Array.isArray(value)) return between('l', value.map(bencode))
  const entries = Object.entries(value).toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return between(
    'd',
    entries.flatMap(([key, item]) => [bencode(key), bencode(item)])
  )
}

const between = (letter: string, parts: readonly Buffer[]) =>
  Buffer.concat([Buffer.from(letter), ...parts, Buffer.from('e')])
