/** `npm test`: gets ready what is missing, then runs every test. Arguments are handed to vitest; `--install-only` stops before. */
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { ensureClient, ensurePackages } from '../packages/server/bootstrap/packages.mjs'
import { NODE, ROOT } from '../packages/server/bootstrap/paths.mjs'
import { ensureProgram, FFMPEG, TEST_PROGRAMS } from '../packages/server/bootstrap/programs.mjs'

ensurePackages()
for (const program of [FFMPEG, ...TEST_PROGRAMS]) ensureProgram(program)
ensureClient()
if (process.argv[2] === '--install-only') process.exit()

const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'tests/count-reporter.mjs')}`]
const args = [vitest, 'run', '--config', 'tests/vitest.config.ts', ...reporters, ...process.argv.slice(2)]
const env = { ...process.env, PATH: `${dirname(NODE)}${delimiter}${process.env['PATH']}` }
const { status } = spawnSync(NODE, args, { cwd: ROOT, env, stdio: 'inherit' })
process.exit(status ?? 1)
