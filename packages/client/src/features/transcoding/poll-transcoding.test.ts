import type { TranscodingStatus } from '@colombier/server/contract'
import { expect, test } from 'vitest'
import { ApiError } from '../../api/http.ts'
import { pollTranscoding } from './poll-transcoding.ts'
import { failureKey } from './transcoding-state.tsx'

const running: TranscodingStatus = {
  status: 'running',
  stage: 'encoding',
  percent: 10,
  secondsLeft: 60,
  failureCode: null,
  isWatchable: false
}

async function poll(answers: (TranscodingStatus | Error)[]) {
  const waits: number[] = []
  const seen: string[] = []
  const ending = new AbortController()
  const fetchStatus = async () => {
    const next = answers.shift() ?? new Error('silent')
    if (next instanceof Error) throw next
    return next
  }
  const wait = async (ms: number) => {
    waits.push(ms)
    if (waits.length === 8) ending.abort()
  }
  const onStatus = (status: TranscodingStatus) => seen.push(`${status.status} ${status.percent}`)
  await pollTranscoding({ fetchStatus, wait }, 'u', { onStatus, signal: ending.signal })
  return { waits, seen }
}

test('asks every second while it moves and stops when it is done', async () => {
  const { waits, seen } = await poll([
    running,
    { ...running, percent: 50 },
    { ...running, status: 'done', percent: 100 }
  ])
  expect(seen).toEqual(['running 10', 'running 50', 'done 100'])
  expect(waits).toEqual([1000, 1000])
})

test('asks more and more rarely while nothing moves or nobody answers', async () => {
  const { waits } = await poll([running, running])
  expect(waits.slice(0, 3)).toEqual([1000, 1500, 2250])
  expect(Math.max(...waits)).toBeLessThanOrEqual(15_000)
})

test('a failure ends it, and has its own sentence', async () => {
  const { waits } = await poll([{ ...running, status: 'failed', failureCode: 'undecodable' }])
  expect(waits).toEqual([])
  expect(failureKey('undecodable')).toBe('transcoding.failure.undecodable')
  expect(failureKey('something-new')).toBe('transcoding.failure.internal')
})

test('does not insist with a server that will not tell', async () => {
  const { waits, seen } = await poll([new ApiError(403, null)])
  expect([waits, seen]).toEqual([[], []])
})
