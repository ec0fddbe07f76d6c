/** `npm run quickstart`: from a fresh clone to a running server. Runs on the Node the machine has, 20 or newer. */
import { join } from 'node:path'
import { ensureClient, ensurePackages } from './packages.mjs'
import { NODE, ROOT } from './paths.mjs'
import { ensureProgram, FFMPEG } from './programs.mjs'
import { become, giveUp } from './terminal.mjs'

if (process.platform === 'win32') giveUp('Colombier does not run on Windows itself: use WSL, or a Linux machine.')

ensurePackages()
ensureProgram(FFMPEG)
ensureClient()
become(NODE, [join(ROOT, 'packages/server/bootstrap/start.mjs')])
