import type { ImportCounts, UserImport } from '@colombier/server/contract'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { isUnderWay } from './poll-import.ts'

const COUNTS = ['success', 'duplicates', 'errors'] as const
const PARTS = [
  'videos',
  'videoPlaylists',
  'channels',
  'following',
  'likes',
  'dislikes',
  'blocklist',
  'account',
  'userSettings'
] as const

/** How far the newest archive is, and what came of it. */
export function ArchiveOutcome({ latest }: { readonly latest: UserImport }) {
  const { t, dateTime } = useI18n()
  return (
    <section class="panel stack" aria-labelledby="archive-latest">
      <h2 id="archive-latest" tabIndex={-1}>
        {t('archive.latest', { date: dateTime(latest.createdAt) })}
      </h2>
      <p role="status">{t(sentenceOf(latest))}</p>
      {isUnderWay(latest) && <progress aria-label={t('archive.progress')} />}
      {latest.resultSummary && <Counts stats={latest.resultSummary.stats} />}
    </section>
  )
}

function sentenceOf({ state, resultSummary }: UserImport): MessageKey {
  if (state.id === 1) return 'archive.state.waiting'
  if (state.id === 2) return 'archive.state.running'
  if (state.id === 4) return 'archive.state.failed'
  const stats = Object.values(resultSummary?.stats ?? {})
  if (stats.some(({ errors }) => errors > 0)) return 'archive.state.partly'
  return stats.some(({ success }) => success > 0) ? 'archive.state.done' : 'archive.state.nothing'
}

function Counts({ stats }: { readonly stats: Readonly<Record<string, ImportCounts>> }) {
  const { t } = useI18n()
  const parts = PARTS.filter(part => COUNTS.some(count => (stats[part]?.[count] ?? 0) > 0))
  const hasErrors = parts.some(part => stats[part]!.errors > 0)
  return (
    <>
      <ul class="archive-parts">
        {parts.map(part => (
          <li key={part}>
            <span class="archive-part">{t(`archive.part.${part}` as MessageKey)}</span>
            {COUNTS.filter(count => stats[part]![count] > 0).map(count => (
              <span key={count} class={count === 'errors' ? 'field-fault' : undefined}>
                {t(`archive.count.${count}`, { count: stats[part]![count] })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {hasErrors && (
        <Notice tone="calm">
          <p>{t('archive.errors')}</p>
        </Notice>
      )}
    </>
  )
}
