/** ffprobe's JSON to a description of the source; pure. */
import { z } from 'zod'
import { chooseRate, parseRate } from './frame-rate.ts'
import type { SourceAudio, SourceDescription, SourceVideo } from './source.ts'

const number = z.coerce.number().catch(Number.NaN)
const Stream = z.looseObject({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().default('unknown'),
  profile: z.coerce.string().default(''),
  pix_fmt: z.string().default('unknown'),
  width: z.number().default(0),
  height: z.number().default(0),
  sample_aspect_ratio: z.string().optional(),
  field_order: z.string().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  color_transfer: z.string().optional(),
  bit_rate: number.optional(),
  start_time: number.optional(),
  duration: number.optional(),
  channels: z.number().default(0),
  sample_rate: number.optional(),
  disposition: z.record(z.string(), z.number()).default({}),
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).default([])
})
type Stream = z.infer<typeof Stream>

export const ProbeOutput = z.looseObject({
  streams: z.array(Stream).default([]),
  format: z.looseObject({
    format_name: z.string(),
    duration: number.optional(),
    start_time: number.optional(),
    size: number.optional()
  })
})
export type ProbeOutput = z.infer<typeof ProbeOutput>

const orNull = (value: number | undefined) => (value !== undefined && value > 0 ? value : null)

export function describeSource({ streams, format }: ProbeOutput): SourceDescription {
  const isPicture = (stream: Stream) => stream.disposition['attached_pic'] === 1
  const videos = streams.filter(s => s.codec_type === 'video' && !isPicture(s) && s.width > 0 && s.height > 0)
  const audios = streams.filter(s => s.codec_type === 'audio' && s.channels > 0)
  const video = preferDefault(videos)
  const audio = preferDefault(audios)
  const durations = [format.duration, video?.duration, audio?.duration].filter(seconds => orNull(seconds) !== null)
  return {
    format: format.format_name,
    durationSeconds: durations[0] ?? 0,
    startSeconds: format.start_time || 0,
    sizeBytes: format.size ?? 0,
    video: video ? describeVideo(video) : null,
    audio: audio ? describeAudio(audio) : null,
    pictureIndex: streams.find(isPicture)?.index ?? null
  }
}

const preferDefault = (streams: readonly Stream[]): Stream | undefined =>
  streams.find(stream => stream.disposition['default'] === 1) ?? streams[0]

function describeVideo(stream: Stream): SourceVideo {
  const rotation = stream.side_data_list.find(data => data.rotation !== undefined)?.rotation ?? 0
  const isOnItsSide = Math.abs(Math.round(rotation / 90)) % 2 === 1
  const aspect = /^(\d+):(\d+)$/.exec(stream.sample_aspect_ratio ?? '')
  const pixelAspect =
    aspect && Number(aspect[1]) > 0 && Number(aspect[2]) > 0 ? Number(aspect[1]) / Number(aspect[2]) : 1
  const squareWidth = Math.round(stream.width * pixelAspect)
  return {
    index: stream.index,
    codec: stream.codec_name,
    profile: stream.profile,
    pixelFormat: stream.pix_fmt,
    width: isOnItsSide ? stream.height : squareWidth,
    height: isOnItsSide ? squareWidth : stream.height,
    storedWidth: stream.width,
    storedHeight: stream.height,
    isRotated: rotation % 360 !== 0,
    // PeerTube's own renditions carry 640:639 and the like: nobody sees that.
    hasSquarePixels: Math.abs(pixelAspect - 1) < 0.01,
    isInterlaced: ['tt', 'bb', 'tb', 'bt'].includes(stream.field_order ?? ''),
    ...chooseRate(parseRate(stream.r_frame_rate), parseRate(stream.avg_frame_rate)),
    transfer: stream.color_transfer === 'smpte2084' ? 'pq' : stream.color_transfer === 'arib-std-b67' ? 'hlg' : 'sdr',
    bitrateBps: orNull(stream.bit_rate),
    startSeconds: stream.start_time || 0
  }
}

function describeAudio(stream: Stream): SourceAudio {
  return {
    index: stream.index,
    codec: stream.codec_name,
    profile: stream.profile,
    channels: stream.channels,
    sampleRateHz: orNull(stream.sample_rate) ?? 48_000,
    bitrateBps: orNull(stream.bit_rate)
  }
}
