/** The READMEs' tables of settings, against the settings themselves. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { envExample } from '../../packages/server/src/app/config-description.ts'

const ROOT = join(import.meta.dirname, '../..')

const settings = [...envExample().matchAll(/^# (.*)\.\n#(\w+)=(.*)$/gm)].map(([, text, name, defaultValue]) => ({
  name,
  defaultValue: defaultValue === '' ? '–' : `\`${defaultValue}\``,
  text
}))

const rowsOf = (path: string) =>
  [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$/gm)].map(
    ([, name, defaultValue, text]) => ({ name, defaultValue, text })
  )

test('README.md lists every setting with its default and its sentence', () => {
  expect(settings.length).toBeGreaterThan(15)
  expect(rowsOf('README.md')).toEqual(settings)
})

test('the French README lists every setting with its default', () => {
  const withoutText = ({ name, defaultValue }: ReturnType<typeof rowsOf>[number]) => ({ name, defaultValue })
  expect(rowsOf('packages/server/docs/fr/README.md').map(withoutText)).toEqual(settings.map(withoutText))
})
