/** Every figure of the encoders, in one place. Change nothing here without running `npm run bench` before and after. */

export const VIDEO = {
  preset: 'veryfast',
  profile: 'high',
  /** Constant quality, as long as the rung's cap allows it. */
  crf: 22.9,
  /** Low rungs need a trace more to be as alike as PeerTube's; they stay smaller. */
  crfOfRung: { 240: 22.8, 360: 22.8 } as Readonly<Record<number, number>>,
  /** Size of the rate control's buffer, in seconds of the cap. */
  bufferSeconds: 2,
  /**
   * Further parameters of x264, `name=value`. Many B-frames and trellis buy most of the bitrate at little cost; looking
   * into split predicted blocks and wide motion costs the most time and buys the least.
   */
  x264: ['b-adapt=1', 'bframes=16', 'me=dia', 'partitions=i4x4,i8x8', 'trellis=1'] as readonly string[]
} as const

export const AUDIO = {
  /** Two channels, whatever the source has. */
  bitrateBps: 128_000,
  monoBitrateBps: 64_000,
  sampleRateHz: 48_000
} as const

/** Of libswscale, for the renditions. */
export const SCALE_FLAGS = 'bicubic'

export const STORYBOARD = {
  spriteSide: 192,
  columns: 10,
  maxSprites: 100,
  /** 1 (best) to 31. */
  jpegScale: 4
} as const
