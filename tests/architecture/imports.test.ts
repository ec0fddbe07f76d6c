/** The dependency rules of README.md, as a test: the sources keep each rule, and each rule can fail. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RULES, readEdges } from './imports.ts'

const root = join(import.meta.dirname, '../..')
const edges = globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root })
  .filter(file => !/\.test\.tsx?$/.test(file))
  .flatMap(file => readEdges(file, readFileSync(join(root, file), 'utf8')))

/** One file that breaks the rule of that name. */
const OFFENDERS: Record<string, [file: string, source: string][]> = {
  'server layers point downwards': [['packages/server/src/kernel/time.ts', "import { log } from '../platform/log.ts'"]],
  'a slice is entered by its index.ts': [
    ['packages/server/src/features/videos/a.ts', "import { b } from '../users/store.ts'"]
  ],
  'slices form no cycle': [
    ['packages/server/src/features/videos/a.ts', "import { b } from '../users/index.ts'"],
    ['packages/server/src/features/users/b.ts', "export { a } from '../videos/index.ts'"]
  ],
  'packages are entered by their exports, and the client takes types only': [
    ['packages/client/src/app/main.tsx', "import { PRIVACY } from '@colombier/server/contract'"]
  ],
  'each library has one owner': [['packages/server/src/features/videos/store.ts', "import { Pool } from 'pg'"]],
  'client folders keep their order': [
    ['packages/client/src/ui/button.tsx', "import { player } from '../player/hls.ts'"]
  ]
}

test('there is something to check', () => expect(edges.length).toBeGreaterThan(10))

describe.each(Object.entries(RULES))('%s', (name, findBroken) => {
  test('is kept', () => expect(findBroken(edges)).toEqual([]))

  test('is seen to be broken', () => {
    expect(findBroken((OFFENDERS[name] ?? []).flatMap(([file, source]) => readEdges(file, source)))).not.toEqual([])
  })
})
