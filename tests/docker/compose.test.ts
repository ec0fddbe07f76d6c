/** docker/compose.yml and docker/env.example, as far as they can be checked without an engine. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SETTINGS } from '../../packages/server/src/app/config.ts'
import { envExample } from '../../packages/server/src/app/config-description.ts'

const ROOT = join(import.meta.dirname, '../..')
const DOCKER_FOLDER = join(ROOT, 'docker')
const hasCompose = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'colombier-compose-'))
  cpSync(DOCKER_FOLDER, folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string) => readFileSync(join(DOCKER_FOLDER, name), 'utf8')

test('env.example ends with what npm run settings -- --env-example prints', () => {
  expect(read('env.example').endsWith(envExample())).toBe(true)
})

test('every file that compose.yml and the Dockerfile name exists, and no setting is misspelt', () => {
  const mounted = [...read('compose.yml').matchAll(/^ +- (\.\/[\w.-]+):/gm)].map(([, path]) =>
    join(DOCKER_FOLDER, path!)
  )
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, paths]) => paths!.split(' '))
    .map(path => join(ROOT, path))
  const run = [...read('Dockerfile').matchAll(/^CMD \["node", "(.+)"\]$/gm)].map(([, path]) => join(ROOT, path!))
  expect([mounted.length, copied.length, run.length].every(count => count > 1)).toBe(true)
  expect([...mounted, ...copied, ...run].filter(path => !existsSync(path))).toEqual([])

  const named = `${read('compose.yml')}${read('Dockerfile')}`.matchAll(/\b(COLOMBIER_(?!BACKEND|STORAGE)\w+)/g)
  expect([...named].map(([, name]) => name!).filter(name => !(name in SETTINGS.shape))).toEqual([])
})

test('a container’s script can be run', () => {
  for (const script of ['certificates.sh', 'acme.sh']) execFileSync('sh', ['-n', join(DOCKER_FOLDER, script)])
  execFileSync('test', ['-x', join(DOCKER_FOLDER, 'certificates.sh')])
})

const SERVICES = ['acme', 'nginx', 'postgres', 'redis', 'server', 'transcoder']

test('compose.yml has its six services and cannot be started without a database password', () => {
  const [, services = ''] = /^services:\n((?: .*\n|\n)+)/m.exec(read('compose.yml')) ?? []
  expect([...services.matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name).sort()).toEqual(SERVICES)
  expect(read('compose.yml')).toMatch(/\$\{POSTGRES_PASSWORD:\?/)
  if (hasCompose) checkWithCompose()
})

/** Docker's own reading of the file, on machines that have it. */
function checkWithCompose(): void {
  const compose = () =>
    spawnSync('docker', ['compose', '--profile', 'acme', 'config', '--services'], { cwd: folder, encoding: 'utf8' })

  writeFileSync(join(folder, '.env'), read('env.example'))
  expect(compose().stderr).toContain('POSTGRES_PASSWORD')

  writeFileSync(join(folder, '.env'), read('env.example').replace('POSTGRES_PASSWORD=', 'POSTGRES_PASSWORD=secret'))
  const { stdout, stderr } = compose()
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n').sort()).toEqual(SERVICES)
}
