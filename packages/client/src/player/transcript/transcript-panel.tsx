/** The transcript itself, loaded when somebody opens it. */
import './transcript.css'
import { useId, useRef, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import { usePlayer } from '../use-player.ts'
import { CueList } from './cue-list.tsx'
import { findIn } from './cues.ts'
import { TranscriptPages, type TranscriptProps } from './transcript.tsx'
import { useCues } from './use-cues.ts'

export function TranscriptPanel({ controller, path }: TranscriptProps) {
  const { t, locale } = useI18n()
  const { captions } = controller.source
  const shown = usePlayer(controller, state => state.captions)
  const [chosen, setChosen] = useState<string | null>(null)
  const [wanted, setWanted] = useState('')
  const panel = useRef<HTMLDivElement>(null)
  const language = chosen ?? shown ?? (captions.find(known => known.language === locale) ?? captions[0])?.language ?? ''
  const cues = useCues(controller.source, language)

  const lines = Array.isArray(cues)
    ? cues.flatMap((cue, index) => {
        const pieces = findIn(cue.text, wanted)
        return pieces ? [{ cue, index, pieces }] : []
      })
    : []
  const goToFirst = (event: Event) => {
    event.preventDefault()
    panel.current?.querySelector<HTMLElement>('.transcript-cues a')?.focus()
  }

  return (
    <div ref={panel} class="transcript-panel">
      <search>
        <form class="transcript-top" onSubmit={goToFirst}>
          <SearchField wanted={wanted} onWanted={setWanted} />
          {captions.length > 1 && (
            <select
              aria-label={t('transcript.language')}
              value={language}
              onChange={event => setChosen(event.currentTarget.value)}
            >
              {captions.map(known => (
                <option key={known.language} value={known.language}>
                  {known.label}
                </option>
              ))}
            </select>
          )}
        </form>
      </search>
      <p class="transcript-found quiet" role="status">
        {cues === null && t('transcript.loading')}
        {cues === 'failed' && t('transcript.failed')}
        {Array.isArray(cues) && wanted.trim() !== '' && t('transcript.found', { count: lines.length })}
        {Array.isArray(cues) && cues.length === 0 && t('transcript.empty')}
      </p>
      {cues === 'failed' && <TranscriptPages controller={controller} path={path} />}
      {Array.isArray(cues) && (
        <CueList controller={controller} path={path} language={language} lines={lines} cues={cues} />
      )}
      {Array.isArray(cues) && (
        <p class="transcript-alone">
          <a href={`${path}/transcript?language=${encodeURIComponent(language)}`}>{t('transcript.alone')}</a>
        </p>
      )}
    </div>
  )
}

function SearchField({ wanted, onWanted }: { readonly wanted: string; onWanted(wanted: string): void }) {
  const { t } = useI18n()
  const id = useId()
  return (
    <>
      <label class="unseen" for={id}>
        {t('transcript.search')}
      </label>
      <input
        id={id}
        type="search"
        placeholder={t('transcript.searchShort')}
        value={wanted}
        maxLength={100}
        enterKeyHint="search"
        onInput={event => onWanted(event.currentTarget.value)}
      />
    </>
  )
}
