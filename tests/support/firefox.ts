/** Debian's Firefox, told over WebDriver BiDi (W3C) what to do: as much of that protocol as our tests speak. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const FIREFOX = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr'

/** They keep the browser from calling its maker. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.systemAddon.update.enabled': false,
  'intl.accept_languages': 'fr',
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://127.0.0.1:9',
  'toolkit.telemetry.server': ''
}

export interface Firefox {
  goto(url: string): Promise<void>
  /** @param expression JavaScript whose value JSON can carry; a promise is waited for. */
  evaluate<Answer>(expression: string): Promise<Answer>
  /** With the mouse, in the middle of it. */
  click(selector: string): Promise<void>
  /** A key as `KeyboardEvent.key` of one letter names it. */
  press(key: string): Promise<void>
  close(): Promise<void>
}

export async function openFirefox(): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), 'colombier-firefox-'))
  const lines = Object.entries(PREFERENCES).map(pair => `user_pref(${pair.map(part => JSON.stringify(part))});\n`)
  await writeFile(join(profile, 'user.js'), lines.join(''))
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank']
  const browser = spawn(FIREFOX, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } })
  const end = async () => {
    const isOver = browser.exitCode === null ? once(browser, 'exit') : undefined
    browser.kill()
    await isOver
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const ask = await connect(`${await addressOf(browser)}/session`)
    return await firstPage(ask, end)
  } catch (error) {
    await end()
    throw error
  }
}

async function addressOf(browser: ChildProcess): Promise<string> {
  const said: string[] = []
  for await (const line of createInterface({ input: browser.stderr! })) {
    said.push(line)
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
    if (address) return address
  }
  throw new Error(`Firefox did not open:\n${said.join('\n')}`)
}

type Ask = (method: string, params: object) => Promise<Record<string, unknown>>

async function connect(url: string): Promise<Ask> {
  const socket = new WebSocket(url)
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message } = JSON.parse(String(data)) as Record<string, never>
    if (error) waiting.get(id!)?.reject(new Error(`${error}: ${message}`))
    else waiting.get(id!)?.resolve(result!)
    waiting.delete(id!)
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error(`No answer from ${url}`)))
  })
  let id = 0
  return (method, params) => {
    const answer = Promise.withResolvers<Record<string, unknown>>()
    waiting.set(++id, answer)
    socket.send(JSON.stringify({ id, method, params }))
    return answer.promise
  }
}

async function firstPage(ask: Ask, close: () => Promise<void>): Promise<Firefox> {
  await ask('session.new', { capabilities: {} })
  const { contexts } = (await ask('browsingContext.getTree', {})) as { contexts: { context: string }[] }
  const { context } = contexts[0]!
  const act = (type: string, actions: readonly object[]) =>
    ask('input.performActions', { context, actions: [{ type, id: type, actions }] })

  const evaluate = async <Answer>(expression: string): Promise<Answer> => {
    const answer = await ask('script.evaluate', {
      expression: `Promise.resolve(${expression}).then(value => JSON.stringify(value) ?? 'null')`,
      target: { context },
      awaitPromise: true
    })
    const { result, exceptionDetails } = answer as { result?: { value: string }; exceptionDetails?: { text: string } }
    if (!result) throw new Error(exceptionDetails?.text ?? 'No answer')
    return JSON.parse(result.value) as Answer
  }
  return {
    evaluate,
    close,
    async goto(url) {
      await ask('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    async click(selector) {
      const place = await evaluate<{ x: number; y: number }>(`(() => {
        const element = document.querySelector(${JSON.stringify(selector)})
        element.scrollIntoView({ block: 'nearest', behavior: 'instant' })
        const box = element.getBoundingClientRect()
        return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
      })()`)
      const [down, up] = ['pointerDown', 'pointerUp'].map(type => ({ type, button: 0 }))
      await act('pointer', [{ type: 'pointerMove', ...place }, down!, up!])
    },
    async press(value) {
      await act(
        'key',
        ['keyDown', 'keyUp'].map(type => ({ type, value }))
      )
    }
  }
}
