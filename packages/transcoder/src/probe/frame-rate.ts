/** Frame rates as fractions, since 30000/1001 is no decimal number. */
export interface FrameRate {
  readonly numerator: number
  readonly denominator: number
}

export const fpsOf = ({ numerator, denominator }: FrameRate): number => numerator / denominator

export const formatRate = ({ numerator, denominator }: FrameRate): string =>
  denominator === 1 ? String(numerator) : `${numerator}/${denominator}`

/** Null for `0/0` and whatever is no positive fraction. */
export function parseRate(text: string | undefined): FrameRate | null {
  const match = /^(\d+)\/(\d+)$/.exec(text ?? '')
  const rate = match && { numerator: Number(match[1]), denominator: Number(match[2]) }
  return rate && rate.numerator > 0 && rate.denominator > 0 ? rate : null
}

/** Halves a rate until it is at most `maxFps`: every second frame goes, so that motion stays even. */
export function capRate(rate: FrameRate, maxFps: number): FrameRate {
  if (fpsOf(rate) <= maxFps * 1.001) return rate
  const isEven = rate.numerator % 2 === 0
  return capRate(
    isEven
      ? { numerator: rate.numerator / 2, denominator: rate.denominator }
      : { numerator: rate.numerator, denominator: rate.denominator * 2 },
    maxFps
  )
}

const USUAL: readonly FrameRate[] = [
  [10, 1],
  [12, 1],
  [15, 1],
  [24000, 1001],
  [24, 1],
  [25, 1],
  [30000, 1001],
  [30, 1],
  [48, 1],
  [50, 1],
  [60000, 1001],
  [60, 1],
  [120, 1]
].map(([numerator, denominator]) => ({ numerator: numerator!, denominator: denominator! }))

/**
 * The constant rate a source should get.
 *
 * @param real ffprobe's `r_frame_rate`, the finest grid on which all time stamps fall
 * @param average ffprobe's `avg_frame_rate`
 */
export function chooseRate(
  real: FrameRate | null,
  average: FrameRate | null
): { frameRate: FrameRate; hasVariableRate: boolean } {
  const known = average ?? real
  if (!known) return { frameRate: { numerator: 25, denominator: 1 }, hasVariableRate: true }
  if (real && average && Math.abs(fpsOf(real) / fpsOf(average) - 1) < 0.002 && fpsOf(real) <= 240)
    return { frameRate: real, hasVariableRate: false }
  const usual = USUAL.find(rate => fpsOf(rate) >= fpsOf(known) * 0.98)
  return { frameRate: usual ?? { numerator: 60, denominator: 1 }, hasVariableRate: true }
}
