/** Runs one of the project's processes in this one, provided that everything for it is there. */
import module from 'node:module'
import { join } from 'node:path'
import { isInstalled } from './packages.mjs'
import { NODE, NODE_MAJOR, ROOT } from './paths.mjs'
import { become, giveUp } from './terminal.mjs'

/** @param {string} main The process's main file, from the repository's root. */
export async function run(main) {
  if (!isInstalled()) giveUp('Colombier is not installed yet: run npm run quickstart first.')
  // npm puts the project's own Node first; without npm, it may be any.
  if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) return become(NODE, process.argv.slice(1))
  // Compiled sources are kept between starts, which halves the time each takes.
  module.enableCompileCache?.(join(ROOT, 'node_modules/.cache/compiled'))
  await import(join(ROOT, main))
}
