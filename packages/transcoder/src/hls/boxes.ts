/** The little that must be read from an MP4's boxes (ISO/IEC 14496-12, 14496-15); pure. */

/** RFC 6381 name of the H.264 in an initialisation section, null when there is none. */
export function readAvcCodec(init: Buffer): string | null {
  // Inside moov/trak/mdia/minf/stbl/stsd/avc1; the name occurs nowhere else in a section this small.
  const at = init.indexOf('avcC', 0, 'latin1')
  if (at < 0 || at + 8 > init.length) return null
  return `avc1.${init.subarray(at + 5, at + 8).toString('hex')}`
}
