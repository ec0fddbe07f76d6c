/** The filter graph of one run: decoded frames in, one stream per rendition and the storyboard out; pure. */
import type { Rung } from '../ladder/ladder.ts'
import { formatRate, fpsOf } from '../probe/frame-rate.ts'
import type { SourceVideo } from '../probe/source.ts'
import { SCALE_FLAGS } from './encoder.ts'
import type { StoryboardPlan } from './storyboard.ts'

export interface GraphPlan {
  readonly video: SourceVideo
  /** Renditions to encode, tallest first, with the labels of their streams. */
  readonly encodes: readonly { readonly rung: Rung; readonly label: string }[]
  readonly storyboard: { readonly plan: StoryboardPlan; readonly label: string } | null
}

/** @returns ffmpeg's `-filter_complex` text, input 0. */
export function buildGraph({ video, encodes, storyboard }: GraphPlan): string {
  const branches = [
    ...encodes.map(({ rung, label }) => `${renditionChain(rung, encodes[0]!.rung)}[${label}]`),
    ...(storyboard ? [`${storyboardChain(storyboard.plan)}[${storyboard.label}]`] : [])
  ]
  const splits = branches.map((_, index) => `[s${index}]`)
  const trunk = [...trunkChain(video, encodes[0]?.rung), `split=${branches.length}`].join(',')
  return [`[0:${video.index}]${trunk}${splits.join('')}`, ...branches.map((branch, i) => splits[i] + branch)].join(';')
}

/** What every rendition needs once: progressive, constant rate, standard range. ffmpeg itself turns rotated pictures. */
function trunkChain(video: SourceVideo, top: Rung | undefined): string[] {
  return [
    ...(video.isInterlaced ? ['bwdif=mode=send_frame:parity=auto:deint=all'] : []),
    // From zero on, so that a picture which begins late still has its first frame in the first segment.
    ...(top ? [`fps=${formatRate(top.frameRate)}`] : []),
    ...(video.transfer === 'sdr' ? [] : toneMap(top))
  ]
}

/** High dynamic range to BT.709, at the size of the tallest rendition since it is costly per pixel. */
function toneMap(top: Rung | undefined): string[] {
  return [
    ...(top ? [`zscale=w=${top.width}:h=${top.height}`] : []),
    'zscale=t=linear:npl=100',
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=tonemap=hable:desat=0',
    'zscale=t=bt709:m=bt709:r=tv',
    'format=yuv420p'
  ]
}

function renditionChain(rung: Rung, top: Rung): string {
  const isSlower = fpsOf(rung.frameRate) < fpsOf(top.frameRate) * 0.999
  return [
    ...(isSlower ? [`fps=${formatRate(rung.frameRate)}`] : []),
    `scale=${rung.width}:${rung.height}:flags=${SCALE_FLAGS}`,
    'setsar=1',
    'format=yuv420p'
  ].join(',')
}

/** One small picture per interval. They are put together afterwards: a sheet would hold back ffmpeg's first report. */
export function storyboardChain({ spriteWidth, spriteHeight, intervalSeconds }: StoryboardPlan): string {
  return [
    `select=gte(t\\,selected_n*${intervalSeconds})`,
    `scale=${spriteWidth}:${spriteHeight}:flags=fast_bilinear`,
    'setsar=1'
  ].join(',')
}
