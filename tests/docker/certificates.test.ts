/** docker/certificates.sh, as far as nginx's start. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCertificates } from './front.ts'

let folder: string
let given: string
let live: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'colombier-certificates-'))
})
beforeEach(() => {
  given = mkdtempSync(join(folder, 'given-'))
  live = join(mkdtempSync(join(folder, 'live-')), 'tls')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = () => runCertificates({ CERTIFICATES: given, TLS_FOLDER: live })
const read = (where: string, name: string) => readFileSync(join(where, name), 'utf8')

function makePair(where: string): void {
  mkdirSync(where, { recursive: true })
  const files = ['-keyout', join(where, 'privkey.pem'), '-out', join(where, 'fullchain.pem')]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=tube.example', ...files], {
    stdio: 'ignore'
  })
}

test('without files, a self-signed pair lets nginx start, and is kept', () => {
  expect(run()).toContain('no certificate yet')
  const first = read(live, 'fullchain.pem')
  expect(statSync(join(live, 'privkey.pem')).mode & 0o077).toBe(0)
  expect(run()).toBe('')
  expect(read(live, 'fullchain.pem')).toBe(first)
})

test('given files replace the self-signed pair', () => {
  run()
  makePair(given)
  expect(run()).toBe('')
  expect(read(live, 'fullchain.pem')).toBe(read(given, 'fullchain.pem'))
  expect(read(live, 'privkey.pem')).toBe(read(given, 'privkey.pem'))
})

test('a key that belongs to another certificate is not used', () => {
  makePair(given)
  run()
  const before = read(live, 'fullchain.pem')
  makePair(join(folder, 'other'))
  cpSync(join(folder, 'other', 'fullchain.pem'), join(given, 'fullchain.pem'))
  expect(run()).toContain('are no pair')
  expect(read(live, 'fullchain.pem')).toBe(before)
})

test('half of the files counts as none', () => {
  makePair(given)
  rmSync(join(given, 'privkey.pem'))
  expect(run()).toContain('no certificate yet')
  expect(existsSync(join(live, 'privkey.pem'))).toBe(true)
})

test('files that come later make nginx read them', () => {
  const other = join(folder, 'later')
  makePair(other)
  const programs = mkdtempSync(join(folder, 'bin-'))
  writeFileSync(join(programs, 'nginx'), `#!/bin/sh\necho "$@" > ${programs}/called\n`, { mode: 0o755 })

  const env = { CERTIFICATES: given, TLS_FOLDER: live, PATH: `${programs}:${process.env['PATH']}` }
  const wait = `cp ${other}/*.pem ${given}; n=0; until [ -s ${programs}/called ] || [ $n = 100 ]; do sleep 0.1; n=$((n+1)); done`
  runCertificates(env, wait)

  expect(read(programs, 'called')).toBe('-s reload\n')
  expect(read(live, 'fullchain.pem')).toBe(read(other, 'fullchain.pem'))
})
