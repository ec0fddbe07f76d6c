/** Two of our servers, one of them with a film; and how they are spoken to. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { makeClip } from '../support/clip.ts'
import { type NetworkServer, startNetworkServer } from '../support/network.ts'

export const PATIENCE_MS = 120_000

export interface Pair {
  readonly oak: NetworkServer
  readonly elm: NetworkServer
  /** A film of two seconds. */
  readonly clip: string
  /** Of oak, there before anybody followed. */
  readonly uuid: string
  /** @returns Its UUID, once it is transcoded. */
  publish(server: NetworkServer, name: string): Promise<string>
  close(): Promise<void>
}

export async function startPair(): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'colombier-two-'))
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 2, size: '320x240' })
  const [oak, elm] = await Promise.all([startNetworkServer('oak'), startNetworkServer('elm')])
  async function publish({ api }: NetworkServer, name: string): Promise<string> {
    const published = await api.upload(clip, { name })
    await api.waitForTranscoding(published, ({ status }) => status === 'done')
    return published
  }
  return {
    oak,
    elm,
    clip,
    publish,
    uuid: await publish(oak, 'A film of old'),
    async close() {
      await Promise.all([oak.close(), elm.close()])
      await rm(folder, { recursive: true, force: true })
    }
  }
}

export const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 60_000, interval: 100 })

export interface Comment {
  readonly id: number
  readonly text: string
  readonly heldForReview: boolean
}

interface List<Item> {
  readonly total: number
  readonly data: readonly Item[]
}

export async function send<T>({ api }: NetworkServer, method: string, path: string, body?: object): Promise<T> {
  const answer = await api.fetch(path, {
    method,
    ...(body instanceof FormData && { body }),
    ...(body &&
      !(body instanceof FormData) && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body)
      })
  })
  const text = await answer.text()
  expect(answer.ok, `${method} ${path}: ${answer.status} ${text}`).toBe(true)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

export const list = async <Item>({ api }: NetworkServer, path: string) => (await api.json<List<Item>>(path)).data
export const statusOf = async ({ api }: NetworkServer, path: string) => (await api.fetch(path)).status

export async function expectNothingSetAside({ oak, elm }: Pair): Promise<void> {
  for (const { db } of [oak, elm]) {
    const { rows } = await db.query("SELECT type, reason FROM inbox_activity WHERE state = 'failed'")
    expect(rows).toEqual([])
  }
}
