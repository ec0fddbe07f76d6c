import { useI18n } from '../i18n/i18n.ts'
import type { PlayerSource } from './source.ts'

interface Props {
  readonly source: PlayerSource
  /** Where the viewer stopped the last time; 0 when they did not. */
  readonly place: number
  onStart(seconds: number): void
}

/** What invites to play: the whole picture is the button. */
export function Start({ source, place, onStart }: Props) {
  const { t, duration, spokenDuration } = useI18n()
  const { name, startSeconds, durationSeconds } = source
  return (
    <>
      <button class="player-start" type="button" onClick={() => onStart(place || startSeconds)}>
        <span class="unseen">
          {place ? t('player.resume', { name, time: spokenDuration(place) }) : t('player.play', { name })}
        </span>
        <svg class="player-start-icon" width="88" height="88" viewBox="0 0 88 88" aria-hidden="true">
          <circle cx="44" cy="44" r="42" />
          <path d="M35 27v34l28-17z" />
        </svg>
        {place > 0 && (
          <span class="player-start-place" aria-hidden="true">
            {t('player.resumeAt', { time: duration(place) })}
          </span>
        )}
        <span class="player-length">{duration(durationSeconds)}</span>
      </button>
      {place > 0 && (
        <button class="button player-from-start" type="button" onClick={() => onStart(0)}>
          {t('player.fromStart')}
        </button>
      )}
    </>
  )
}
