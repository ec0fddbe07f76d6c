import type { ComponentProps } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { fr } from '../i18n/fr.ts'
import { createI18n, I18nContext } from '../i18n/i18n.ts'
import { PictureForm } from './picture-form.tsx'

const show = (change: Partial<ComponentProps<typeof PictureForm>>) =>
  renderToString(
    <I18nContext.Provider value={createI18n('fr', fr)}>
      <PictureForm kind="banner" action="/my/banner" path={null} name="Films" isRefused={false} {...change} />
    </I18nContext.Provider>
  )

test('a picture that is there can be removed; one that is not cannot', () => {
  const html = show({ path: '/lazy-static/banners/a.jpg' })
  expect(html).toContain('src="/lazy-static/banners/a.jpg"')
  expect(html).toContain('action="/my/banner/remove"')
  expect(show({})).not.toContain('/remove')
})

test('a refused file is said at its field', () => {
  const html = show({ kind: 'avatar', isRefused: true })
  expect(html).toContain('aria-describedby="avatarfile-hint avatarfile-fault"')
  expect(html).toContain('id="avatarfile-fault"')
})
