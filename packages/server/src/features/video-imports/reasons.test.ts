import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchToFile } from '../../platform/fetch.ts'
import { importReasonOf, wordsOfYtDlp } from './reasons.ts'
import { whyNot } from './yt-dlp-words.ts'

let elsewhere: Server
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-reasons-'))
  elsewhere = createServer(({ url = '' }, res) => {
    if (url === '/around') res.writeHead(302, { location: '/around' }).end()
    else res.writeHead(Number(url.slice(1))).end()
  })
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  elsewhere.close()
  await rm(folder, { recursive: true })
})

/** As the owner is told it. */
async function failureAt(address: string, isAllowed: boolean): Promise<string> {
  const options = { maxBytes: 10, signal: AbortSignal.timeout(10_000), isAllowed: () => isAllowed }
  return fetchToFile(address, join(folder, 'file'), options).then(
    () => 'nothing',
    (error: Error) => `${error.message}.`
  )
}

test.each([
  ['/404', 'gone'],
  ['/410', 'gone'],
  ['/500', 'refused'],
  ['/around', 'led-astray']
])('what a fetch of %s fails with is known as %s', async (path, reason) => {
  const { port } = elsewhere.address() as AddressInfo
  expect(importReasonOf(await failureAt(`http://127.0.0.1:${port}${path}`, true))).toBe(reason)
})

test('addresses that may not be asked, and those that do not answer, are known', async () => {
  expect(importReasonOf(await failureAt('http://127.0.0.1:1/', false))).toBe('not-public')
  expect(importReasonOf(await failureAt('http://127.0.0.1:1/', true))).toBe('silent')
  expect(importReasonOf(await failureAt('ftp://127.0.0.1/', true))).toBe('bad-address')
})

test.each([
  ['', 'no-video'],
  ['ERROR: Unsupported URL: https://x.example/', 'no-video'],
  ['ERROR: This video is DRM protected', 'protected'],
  ['ERROR: [youtube] abc: Sign in to confirm your age', 'sign-in'],
  ['ERROR: [some] abc: Private video', 'private'],
  ['ERROR: [some] abc: This is not available in your location', 'country'],
  ['ERROR: [generic] HTTP Error 404: Not Found', 'gone'],
  ['ERROR: [some] abc: Requested format is not available', 'form'],
  ['ERROR: [some] abc: Odd page', 'yt-dlp'],
  ['ERROR: x: <urlopen error timed out>', 'silent']
])('what yt-dlp complains of, %j, is known as %s', (complaint, reason) => {
  expect(importReasonOf(`${whyNot(complaint).message}`.replace(/\.*$/, '.'))).toBe(reason)
})

test('yt-dlp’s own words are kept where nothing else is known', () => {
  expect(wordsOfYtDlp(whyNot('ERROR: [some] abc: Odd page').message)).toBe('abc: Odd page')
  expect(wordsOfYtDlp('This video is private.')).toBeNull()
  expect(importReasonOf('The import failed.')).toBe('other')
})
