/** `npm run settings`: every setting, its default and its present value. */
import { run } from './run.mjs'

await run('packages/server/src/cli.ts')
