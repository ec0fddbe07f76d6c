import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'

export interface TranscriptProps {
  readonly controller: PlayerController
  /** Of the video's page, without a query. */
  readonly path: string
}

/**
 * What is said, to be read beside the film or instead of it. Its code and its text are fetched when somebody opens it;
 * without JavaScript, or when that fails, pages of its own say the same.
 */
export function Transcript({ controller, path }: TranscriptProps) {
  const { t } = useI18n()
  const [Panel, setPanel] = useState<ComponentType<TranscriptProps> | null>(null)
  const open = (isOpen: boolean) => {
    // The condition keeps it out of the server's bundle, where nobody opens anything.
    if (import.meta.env.SSR || !isOpen || Panel) return
    import('./transcript-panel.tsx').then(
      ({ TranscriptPanel }) => setPanel(() => TranscriptPanel),
      () => undefined
    )
  }
  return (
    <details class="transcript" onToggle={event => open(event.currentTarget.open)}>
      <summary>{t('transcript.title')}</summary>
      {Panel ? <Panel controller={controller} path={path} /> : <TranscriptPages controller={controller} path={path} />}
    </details>
  )
}

/** Pages that say the same without any script. */
export function TranscriptPages({ controller: { source }, path }: TranscriptProps) {
  return (
    <ul class="downloads">
      {source.captions.map(({ language, label }) => (
        <li key={language}>
          <a class="button" href={`${path}/transcript?language=${encodeURIComponent(language)}`}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
