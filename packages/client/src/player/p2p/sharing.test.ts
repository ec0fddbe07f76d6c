import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { HlsTap } from '../hls-tap.ts'
import type { PlayerP2p } from '../source.ts'
import type { SwarmEvents } from './plan.ts'
import { createSharing, type Sharing } from './sharing.ts'

const P2P: PlayerP2p = {
  consent: 'ask',
  viewers: 1,
  minimumViewers: 2,
  countsViewers: true,
  viewersUrl: '/viewers',
  swarmId: 'swarm',
  trackers: [],
  iceServers: []
}
const COPIES = { baseUrls: [], segmentsSha256Url: '/hashes' }
class Line extends EventTarget {
  saveData = false
  type = 'wifi'
}

let line: Line
let stored: Map<string, string>
let swarm: { joined: number; left: number; hear: SwarmEvents | undefined }
let watching: number
let sharing: Sharing | undefined

beforeEach(() => {
  vi.useFakeTimers()
  line = new Line()
  stored = new Map()
  swarm = { joined: 0, left: 0, hear: undefined }
  watching = 1
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue(lineOf(10e6) as never)
  vi.stubGlobal('navigator', { connection: line })
  vi.stubGlobal('RTCPeerConnection', class {})
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value)
  })
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => ({ json: async () => ({ viewers: watching }) }))
  )
})
afterEach(() => {
  sharing?.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

let isHeld = false
let wasJoinedHeld = false
const tap = {
  hls: { media: { paused: false } },
  kept: () => [],
  keep: () => undefined,
  segmentSeconds: () => 0.1,
  holdBuffer: () => undefined,
  whenIdle: (act: () => void) => act(),
  beforeStart: (act: (bitrate: number) => void) => void Promise.resolve().then(() => act(800_000)),
  holdStart() {
    isHeld = true
    return () => {
      isHeld = false
    }
  }
} as unknown as HlsTap
/** Of a page that was fetched at so many bytes a second. */
const lineOf = (rate: number) => [{ responseStart: 0, responseEnd: 1000, transferSize: rate }]

async function play(change: Partial<PlayerP2p> = {}, load?: () => Promise<never>) {
  sharing = createSharing({
    copies: COPIES,
    p2p: { ...P2P, ...change },
    onChange: () => undefined,
    load:
      load ??
      (async () => ({
        joinSwarm: (_tap, _plan, hear) => {
          wasJoinedHeld = isHeld
          swarm.joined++
          swarm.hear = hear
          return () => void swarm.left++
        }
      }))
  })
  sharing.attach(tap)
  await vi.advanceTimersByTimeAsync(10)
  return sharing
}

test('a viewer is asked when others watch, and shares after a yes that is remembered', async () => {
  const asked = await play()
  expect([asked.state().isAsking, swarm.joined, stored.size]).toEqual([true, 0, 0])
  asked.choose(true)
  await vi.advanceTimersByTimeAsync(10)
  expect(asked.state()).toMatchObject({ isAsking: false, status: 'sharing' })
  expect([swarm.joined, stored.get('p2p')]).toEqual([1, 'yes'])
  asked.choose(false)
  expect([swarm.left, asked.state().status, stored.get('p2p')]).toEqual([1, 'refused', 'no'])
})

test('alone, a viewer who said yes waits for others, and only they ask how many there are', async () => {
  stored.set('p2p', 'yes')
  const alone = await play({ viewers: 0 })
  expect([swarm.joined, alone.state().status]).toEqual([0, 'alone'])
  watching = 2
  await vi.advanceTimersByTimeAsync(3500)
  expect(swarm.joined).toBe(1)
  const asked = vi.mocked(fetch).mock.calls.length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(vi.mocked(fetch).mock.calls.length).toBe(asked)
})

test('one who said no is neither asked nor counted for', async () => {
  stored.set('p2p', 'no')
  const refused = await play({ viewers: 0 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect([refused.state().isAsking, vi.mocked(fetch).mock.calls.length]).toEqual([false, 0])
})

test('where nobody is asked, who says nothing shares, and who says no does not', async () => {
  const shared = await play({ consent: 'on' })
  expect([shared.state().isAsking, swarm.joined]).toEqual([false, 1])
  shared.choose(false)
  expect([swarm.left, shared.state().status]).toEqual([1, 'refused'])
})

test('viewers of another server’s video are elsewhere: nobody waits for their number', async () => {
  stored.set('p2p', 'yes')
  await play({ viewers: 0, countsViewers: false })
  expect(swarm.joined).toBe(1)
})

test.each([
  ['mobile', { type: 'cellular' }],
  ['saving data', { saveData: true }]
])('on a line that is %s nothing is shared nor asked, and it stops when the line becomes so', async (_name, change) => {
  stored.set('p2p', 'yes')
  const shared = await play()
  expect(swarm.joined).toBe(1)
  Object.assign(line, change)
  line.dispatchEvent(new Event('change'))
  expect([swarm.left, shared.state().status]).toEqual([1, 'saving'])
})

test('a member’s answer is their account’s, not this browser’s', async () => {
  stored.set('p2p', 'yes')
  const member = await play({ accountChoice: null })
  expect([member.state().isAsking, swarm.joined]).toEqual([true, 0])
  member.choose(false)
  const [url, init] = vi.mocked(fetch).mock.calls[0]!
  expect([url, init]).toMatchObject(['/api/v1/users/me', { method: 'PUT', body: '{"p2pEnabled":false}' }])
  expect(stored.get('p2p')).toBe('yes')
})

test('a frame without storage asks, and keeps the answer for the page', async () => {
  vi.stubGlobal('localStorage', undefined)
  const framed = await play()
  expect(framed.state().isAsking).toBe(true)
  framed.choose(true)
  await vi.advanceTimersByTimeAsync(10)
  expect(framed.state().status).toBe('sharing')
})

test('without WebRTC, or when its code cannot be fetched, it is said once and never tried again', async () => {
  stored.set('p2p', 'yes')
  const failing = await play({}, async () => {
    throw new Error('blocked')
  })
  expect(failing.state()).toMatchObject({ status: 'unable', isAsking: false })
  vi.stubGlobal('RTCPeerConnection', undefined)
  expect((await play()).state().status).toBe('unable')
})

test('a swarm in which nobody is to be trusted is not joined again', async () => {
  stored.set('p2p', 'yes')
  const shared = await play()
  swarm.hear?.onBytes('fromPeers', 70)
  swarm.hear?.onEnd()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shared.state()).toMatchObject({ status: 'unable', meter: { fromPeers: 70 } })
  expect(swarm.joined).toBe(1)
})

test('on a thin line, whoever comes when others watch begins with what they have', async () => {
  const among = { consent: 'on' } as const
  vi.mocked(performance.getEntriesByType).mockReturnValue(lineOf(150_000) as never)
  const { segmentSeconds } = tap
  tap.segmentSeconds = () => 0
  await play(among)
  expect([swarm.joined, wasJoinedHeld, isHeld]).toEqual([1, true, false])
  await play({ ...among, viewers: 0, minimumViewers: 1 })
  await play({ ...among, consent: 'ask' })
  vi.mocked(performance.getEntriesByType).mockReturnValue(lineOf(400_000) as never)
  await play(among)
  expect(swarm.joined).toBe(1)
  tap.segmentSeconds = segmentSeconds
})

test('when the code for sharing cannot be fetched, a thin line begins all the same', async () => {
  vi.mocked(performance.getEntriesByType).mockReturnValue(lineOf(150_000) as never)
  const held = vi.spyOn(tap, 'holdStart')
  const failed = await play({ consent: 'on' }, async () => {
    throw new Error('blocked')
  })
  expect([held.mock.calls.length, isHeld, failed.state().status]).toEqual([1, false, 'unable'])
})
