import { useI18n } from '../i18n/i18n.ts'
import { withParameter } from './paths.ts'

interface Props {
  readonly page: number
  readonly pageSize: number
  readonly total: number
  /** Path and query of the present page. */
  readonly path: string
}

/** Links, not buttons: they work without JavaScript and can be bookmarked. */
export function Pagination({ page, pageSize, total, path }: Props) {
  const { t } = useI18n()
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (pages === 1) return null

  const link = (target: number, words: 'pages.previous' | 'pages.next', rel: string) =>
    target >= 1 && target <= pages ? (
      <a class="button" rel={rel} href={withParameter(path, 'page', String(target))}>
        {t(words)}
      </a>
    ) : (
      <span class="button" aria-disabled="true">
        {t(words)}
      </span>
    )

  return (
    <nav class="pagination" aria-label={t('pages.nav')}>
      {link(page - 1, 'pages.previous', 'prev')}
      <span class="pagination-position">{t('pages.position', { page, pages })}</span>
      {link(page + 1, 'pages.next', 'next')}
    </nav>
  )
}
