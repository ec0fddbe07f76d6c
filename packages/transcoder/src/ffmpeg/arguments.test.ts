import { expect, test } from 'vitest'
import { planLadder } from '../ladder/ladder.ts'
import { describeSource, ProbeOutput } from '../probe/describe.ts'
import { buildCommandLine, type RunPlan } from './arguments.ts'

const source = describeSource(
  ProbeOutput.parse({
    format: { format_name: 'mov,mp4', duration: '60', size: '20000000' },
    streams: [
      { index: 0, codec_type: 'video', width: 640, height: 360, r_frame_rate: '30/1', avg_frame_rate: '30/1' },
      { index: 2, codec_type: 'audio', channels: 6 }
    ]
  })
)
const plan: RunPlan = {
  source,
  sourcePath: '/data/originals/a file',
  stillPath: null,
  outputs: planLadder(source, { resolutions: [240, 360], maxFps: 60 }).map(rung => ({
    rung,
    isCopied: false,
    mediaName: `${rung.resolution}-fragmented.mp4`,
    playlistName: `${rung.resolution}.m3u8`
  })),
  isAudioCopied: false,
  boundaries: null,
  storyboard: null,
  threads: 0
}
const optionsOf = (given: RunPlan) => buildCommandLine(given).outputs[0]!.options.join(' ')

test('one input, guarded, and one output for all renditions', () => {
  const { inputs, outputs } = buildCommandLine(plan)
  expect(inputs).toHaveLength(1)
  expect(inputs[0]!.path).toBe('file:/data/originals/a file')
  expect(inputs[0]!.options.join(' ')).toContain('-protocol_whitelist file,pipe -format_whitelist mov,')
  expect(outputs).toHaveLength(1)
  expect(outputs[0]!.target.split('|')).toHaveLength(2)
})

test('keyframes come after two seconds, then every 120 frames at 30 frames per second, and nowhere else', () => {
  expect(optionsOf(plan)).toContain(
    '-force_key_frames:v:0 1.991667 -g:v:0 120 -keyint_min:v:0 120 -sc_threshold:v:0 0 -forced-idr:v:0 1'
  )
})

test('sound is encoded once, in two channels at most', () => {
  expect(optionsOf(plan).match(/-c:a/g)).toHaveLength(1)
  expect(optionsOf(plan)).toContain('-c:a aac -b:a 128000 -ac 2')
})

test('beside a copy, keyframes are forced where its segments begin', () => {
  const outputs = plan.outputs.map((output, index) => ({ ...output, isCopied: index === 0 }))
  const options = optionsOf({ ...plan, outputs, boundaries: [0, 5] })
  expect(options).toContain('-c:v:0 copy')
  expect(options).toMatch(/-force_key_frames:v:1 0\.000000,4\.99\d+/)
  expect(buildCommandLine({ ...plan, outputs, boundaries: [0, 5] }).graph).not.toContain('v360')
})
