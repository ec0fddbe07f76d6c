/** `npm run seed`, as a member types it: fetches, gives, survives, forgets. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { waitUntilGone } from '../support/processes.ts'
import { fetchWith } from './clients.ts'
import { type SmallInstance, type SmallVideo, startSmallInstance } from './small-instance.ts'

const PROGRAM = new URL('../../packages/server/bootstrap/seed.mjs', import.meta.url).pathname
const IN_TIME = { timeout: 40_000, interval: 200 }

let instance: SmallInstance
let first: SmallVideo
let second: SmallVideo
let folder: string
let helper: ChildProcess | undefined
let said = ''

beforeAll(async () => {
  instance = await startSmallInstance()
  first = await instance.addVideo('../../../etc/passwd\u001b[2J', 3_300_000)
  second = await instance.addVideo('Second', 2_100_000)
  await instance.addVideo('Too large for the room that is given', 30_000_000)
  folder = join(instance.folder, 'help')
})
afterAll(async () => {
  helper?.kill('SIGKILL')
  await waitUntilGone(folder, 10_000)
  await instance.close()
})

function start(...args: string[]): ChildProcess {
  said = ''
  const env = { PATH: process.env['PATH'], HOME: instance.folder, LANG: 'fr_FR.UTF-8' }
  const child = spawn(process.execPath, [PROGRAM, instance.origin, '--folder', folder, ...args], { env })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk
    })
  return child
}
const filesOf = (video: SmallVideo) => stat(join(folder, 'files', `${video.infoHash}.mp4`)).then(found => found.size)

test('what fits is fetched and checked, under names of ours', async () => {
  helper = start('--disk', '6MB')
  await vi.waitFor(() => expect(said.match(/Récupérée et vérifiée/g)).toHaveLength(2), IN_TIME)
  expect(await filesOf(first)).toBe(first.bytes.length)
  expect(await filesOf(second)).toBe(second.bytes.length)
  const names = await readdir(join(folder, 'files'))
  expect(names.sort()).toEqual(
    [first, second].flatMap(({ infoHash }) => [`${infoHash}.mp4`, `${infoHash}.torrent`]).sort()
  )
  expect(said).not.toContain('\u001b')
})

test.each([
  ['webtorrent', 'ws'],
  ['aria2', 'http']
] as const)('%s gets it from the volunteer alone, met by %s', async (client, tracker) => {
  instance.servesFiles = false
  const torrentPath = await second.torrentWith({ webSeed: false, trackers: [tracker] })
  await fetchWith(client, { torrentPath, folder: instance.folder, expected: second.bytes })
})

test('after kill -9 it goes on with what it has, without fetching it again', async () => {
  helper?.kill('SIGKILL')
  expect(await waitUntilGone(folder, 10_000)).toEqual([])
  instance.servesFiles = true
  const before = instance.sentBytes
  helper = start('--disk', '6MB')
  const torrentPath = await second.torrentWith({ webSeed: false, trackers: ['http'] })
  await fetchWith('aria2', { torrentPath, folder: instance.folder, expected: second.bytes })
  expect(instance.sentBytes).toBe(before)
  expect(said).not.toContain('Récupérée')
})

test('a second one does not take the same folder', async () => {
  const keep = helper
  const other = start()
  expect(await once(other, 'exit')).toEqual([1, null])
  expect(said).toContain('already')
  expect(keep?.exitCode).toBeNull()
})

test('Ctrl-C ends it in order, and what was deleted meanwhile is forgotten at the next start', async () => {
  const ended = once(helper!, 'exit')
  helper!.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  expect(await waitUntilGone(folder, 5000)).toEqual([])

  instance.remove(first)
  helper = start('--disk', '6MB')
  await vi.waitFor(() => expect(said).toContain('Effacée'), IN_TIME)
  await expect(filesOf(first)).rejects.toThrow('ENOENT')
  expect(await filesOf(second)).toBe(second.bytes.length)
})

test.each([
  [['--disk', 'much'], 'La place est une taille'],
  [['--upload', '5'], 'L’envoi est un débit'],
  [['--channel', '../users'], 'La chaîne'],
  [['--what'], 'Ceci n’est pas compris']
])('%j is refused in words', async (args, words) => {
  const child = start(...args)
  expect(await once(child, 'exit')).toEqual([2, null])
  expect(said).toContain(words)
})
