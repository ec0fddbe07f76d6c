import type { FormFault } from '@colombier/server/contract'
import { expect, test } from 'vitest'
import render from '../../render.tsx'
import { context, EXTRAS, playable } from '../../render-fixtures-video.ts'

const rendered = (fault: Partial<FormFault>) => {
  const refused = { form: 'save', id: '', kind: 'gone', fields: [], values: {}, ...fault } as FormFault
  const saving = { ...EXTRAS.saving!, said: null }
  return render({ kind: 'watch', ...playable, ...EXTRAS, saving, refused }, { ...context, locale: 'fr' })
}
const opened = '<details[^>]* id="save"[^>]* open>.*'

test('what could not be saved is told in the opened menu, and nowhere else', () => {
  const html = rendered({})
  expect(html).toMatch(
    new RegExp(`${opened}id="save-said" tabindex="-1">.*role="alert"><p>Ce n’est plus là.*</details>`)
  )
  expect(html.match(/role="alert"/g)).toHaveLength(1)
})

test('a name that cannot be is told at its field, which keeps it', () => {
  const html = rendered({ kind: 'invalid', fields: ['displayName'], values: { displayName: 'Mes <soirées>' } })
  expect(html).toMatch(new RegExp(`${opened}aria-invalid[^>]*value="Mes &lt;soirées>"`))
  expect(html).toContain('Donnez-lui un nom')
  expect(html).not.toContain('save-said')
})
