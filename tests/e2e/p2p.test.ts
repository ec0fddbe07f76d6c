import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInOnPage, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { LANGUAGES } from '../support/journey.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { PASSWORD } from '../support/start-server.ts'
import { openViewer, type Viewer, type ViewerOptions } from '../support/viewers.ts'

let stage: Stage
let server: Stage['server']
let browser: Stage['browser']
let api: Stage['api']
let path: string

const PATIENCE_MS = 120_000
const CHUNK = /\/swarm-/
const SOON = { timeout: 30_000 }

beforeAll(async () => {
  stage = await openStage({ COLOMBIER_RESOLUTIONS: '240' })
  ;({ server, browser, api } = stage)
  const clip = join(stage.folder, 'clip.mp4')
  await makeClip(clip, { seconds: 40, size: '426x240' })
  path = `/w/${await stage.publish(clip, { name: 'Assemblée' })}`
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

const open = (options: Partial<ViewerOptions> = {}) => openViewer(browser, server.origin, { path, ...options })
const question = ({ page }: Viewer) => page.getByRole('region', { name: 'Partage entre spectateurs' })
const hasPeers = async (viewer: Viewer, count: number) =>
  expect.poll(async () => (await viewer.connections()).open, SOON).toBe(count)
const setMinimum = async (minimumViewers: number) =>
  api.fetch('/config/custom', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ p2p: { minimumViewers } })
  })

test(
  'nothing is shared before a yes; then the second viewer gets the video from the first, checked',
  async () => {
    const first = await open()
    await first.play()
    await waitUntilPlayed(first.page, 1)
    // Alone, there is nothing to ask.
    expect(await question(first).count()).toBe(0)

    const second = await open({ answered: 'yes' })
    await second.play()
    await question(first).waitFor()
    expect([first.requests.filter(isSwarm), first.sockets, (await first.connections()).made]).toEqual([[], [], 0])
    expect(await first.page.evaluate(() => localStorage.getItem('p2p'))).toBe(null)

    // By keyboard: the question comes right after the video.
    await first.page.locator('video').focus()
    await first.page.getByRole('button', { name: 'Oui, partager' }).focus()
    await first.page.keyboard.press('Enter')
    await Promise.all([hasPeers(first, 1), hasPeers(second, 1)])
    expect(first.sockets).toEqual([`${server.origin.replace('http', 'ws')}/tracker/socket`])
    await expect.poll(() => second.meter(), SOON).toMatch(/Reçu des spectateurs[^D]*%/)
    await expect.poll(() => first.meter(), SOON).toMatch(/Donné aux spectateurs[1-9]/)
    await first.page.getByText(/Donné à d’autres spectateurs\s: [1-9]/).waitFor()
    expect(await Promise.all([first.stalls(), second.stalls()])).toEqual([0, 0])

    await first.page.locator('.sharing summary').click()
    await first.page.getByRole('button', { name: 'Arrêter le partage' }).click()
    await Promise.all([hasPeers(first, 0), hasPeers(second, 0)])
    await first.page.reload()
    await first.play()
    expect(await first.page.evaluate(() => localStorage.getItem('p2p'))).toBe('no')
    expect((await first.connections()).made).toBe(0)
    expect([...first.complaints, ...second.complaints]).toEqual([])
    await Promise.all([first.close(), second.close()])
  },
  PATIENCE_MS
)

test.each(LANGUAGES)(
  'two viewers share, see what it comes to and stop by keyboard, in %s',
  async (locale, { t }) => {
    const viewers = await Promise.all([open({ locale }), open({ locale, answered: 'yes' })])
    const [first, second] = viewers as [Viewer, Viewer]
    for (const { page } of [first, second]) {
      await keyboardOf(page).press(page.locator('.player-start'))
      await waitUntilPlayed(page, 1)
    }
    const keys = keyboardOf(first.page)
    await keys.press(first.page.getByRole('button', { name: t('player.p2p.yes') }))
    await Promise.all([hasPeers(first, 1), hasPeers(second, 1)])

    const summary = (status: 'on' | 'off') =>
      first.page.locator('summary', { hasText: t('player.p2p.summary', { status: t(`player.p2p.${status}`) }) })
    await keys.press(summary('on'))
    await first.page.getByText(t('player.p2p.toPeers'), { exact: true }).waitFor()
    await expect.poll(async () => [await first.meter(), await second.meter()].join(), SOON).toMatch(/[1-9]\d*\s?%/)
    await keys.press(first.page.getByRole('button', { name: t('player.p2p.stop') }))
    await Promise.all([hasPeers(first, 0), hasPeers(second, 0)])
    await summary('off').waitFor()
    expect([...first.complaints, ...second.complaints]).toEqual([])
    await Promise.all([first.close(), second.close()])
  },
  PATIENCE_MS
)

test(
  'a viewer who sends wrong bytes is left, and nobody sees anything of it',
  async () => {
    const poisoner = await open({ answered: 'yes', before: sendWrongBytes })
    await poisoner.play()
    const victim = await open({ answered: 'yes' })
    await victim.play()
    await expect
      .poll(async () => (await poisoner.meter()).match(/Donné aux spectateurs[1-9]/) !== null, SOON)
      .toBe(true)
    await Promise.all([hasPeers(victim, 0), hasPeers(poisoner, 0)])
    await waitUntilPlayed(victim.page, 12)
    expect(await victim.stalls()).toBe(0)
    expect((await victim.connections()).open).toBe(0)
    // What a peer sent was received, and none of it kept: the server sent the whole.
    expect(victim.complaints).toEqual([])
    await Promise.all([poisoner.close(), victim.close()])
  },
  PATIENCE_MS
)

test(
  'whatever fails among viewers, the video plays on',
  async () => {
    await setMinimum(1)
    const failing: Partial<ViewerOptions>[] = [
      { prepare: page => page.route(CHUNK, route => route.abort()) },
      { prepare: page => page.routeWebSocket(/tracker/, socket => socket.close()) },
      { before: () => Reflect.deleteProperty(window, 'RTCPeerConnection') },
      {
        before: () => {
          RTCPeerConnection.prototype.setRemoteDescription = () => Promise.reject(new Error('no way'))
        }
      }
    ]
    const viewers = await Promise.all(failing.map(options => open({ answered: 'yes', ...options })))
    for (const viewer of viewers) await viewer.play()
    for (const viewer of viewers) {
      await waitUntilPlayed(viewer.page, 8)
      expect([viewers.indexOf(viewer), await viewer.stalls()]).toEqual([viewers.indexOf(viewer), 0])
      expect(await viewer.page.getByRole('alert').count()).toBe(0)
      await viewer.close()
    }
  },
  PATIENCE_MS
)

test(
  'the answer of a member goes with their account, and an embed asks too',
  async () => {
    await setMinimum(1)
    const member = await open({ path: '/login' })
    await signInOnPage(member.page, 'root', PASSWORD)
    await member.page.goto(path)
    await member.play()
    await member.page.getByRole('button', { name: 'Oui, partager' }).click()
    await expect.poll(async () => (await api.json<{ p2pEnabled: boolean }>('/users/me')).p2pEnabled).toBe(true)
    expect(await member.page.evaluate(() => localStorage.length)).toBe(0)
    await member.page.reload()
    await member.play()
    await expect.poll(() => member.page.getByText('Partage entre spectateurs : activé').count(), SOON).toBe(1)
    expect(await question(member).count()).toBe(0)

    const embedded = await open({ path: path.replace('/w/', '/videos/embed/') })
    await embedded.play()
    await question(embedded).waitFor()
    expect(embedded.sockets).toEqual([])
    await embedded.page.getByRole('button', { name: 'Non' }).click()
    await question(embedded).waitFor({ state: 'detached' })
    expect([embedded.sockets, (await embedded.connections()).made]).toEqual([[], 0])
    await Promise.all([member.close(), embedded.close()])
  },
  PATIENCE_MS
)

const isSwarm = (address: string) => CHUNK.test(address)

/** Runs in the page: all that is no command of the protocol is turned upside down on its way out. */
function sendWrongBytes(): void {
  const { send } = RTCDataChannel.prototype
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
    const bytes = new Uint8Array(data instanceof ArrayBuffer ? data.slice(0) : (data as Uint8Array).slice())
    const isCommand = /^[cd]str/.test(String.fromCharCode(...bytes.subarray(0, 4)))
    send.call(this, isCommand ? bytes : bytes.map(byte => byte ^ 255))
  } as typeof send
}
