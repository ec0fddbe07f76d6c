/** PeerTube's own @peertube/embed-api steers our player: two windows, and what the post between them carries. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import type { PlayerController, PlayerState } from '../../packages/client/src/player/controller.ts'
import { createController } from '../../packages/client/src/player/controller.ts'
import { type EmbedApiOptions, serveEmbedApi } from '../../packages/client/src/player/embed-api/embed-api.ts'
import { servePasswordApi } from '../../packages/client/src/player/embed-api/password-api.ts'
import type { PlayerSource } from '../../packages/client/src/player/source.ts'

const CLIENT = readFileSync(
  createRequire(import.meta.url)
    .resolve('@peertube/embed-api')
    .replace('dist/player.js', 'build/player.min.js'),
  'utf8'
)

interface Api {
  readonly ready: Promise<void>
  addEventListener(name: string, hear: (event: unknown) => void): void
  [method: string]: unknown
}

type Hear = (event: { data: unknown; source: unknown; origin: string }) => void

/** A window as far as post goes: what is sent to it arrives later, from the other one. */
function aWindow(from: () => unknown) {
  const listeners = new Set<Hear>()
  const receive = (data: unknown, source = from()) => {
    for (const hear of listeners) hear({ data, source, origin: 'https://blog.example' })
  }
  return {
    receive,
    setTimeout,
    JSON,
    postMessage: (data: unknown) => queueMicrotask(() => receive(data)),
    addEventListener: (_: string, hear: Hear) => void listeners.add(hear),
    removeEventListener: (_: string, hear: Hear) => void listeners.delete(hear)
  }
}

const source = {
  uuid: 'u',
  name: 'A film',
  startSeconds: 0,
  durationSeconds: 60,
  mediaQuery: '',
  renditions: [{ height: 720, label: '720p', sizeBytes: 1 }],
  captions: [{ language: 'fr', label: 'Français', url: '/fr.vtt' }]
} as unknown as PlayerSource

let stop = () => {}
afterEach(() => stop())

interface Embedded {
  readonly scope?: string
  readonly of?: PlayerSource
  readonly playlist?: Omit<EmbedApiOptions, 'scope'>
}

function embed({ scope = 'peertube', of = source, playlist = {} }: Embedded = {}) {
  const { frame, parent } = windows()
  const controller = steered(createController(of))
  const served = serveEmbedApi(controller, { own: frame, parent } as never, { scope, ...playlist })
  stop = served.end
  return { controller, frame, parent, served, api: meet(parent, frame, scope) }
}

function windows() {
  const frame: ReturnType<typeof aWindow> = aWindow(() => parent)
  const parent: ReturnType<typeof aWindow> = aWindow(() => frame)
  return { frame, parent }
}

function meet(parent: object, frame: object, scope?: string): Api {
  const window = parent as { PeerTubePlayer?: new (element: object, scope?: string) => Api }
  runInNewContext(CLIENT, { window, setTimeout, globalThis: window, console })
  return new window.PeerTubePlayer!({ contentWindow: frame }, scope)
}

/** Its state can be set as a film that plays would set it. */
function steered(controller: PlayerController) {
  let patch: Partial<PlayerState> = {}
  const listeners = new Set<() => void>()
  return {
    ...controller,
    state: () => ({ ...controller.state(), ...patch }),
    subscribe: (hear: () => void) => {
      listeners.add(hear)
      const end = controller.subscribe(hear)
      return () => {
        listeners.delete(hear)
        end()
      }
    },
    become(change: Partial<PlayerState>) {
      patch = { ...patch, ...change }
      for (const hear of listeners) hear()
    }
  }
}

const call = (api: Api, method: string, ...params: unknown[]) =>
  (api[method] as (...params: unknown[]) => Promise<unknown>).apply(api, params)

test('it is ready, whoever came first', async () => {
  await embed().api.ready
  stop()
  const { frame, parent } = windows()
  const early = meet(parent, frame)
  stop = serveEmbedApi(steered(createController(source)), { own: frame, parent } as never, { scope: 'peertube' }).end
  await early.ready
})

test('place, volume, speed, captions and quality are read and set', async () => {
  const { api, controller } = embed({ scope: 'blog' })
  await api.ready
  await call(api, 'seek', 12)
  await call(api, 'setVolume', 0.5)
  await call(api, 'setPlaybackRate', 1.5)
  await call(api, 'setCaption', 'fr')
  controller.become({ heights: [240, 720] })
  await call(api, 'setResolution', 1)
  expect([
    await call(api, 'getCurrentTime'),
    await call(api, 'getVolume'),
    await call(api, 'getPlaybackRate'),
    await call(api, 'getPlaybackRates')
  ]).toEqual([12, 0.5, 1.5, [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]])
  expect(await call(api, 'getCaptions')).toEqual([{ id: 'fr', label: 'Français', src: '/fr.vtt', mode: 'showing' }])
  expect(await call(api, 'getResolutions')).toEqual([
    { id: 1, label: '720p', height: 720, active: true },
    { id: 0, label: '240p', height: 240, active: false },
    { id: -1, label: 'Auto', height: 0, active: false }
  ])
})

test('what happens to the film is told', async () => {
  const { api, controller } = embed()
  await api.ready
  const heard: unknown[] = []
  for (const name of ['playbackStatusChange', 'volumeChange', 'resolutionUpdate', 'play', 'pause']) {
    api.addEventListener(name, event => heard.push([name, event]))
  }
  controller.become({ phase: 'open', isPaused: false })
  controller.become({ volume: 0.2, isMuted: true })
  controller.become({ isPaused: true })
  controller.become({ isEnded: true })
  const update = await new Promise(hear => api.addEventListener('playbackStatusUpdate', hear))
  expect(heard).toEqual([
    ['playbackStatusChange', 'playing'],
    ['play', null],
    ['volumeChange', { volume: 0.2, muted: true }],
    ['playbackStatusChange', 'paused'],
    ['pause', null],
    ['playbackStatusChange', 'ended']
  ])
  expect(update).toEqual({ position: 0, volume: 0.2, duration: '60', playbackState: 'ended' })
})

test('a playlist is led through, and the film that is shown now is the one that is steered', async () => {
  const asked: string[] = []
  let position = 1
  const { api, served } = embed({ playlist: { position: () => position, open: rel => void asked.push(rel) } })
  await api.ready
  expect(await call(api, 'getCurrentPosition')).toBe(1)
  await call(api, 'playNextVideo')
  await call(api, 'playPreviousVideo')
  expect(asked).toEqual(['next', 'prev'])

  const heard: unknown[] = []
  api.addEventListener('playbackStatusChange', status => heard.push(status))
  const second = steered(createController({ ...source, durationSeconds: 600 }))
  position = 2
  served.show(second)
  await call(api, 'seek', 500)
  expect([await call(api, 'getCurrentTime'), await call(api, 'getCurrentPosition'), heard]).toEqual([
    ...[500, 2],
    ['unstarted']
  ])
})

test.each([
  ['seek', 'soon'],
  ['setVolume', Number.NaN],
  ['setResolution', 9],
  ['setVideoPassword', 'guess'],
  ['getImageDataUrl', undefined]
])('%s(%s) is refused', async (method, value) => {
  const { api } = embed()
  await api.ready
  await expect(call(api, method, value)).rejects.toBe('refused')
})

test('the password of a film that is not open yet is given by the page around, once it is a password', async () => {
  const { parent, frame } = windows()
  const given: string[] = []
  const channel = servePasswordApi({ own: frame, parent } as never, 'peertube', password => given.push(password))
  stop = channel.close
  const api = meet(parent, frame)
  await call(api, 'setVideoPassword', 'colombe')
  for (const wrong of ['', 7, 'x'.repeat(101)])
    await expect(call(api, 'setVideoPassword', wrong)).rejects.toBe('refused')
  await expect(call(api, 'play', undefined)).rejects.toBe('refused')
  expect(given).toEqual(['colombe'])
})

test('no picture is given of a film that is not for everybody', async () => {
  const { parent, frame } = embed({ of: { ...source, mediaQuery: 'videoFileToken=x' } })
  const answers: unknown[] = []
  parent.addEventListener('message', ({ data }) => answers.push(JSON.parse(String(data))))
  frame.receive(JSON.stringify({ id: 1, method: 'peertube::getImageDataUrl' }))
  await expect
    .poll(() => answers)
    .toContainEqual({ id: 1, error: 'refused', message: 'This film is not for everybody.' })
})

test('only the page around is heard, and only in the words there are', async () => {
  const { controller, frame, parent } = embed()
  const answers: { id?: unknown; error?: unknown }[] = []
  parent.addEventListener('message', ({ data }) => answers.push(JSON.parse(String(data))))
  const seek = JSON.stringify({ id: 1, method: 'peertube::seek', params: 30 })
  frame.receive(seek, { another: 'window' })
  for (const data of ['{', 7, null, '[]', '"x"', '{"id":{},"method":"peertube::seek","params":30}']) frame.receive(data)
  for (const [id, name] of ['constructor', 'toString', '__proto__', 'setSharing'].entries()) {
    frame.receive(JSON.stringify({ id: id + 10, method: `peertube::${name}`, params: true }))
  }
  await expect.poll(() => answers.filter(({ error }) => error === 'refused').length).toBe(4)
  expect(controller.state().seconds).toBe(0)
  frame.receive(seek)
  await expect.poll(() => controller.state().seconds).toBe(30)
})
