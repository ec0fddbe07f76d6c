/** Reads BitTorrent's encoding (BEP 3) from strangers. Pure. */
import type { Bencodable } from './bencode.ts'

/** Torrents nest a list of files in a dictionary, and little more. */
const DEPTH_MAX = 20

/** Texts are bytes, as they came. @throws Error when it is anything but one whole value. */
export function bdecode(bytes: Buffer): Bencodable {
  const [value, end] = read(bytes, 0, 0)
  if (end !== bytes.length) throw wrong(end)
  return value
}

type Read<T> = readonly [value: T, end: number]

const wrong = (at: number) => new Error(`Not bencoded at byte ${at}.`)
const [DIGIT_0, DIGIT_9, COLON] = [48, 57, 58]

function read(bytes: Buffer, at: number, depth: number): Read<Bencodable> {
  if (depth > DEPTH_MAX) throw wrong(at)
  const first = bytes[at] ?? -1
  if (first >= DIGIT_0 && first <= DIGIT_9) return readText(bytes, at)
  switch (String.fromCharCode(first)) {
    case 'i':
      return readInteger(bytes, at + 1, 'e')
    case 'l':
      return readList(bytes, at + 1, depth)
    case 'd':
      return readDictionary(bytes, at + 1, depth)
    default:
      throw wrong(at)
  }
}

function readInteger(bytes: Buffer, at: number, ending: string): Read<number> {
  const end = bytes.indexOf(ending, at)
  const digits = end < 0 || end - at > 17 ? '' : bytes.toString('latin1', at, end)
  if (!/^(0|-?[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(Number(digits))) throw wrong(at)
  return [Number(digits), end + 1]
}

function readText(bytes: Buffer, at: number): Read<Buffer> {
  const [length, begin] = readInteger(bytes, at, String.fromCharCode(COLON))
  if (length > bytes.length - begin) throw wrong(at)
  return [bytes.subarray(begin, begin + length), begin + length]
}

const END = 'e'.charCodeAt(0)

function readList(bytes: Buffer, begin: number, depth: number): Read<Bencodable[]> {
  const items: Bencodable[] = []
  let at = begin
  while (bytes[at] !== END) {
    const [item, end] = read(bytes, at, depth + 1)
    items.push(item)
    at = end
  }
  return [items, at + 1]
}

function readDictionary(bytes: Buffer, begin: number, depth: number): Read<{ readonly [key: string]: Bencodable }> {
  const entries: [string, Bencodable][] = []
  let at = begin
  while (bytes[at] !== END) {
    const [key, afterKey] = readText(bytes, at)
    const [value, end] = read(bytes, afterKey, depth + 1)
    entries.push([key.toString(), value])
    at = end
  }
  return [Object.fromEntries(entries), at + 1]
}
