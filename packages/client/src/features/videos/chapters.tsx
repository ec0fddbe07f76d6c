import type { PageChapter } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  readonly chapters: readonly PageChapter[]
  /** The page's own address, without a query. */
  readonly path: string
  /** Of their titles, where it is not the page's. */
  readonly lang: string | undefined
}

/** Each a link to the page at that moment; with JavaScript the player jumps there instead. */
export function Chapters({ chapters, path, lang }: Props) {
  const { t, duration } = useI18n()
  return (
    <nav class="chapters" aria-labelledby="chapters-title">
      <h2 id="chapters-title">{t('video.chapters')}</h2>
      <ol>
        {chapters.map(({ startSeconds, title }) => (
          <li key={startSeconds}>
            <a href={`${path}?start=${startSeconds}s`} data-seconds={startSeconds}>
              <span class="chapters-time">{duration(startSeconds)}</span> <span lang={lang}>{title}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
