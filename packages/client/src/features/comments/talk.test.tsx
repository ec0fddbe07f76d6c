import type { FormFault, PageTalk, PageUser } from '@colombier/server/contract'
import { expect, test } from 'vitest'
import render from '../../render.tsx'
import { context, EXTRAS, playable } from '../../render-fixtures-video.ts'

const base = { form: 'comment', id: '', kind: 'too-many', fields: [], values: { text: 'Mes <mots>' } } as const
const user: PageUser = {
  username: 'ada',
  displayName: 'Ada',
  channels: [],
  avatarPath: null,
  unread: 0,
  isAdministrator: false,
  isModerator: false
}
const rendered = (refused: FormFault, talk: Partial<PageTalk> = {}, locale: 'fr' | 'en' = 'fr') =>
  render(
    { kind: 'watch', ...playable, ...EXTRAS, talk: { ...EXTRAS.talk, ...talk }, refused },
    { ...context, locale, user }
  )
const first = EXTRAS.talk.threads[0]!
const kept = 'aria-invalid[^>]*>Mes &lt;mots></textarea>'

test('a refused comment stays in its form, with why', () => {
  const html = rendered(base)
  expect(html).toMatch(new RegExp(`id="comment-text-new"[^>]*${kept}.*id="comment-text-new-fault">Cela fait beaucoup`))
})

test('a refused answer stays under what it answers, opened; elsewhere when that is gone', () => {
  const id = `comment-text-${first.id}`
  expect(rendered({ ...base, id: String(first.id) })).toMatch(
    new RegExp(`<details open[^>]*>.{0,400}id="${id}"[^>]*${kept}`)
  )
  expect(rendered({ ...base, id: '999', kind: 'gone' })).toMatch(new RegExp(`id="comment-text-new"[^>]*${kept}`))
})

test('words are kept where comments were closed or the session ended meanwhile', () => {
  const closed = rendered({ ...base, kind: 'taken' }, { policy: 'closed', threads: [] }, 'en')
  expect(closed).toMatch(new RegExp(`${kept}.*Comments were closed meanwhile`))
  expect(closed.split('comment-form')[1]!.split('</form>')[0]).not.toContain('type="submit"')
  const page = { kind: 'watch', ...playable, ...EXTRAS, refused: { ...base, kind: 'signed-out' } } as const
  const signedOut = render(page, context)
  expect(signedOut).toMatch(new RegExp(kept))
  expect(signedOut).toMatch(/<a href="\/login[^"]*" target="_blank"/)
})

test('another form that was refused is told beside it', () => {
  const html = rendered({ ...base, form: 'rate' })
  expect(html).toMatch(/id="opinion".*role="alert"><p>C’était trop souvent.*id="talk"/)
  expect(html).not.toMatch(/comment-text[^>]*aria-invalid/)
})
