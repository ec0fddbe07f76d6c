/** `npm run transcoder`: a transcoder on its own, for a machine that helps the server's. */
import { run } from './run.mjs'

await run('packages/transcoder/src/main.ts')
