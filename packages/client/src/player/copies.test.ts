import type { FragmentLoaderContext, HlsConfig, LoaderConfiguration } from 'hls.js'
import { beforeEach, expect, test, vi } from 'vitest'
import { fromCopies } from './copies.ts'

const OWN = 'https://tube.example/hls/'
const COPY = 'https://copy.example/hls/v'
const OTHER = 'https://other.example/v/'
const POLICY = {
  loadPolicy: { errorRetry: { maxNumRetry: 3 }, timeoutRetry: { maxNumRetry: 3 } }
} as LoaderConfiguration

/** What each server does: seconds until it sends the bytes, or what goes wrong. */
let servers: Record<string, { seconds: number; bytes?: string } | 'error' | 'timeout'>
let asked: string[]
let retries: unknown[]

type Heard = Record<'onSuccess' | 'onError' | 'onTimeout', (...details: unknown[]) => void>

/** A network. */
class Network {
  stats = { aborted: false, loading: { start: 0, first: 0, end: 0 } }
  load({ url }: FragmentLoaderContext, { loadPolicy }: LoaderConfiguration, callbacks: Heard) {
    asked.push(url)
    retries.push(loadPolicy.errorRetry)
    const does = servers[new URL(url).host]!
    if (does === 'timeout') return callbacks.onTimeout(this.stats, {}, null)
    if (does === 'error') return callbacks.onError({ code: 503, text: '' }, {}, null, this.stats)
    this.stats.loading.end = does.seconds * 1000
    callbacks.onSuccess({ data: new TextEncoder().encode(does.bytes ?? 'right').buffer }, this.stats, {}, null)
  }
  abort() {
    this.stats.aborted = true
  }
  destroy() {}
}

const isRight = vi.fn(
  async (_url: string, _range: object | undefined, data: ArrayBuffer) => new TextDecoder().decode(data) === 'right'
)
let Loader: ReturnType<typeof fromCopies>

beforeEach(() => {
  servers = { 'tube.example': { seconds: 1 }, 'copy.example': { seconds: 1 }, 'other.example': { seconds: 1 } }
  asked = []
  retries = []
  Loader = fromCopies({ baseUrls: [COPY, OTHER], segmentsSha256Url: '' }, { isRight })
})

/** @returns Of a segment of four seconds, or how to decode them. */
async function load(sn: number | 'initSegment' = 1): Promise<string> {
  const loader = new Loader({ loader: Network } as unknown as HlsConfig)
  const context = { url: `${OWN}v-480.mp4?x=1`, rangeStart: 10, rangeEnd: 20, frag: { sn, duration: 4 } }
  return new Promise(resolve => {
    loader.load(context as FragmentLoaderContext, POLICY, {
      onSuccess: ({ data }) => resolve(new TextDecoder().decode(data as ArrayBuffer)),
      onError: ({ text }) => resolve(`error ${text}`),
      onTimeout: () => resolve('timeout')
    })
  })
}

test('as long as its own server does, nobody else is asked', async () => {
  expect([await load(), await load(2)]).toEqual(['right', 'right'])
  expect(asked).toEqual([`${OWN}v-480.mp4?x=1`, `${OWN}v-480.mp4?x=1`])
  expect(isRight).not.toHaveBeenCalled()
})

test('when it fails a copy is asked at once, and for what follows, and each segment is checked', async () => {
  servers['tube.example'] = 'error'
  expect([await load(), await load(2)]).toEqual(['right', 'right'])
  expect(asked).toEqual([`${OWN}v-480.mp4?x=1`, `${COPY}/v-480.mp4`, `${COPY}/v-480.mp4`])
  expect(isRight).toHaveBeenCalledWith(`${OWN}v-480.mp4?x=1`, { start: 10, end: 19 }, expect.anything())
  expect(retries).toEqual([null, null, null])
})

test('wrong bytes are not played, nor a server that is silent waited for again', async () => {
  servers = {
    'tube.example': 'timeout',
    'copy.example': { seconds: 1, bytes: 'wrong' },
    'other.example': { seconds: 1 }
  }
  expect(await load()).toBe('right')
  expect(asked.at(-1)).toBe(`${OTHER}v-480.mp4`)
})

test('a server that takes longer than the film is left with the next segment', async () => {
  servers['tube.example'] = { seconds: 5 }
  expect([await load(), await load(2)]).toEqual(['right', 'right'])
  expect(asked).toEqual([`${OWN}v-480.mp4?x=1`, `${COPY}/v-480.mp4`])
})

test('when all fail hls.js hears of it, and the last one was tried as hls.js asked', async () => {
  servers = { 'tube.example': 'error', 'copy.example': 'error', 'other.example': { seconds: 1, bytes: 'wrong' } }
  expect(await load()).toBe('error wrong bytes')
  expect(asked).toHaveLength(3)
  expect(retries.at(-1)).toBe(POLICY.loadPolicy.errorRetry)
})

test('how to decode the rest, which has no hash, comes from its own server alone', async () => {
  servers['tube.example'] = 'error'
  expect(await load('initSegment')).toBe('error ')
  expect(asked).toEqual([`${OWN}v-480.mp4?x=1`])
})
