import { EventEmitter } from 'node:events'
import type { Request, Response } from 'express'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Courtesy, openCourtesy } from './courtesy.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

function askOf(courtesy: Courtesy): EventEmitter {
  const answer = new EventEmitter()
  void courtesy.note({} as Request, answer as Response, () => {})
  return answer
}

/** @returns Whether it steps aside until `end`. */
async function stepsAside(courtesy: Courtesy, end: () => void): Promise<boolean> {
  let isOver = false
  const over = courtesy.giveWay().then(() => {
    isOver = true
  })
  await new Promise(resolve => setTimeout(resolve, 20))
  const waited = !isOver
  end()
  await over
  return waited
}

test('work goes on at once where nobody waits', async () => {
  const courtesy = openCourtesy()
  askOf(courtesy).emit('close')
  expect(await stepsAside(courtesy, () => {})).toBe(false)
})

test('work steps aside until the answer is sent', async () => {
  const courtesy = openCourtesy()
  const answer = askOf(courtesy)
  expect(await stepsAside(courtesy, () => answer.emit('close'))).toBe(true)
})

test('work goes on while somebody waits on and on', async () => {
  const courtesy = openCourtesy()
  askOf(courtesy)
  expect(await stepsAside(courtesy, () => vi.advanceTimersByTime(26))).toBe(true)
})

test('a long upload or a socket holds nothing up', async () => {
  const courtesy = openCourtesy()
  askOf(courtesy)
  vi.advanceTimersByTime(201)
  expect(await stepsAside(courtesy, () => {})).toBe(false)
})

test('in a busy moment one deed begins after the other, whoever does them', async () => {
  const courtesy = openCourtesy()
  askOf(courtesy).emit('close')
  const begun: number[] = []
  const deeds = Array.from({ length: 5 }, (_, at) => courtesy.giveWay().then(() => begun.push(at)))
  await new Promise(resolve => setTimeout(resolve, 10))
  expect(begun.length).toBeLessThan(4)
  await Promise.all(deeds)
  expect(begun).toEqual([0, 1, 2, 3, 4])

  vi.advanceTimersByTime(1001)
  expect(await stepsAside(courtesy, () => {})).toBe(false)
})

test('it is a busy moment for a second after somebody asked', () => {
  const courtesy = openCourtesy()
  expect(courtesy.isBusy()).toBe(false)
  askOf(courtesy).emit('close')
  expect(courtesy.isBusy()).toBe(true)
  vi.advanceTimersByTime(1001)
  expect(courtesy.isBusy()).toBe(false)
})
