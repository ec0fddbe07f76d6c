/** What the project needs from npm, and the client's built files. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { NODE, ROOT } from './paths.mjs'
import { giveUp, runs, say } from './terminal.mjs'

const LOCK = join(ROOT, 'package-lock.json')
/** npm writes down here what it has installed, last of all. */
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json')
const BUILT = join(ROOT, 'packages/client/dist/.built-from')
const RENDERER = join(ROOT, 'packages/client/dist/render.js')

/** Installs the npm packages unless those of the present lock file are there, whoever installed them. */
export function ensurePackages() {
  if (existsSync(NODE) && areInstalled()) return
  say('Installing the npm packages. This takes a minute the first time.')
  if (!runs('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT }))
    giveUp('The npm packages could not be installed: check the network and the messages above, then try again.')
  if (!existsSync(NODE))
    giveUp(`No Node is packaged for this machine (${process.platform}-${process.arch}): Colombier runs on Linux.`)
}

/** Every package of the lock file in its version, none besides; those of other platforms may be absent. */
function areInstalled() {
  const wanted = packagesOf(LOCK)
  const found = packagesOf(INSTALLED)
  if (!wanted || !found) return false
  const isAsWanted = Object.entries(wanted).every(([path, { optional, version, resolved, link }]) => {
    const there = found[path]
    if (!there) return path === '' || Boolean(optional)
    return there.version === version && (!resolved || there.resolved === resolved) && there.link === link
  })
  return isAsWanted && Object.keys(found).every(path => path in wanted)
}

/** @typedef {{ optional?: boolean, version?: string, resolved?: string, link?: boolean }} LockedPackage */

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage> | undefined}
 */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Builds the client unless the built files come from the present sources. */
export function ensureClient() {
  const wanted = fingerprint([LOCK, ...clientSources()])
  if (read(BUILT) === wanted && existsSync(RENDERER)) return
  say('Building the pages.')
  // The tools that build need the project's own Node as well.
  const path = `${dirname(NODE)}${delimiter}${process.env['PATH']}`
  if (!runs('npm', ['run', '--silent', 'build'], { cwd: ROOT, env: { ...process.env, PATH: path } }))
    giveUp('The pages could not be built: see the messages above.')
  mkdirSync(dirname(BUILT), { recursive: true })
  writeFileSync(BUILT, wanted)
}

/** True when packages and pages are there, by `npm run quickstart` or by hand; they may be out of date. */
export function isInstalled() {
  return existsSync(NODE) && existsSync(RENDERER)
}

function clientSources() {
  const folders = ['packages/client', 'packages/server/src/contract']
  return folders.flatMap(folder => filesBelow(join(ROOT, folder)))
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  return readdirSync(folder)
    .filter(name => name !== 'dist' && name !== 'node_modules')
    .sort()
    .map(name => join(folder, name))
    .flatMap(path => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
}

/** @param {readonly string[]} files */
function fingerprint(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
