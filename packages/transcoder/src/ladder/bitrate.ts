/** Bits per pixel a rendition may use on average, by the height of its rung: PeerTube 6.3's figures. */
const BITS_PER_PIXEL: readonly [rung: number, bits: number][] = [
  [144, 0.19],
  [240, 0.17],
  [360, 0.15],
  [480, 0.12],
  [720, 0.11],
  [1080, 0.1],
  [1440, 0.09],
  [2160, 0.08]
]

/** The cap of a rung, bits per second: of its encoder, and of a source that is copied into it. */
export function capBitrate({ width, height, fps }: { width: number; height: number; fps: number }): number {
  const shortSide = Math.min(width, height)
  const [, bits] = BITS_PER_PIXEL.find(([rung]) => shortSide <= rung) ?? BITS_PER_PIXEL.at(-1)!
  return Math.max(64_000, Math.round(width * height * fps * bits))
}
