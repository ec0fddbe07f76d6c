/** The little that must be read from an MP4's boxes (ISO/IEC 14496-12, 14496-15); pure. */

/** RFC 6381 name of the H.264 in an initialisation section, null when there is none. */
export function readAvcCodec(init: Buffer): string | null {
  // Inside moov/trak/mdia/minf/stbl/stsd/avc1; the name occurs nowhere else in a section this small.
  const at = init.indexOf('avcC', 0, 'latin1')
  if (at < 0 || at + 8 > init.length) return null
  return `avc1.${init.subarray(at + 5, at + 8).toString('hex')}`
}

export interface Box {
  readonly type: string
  readonly offsetBytes: number
  readonly sizeBytes: number
}

/** What may stand at the top of a fragmented MP4. */
const FRAGMENTED = ['ftyp', 'moov', 'styp', 'sidx', 'prft', 'emsg', 'moof', 'mdat', 'free', 'mfra']
/** A day of one-second segments of five boxes each, and some. */
const MAX_BOXES = 500_000

/**
 * The boxes of a fragmented MP4, in file order, without their content. Null when the file is anything else: other
 * boxes, bytes left over, a size that leads out of the file.
 *
 * @param read Gives that many bytes from there, fewer at the file's end.
 */
export async function listFragmentBoxes(
  read: (offsetBytes: number, count: number) => Promise<Buffer>,
  fileBytes: number
): Promise<Box[] | null> {
  const boxes: Box[] = []
  for (let offset = 0; offset < fileBytes; ) {
    const head = await read(offset, 16)
    if (head.length < 8 || boxes.length >= MAX_BOXES) return null
    const type = head.toString('latin1', 4, 8)
    const short = head.readUInt32BE(0)
    const size = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short
    if (!FRAGMENTED.includes(type) || size < 8 || offset + size > fileBytes) return null
    boxes.push({ type, offsetBytes: offset, sizeBytes: size })
    offset += size
  }
  return boxes
}
