/** Programs of the system that npm does not carry, installed through the system's own package manager. */
import { answers, giveUp, runs, say } from './terminal.mjs'

/**
 * @typedef {object} Program
 * @property {string} command What is called.
 * @property {readonly string[]} [ask] How to ask whether it works.
 * @property {string} purpose Completes "Colombier needs it …".
 * @property {Partial<Record<'apt-get' | 'dnf' | 'apk' | 'brew', string>>} packages Its name in each manager.
 */

/** @type {Program} */
export const FFMPEG = {
  command: 'ffmpeg',
  ask: ['-version'],
  purpose: 'to read and convert videos',
  packages: { 'apt-get': 'ffmpeg', dnf: 'ffmpeg-free', apk: 'ffmpeg', brew: 'ffmpeg' }
}

/** What the tests call besides. @type {readonly Program[]} */
export const TEST_PROGRAMS = [
  {
    command: 'redis-server',
    purpose: 'to test the queue on Redis',
    packages: { 'apt-get': 'redis-server', dnf: 'redis', apk: 'redis', brew: 'redis' }
  },
  {
    command: 'chromium',
    purpose: 'to test the pages',
    packages: { 'apt-get': 'chromium', dnf: 'chromium', apk: 'chromium', brew: 'chromium' }
  },
  {
    command: 'firefox-esr',
    purpose: 'to test the player in it',
    packages: { 'apt-get': 'firefox-esr', apk: 'firefox-esr' }
  },
  {
    // Ordinary users do not have this folder on their path.
    command: '/usr/sbin/nginx',
    ask: ['-v'],
    purpose: 'to test what stands in front of it in production',
    packages: { 'apt-get': 'nginx', dnf: 'nginx', apk: 'nginx' }
  },
  {
    command: 'openssl',
    ask: ['version'],
    purpose: 'to test certificates',
    packages: { 'apt-get': 'openssl', dnf: 'openssl', apk: 'openssl' }
  },
  {
    command: 'yt-dlp',
    purpose: 'to test that it reads our videos',
    packages: { 'apt-get': 'yt-dlp', dnf: 'yt-dlp', apk: 'yt-dlp', brew: 'yt-dlp' }
  },
  {
    command: 'aria2c',
    purpose: 'to test that it fetches our torrents',
    packages: { 'apt-get': 'aria2', dnf: 'aria2', apk: 'aria2', brew: 'aria2' }
  },
  {
    command: 'transmission-cli',
    purpose: 'to test that it fetches our torrents',
    packages: {
      'apt-get': 'transmission-cli',
      dnf: 'transmission-cli',
      apk: 'transmission-cli',
      brew: 'transmission-cli'
    }
  }
]

/** @type {Record<string, (name: string) => string[]>} */
const INSTALL = {
  'apt-get': name => ['install', '--yes', '--no-install-recommends', name],
  dnf: name => ['install', '--assumeyes', name],
  apk: name => ['add', name],
  brew: name => ['install', name]
}

/**
 * Installs what is missing where that needs no question, else says what to type and ends.
 * @param {Program} program
 */
export function ensureProgram(program) {
  const { command, ask, purpose, packages } = program
  if (answers(command, ask)) return
  const manager = Object.keys(INSTALL).find(name => name in packages && answers(name))
  const name = manager && packages[/** @type {keyof typeof packages} */ (manager)]
  if (!manager || !name) giveUp(`${command} is missing, and Colombier needs it ${purpose}: install it, then try again.`)

  const args = /** @type {(name: string) => string[]} */ (INSTALL[manager])(name)
  const prefix = rootPrefix(manager)
  if (!prefix)
    giveUp(`${command} is missing, and Colombier needs it ${purpose}. Type: sudo ${[manager, ...args].join(' ')}`)
  say(`${command} is missing, and Colombier needs it ${purpose}. Installing it with ${manager}.`)
  const [first = manager, ...rest] = [...prefix, manager]
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (manager === 'apt-get') runs(first, [...rest, 'update', '--quiet=2'], { env })
  runs(first, [...rest, ...args], { env })
  if (!answers(command, ask)) giveUp(`${command} could not be installed. Type: sudo ${[manager, ...args].join(' ')}`)
}

/**
 * What to put before a package manager's name so that it may install; undefined when only a password would do.
 * @param {string} manager
 */
function rootPrefix(manager) {
  if (manager === 'brew' || process.getuid?.() === 0) return []
  return answers('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
}
