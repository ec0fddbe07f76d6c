/** `npm start`: the server, without any installation step. */
import { run } from './run.mjs'

await run('packages/server/src/main.ts')
