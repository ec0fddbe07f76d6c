/** What others were attacked with is tried on us: each line of the list names a test that is there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const LINES = readFileSync(join(ROOT, 'packages/server/docs/advisories.md'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (What was done|---)/.test(line))
const PLACE = /\| `([^`]+)`: "([^"]+)" \|$/

test('there is a list', () => expect(LINES.length).toBeGreaterThan(20))

test.each(LINES.map(line => [line.split(' | ').slice(0, 2).join(': '), line]))('%s', (_what, line) => {
  const [, file = '', title = ''] = PLACE.exec(line) ?? []
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title)
})
