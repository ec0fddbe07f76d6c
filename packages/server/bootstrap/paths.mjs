import { join } from 'node:path'

/** The repository's root. */
export const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..')

/** The project's own Node, which npm installs with everything else. */
export const NODE = join(ROOT, 'node_modules/.bin/node')

/** The oldest Node that runs the server's TypeScript as it is. */
export const NODE_MAJOR = 24
