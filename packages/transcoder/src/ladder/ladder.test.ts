import { expect, test } from 'vitest'
import { describeSource, ProbeOutput } from '../probe/describe.ts'
import { canCopyAudio, findCopyBoundaries, mayCopyVideo } from './copy.ts'
import { planLadder } from './ladder.ts'

const settings = { resolutions: [240, 360, 480, 720, 1080] as (240 | 360 | 480 | 720 | 1080)[], maxFps: 60 }
const h264 = {
  codec_name: 'h264',
  profile: 'High',
  pix_fmt: 'yuv420p',
  field_order: 'progressive',
  bit_rate: '2500000'
}
const aac = {
  index: 1,
  codec_type: 'audio',
  codec_name: 'aac',
  profile: 'LC',
  channels: 2,
  sample_rate: '48000',
  bit_rate: '128000'
}
const source = (video: object, audio: object = aac) =>
  describeSource(
    ProbeOutput.parse({
      format: { format_name: 'mov,mp4', duration: '60', size: '20000000' },
      streams: [
        {
          index: 0,
          codec_type: 'video',
          r_frame_rate: '30/1',
          avg_frame_rate: '30/1',
          start_time: '0',
          ...h264,
          ...video
        },
        audio
      ]
    })
  )
const sizes = (video: object) => planLadder(source(video), settings).map(rung => `${rung.width}x${rung.height}`)

test('the ladder ends at the source', () => {
  expect(sizes({ width: 1280, height: 720 })).toEqual(['1280x720', '854x480', '640x360', '426x240'])
  expect(sizes({ width: 1066, height: 600 })).toEqual(['852x480', '640x360', '426x240'])
  expect(sizes({ width: 200, height: 120 })).toEqual(['200x120'])
})

test('a rung is about the short side', () => {
  expect(sizes({ width: 720, height: 1280 })[0]).toBe('720x1280')
})

test('a source a few lines short of a rung stands for it unscaled', () => {
  expect(planLadder(source({ width: 1920, height: 1072 }), settings)[0]).toMatchObject({
    resolution: 1080,
    height: 1072
  })
})

test('rotation and pixel shape are part of the size', () => {
  expect(sizes({ width: 1280, height: 720, side_data_list: [{ rotation: -90 }] })[0]).toBe('720x1280')
  expect(sizes({ width: 720, height: 576, sample_aspect_ratio: '64:45' })[0]).toBe('854x480')
})

test('rates are halved until they fit', () => {
  const fast = planLadder(
    source({ width: 1280, height: 720, r_frame_rate: '120/1', avg_frame_rate: '120/1' }),
    settings
  )
  expect(fast.map(rung => rung.frameRate.numerator / rung.frameRate.denominator)).toEqual([60, 60, 30, 30])
  const odd = planLadder(
    source({ width: 426, height: 240, r_frame_rate: '60000/1001', avg_frame_rate: '60000/1001' }),
    settings
  )
  expect(odd[0]!.frameRate).toEqual({ numerator: 30000, denominator: 1001 })
})

test('the caps are those PeerTube computes', () => {
  const caps = planLadder(source({ width: 1280, height: 720 }), settings).map(rung => rung.capBps)
  expect(caps).toEqual([3_041_280, 1_475_712, 1_036_800, 521_424])
})

test('only what every player plays is copied', () => {
  const fits = { width: 1280, height: 720 }
  const [rung] = planLadder(source(fits), settings)
  const may = (video: object) => mayCopyVideo(source({ ...fits, ...video }), rung!)
  expect(may({})).toBe(true)
  const refused = [
    { codec_name: 'hevc' },
    { pix_fmt: 'yuv420p10le' },
    { profile: 'High 4:2:2' },
    { field_order: 'tt' },
    { bit_rate: '5000000' },
    { sample_aspect_ratio: '4:3' },
    { side_data_list: [{ rotation: 180 }] },
    { avg_frame_rate: '27/1' },
    { color_transfer: 'smpte2084' }
  ]
  expect(refused.filter(may)).toEqual([])
  expect(canCopyAudio(source(fits))).toBe(true)
  expect(canCopyAudio(source(fits, { ...aac, channels: 6 }))).toBe(false)
  expect(canCopyAudio(source(fits, { ...aac, profile: 'HE-AAC' }))).toBe(false)
  expect(canCopyAudio(source(fits, { ...aac, bit_rate: '320000' }))).toBe(false)
})

const packets = (...keyframes: number[]) =>
  Array.from({ length: 120 }, (_, index) => index / 10).map(ptsSeconds => ({
    ptsSeconds,
    isKeyframe: keyframes.includes(ptsSeconds),
    isDiscarded: false
  }))

test('a copied segment begins at the first keyframe at or after each fourth second', () => {
  expect(findCopyBoundaries(packets(0, 2, 4, 6, 8, 10))).toEqual([0, 4, 8])
  expect(findCopyBoundaries(packets(0, 2.5, 5, 7.5, 10))).toEqual([0, 5, 10])
})

test('keyframes too far apart, cut off or too near a boundary forbid the copy', () => {
  expect(findCopyBoundaries(packets(0, 6))).toBeNull()
  expect(findCopyBoundaries(packets(0, 5))).toBeNull()
  expect(findCopyBoundaries(packets(0, 3.9, 7.5, 11))).toBeNull()
  expect(findCopyBoundaries(packets(0, 4, 8).map(packet => ({ ...packet, isDiscarded: true })))).toBeNull()
})
