/** `npm run seed`: helps an instance to deliver its videos. Installs what is missing, for a computer without anything. */
import module from 'node:module'
import { join } from 'node:path'
import { ensurePackages } from './packages.mjs'
import { NODE, NODE_MAJOR, ROOT } from './paths.mjs'
import { become } from './terminal.mjs'

ensurePackages()
// npm puts the project's own Node first; without npm, it may be any.
if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) become(NODE, process.argv.slice(1))
else {
  module.enableCompileCache?.(join(ROOT, 'node_modules/.cache/compiled'))
  await import(join(ROOT, 'packages/server/src/seed.ts'))
}
