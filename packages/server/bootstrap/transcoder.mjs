/** `npm run transcoder`: a transcoder on its own, for a machine that helps the server's. */
import { existsSync } from 'node:fs'
import { run } from './run.mjs'

// The server reads the same file by itself.
if (existsSync('.env')) process.loadEnvFile?.()
await run('packages/transcoder/src/main.ts')
