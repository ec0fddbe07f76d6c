import { useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { usePlayer } from '../use-player.ts'
import { Preview } from './preview.tsx'
import { chapterAt } from './storyboard.ts'

interface Props {
  readonly controller: PlayerController
}

const SHORT_SECONDS = 120
const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -5,
  ArrowDown: -5,
  ArrowRight: 5,
  ArrowUp: 5,
  PageDown: -60,
  PageUp: 60,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY
}

/**
 * A range of the browser's own, which fingers, keys and screen readers know how to move, laid over what is drawn. A
 * drag shows where it leads and goes there when it is let go.
 */
export function SeekBar({ controller }: Props) {
  const i18n = useI18n()
  const { chapters } = controller.source
  const seconds = usePlayer(controller, state => state.seconds)
  const total = usePlayer(controller, state => state.durationSeconds)
  const [drag, setDrag] = useState<number | null>(null)
  const [hover, setHover] = useState<number | null>(null)
  const [hasKeyboard, setHasKeyboard] = useState(false)
  const now = drag ?? seconds
  const share = (at: number) => `${total > 0 ? (100 * Math.min(at, total)) / total : 0}%`

  const step = (event: KeyboardEvent) => {
    const by = KEY_STEPS[event.key]
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    setDrag(null)
    controller.seek(seconds + by)
  }
  const point = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    if (event.pointerType === 'mouse') setHover(total * Math.min(1, Math.max(0, (event.clientX - left) / width)))
  }
  const shown = drag ?? hover ?? (hasKeyboard ? seconds : null)

  return (
    <div class="player-seek" onPointerMove={point} onPointerLeave={() => setHover(null)}>
      <div class="player-track" aria-hidden="true">
        {buffered(controller).map(([from, to]) => (
          <span key={from} class="player-buffered" style={{ left: share(from), width: share(to - from) }} />
        ))}
        <span class="player-played" style={{ width: share(now) }} />
        {chapters
          .filter(({ startSeconds }) => startSeconds > 0 && startSeconds < total)
          .map(({ startSeconds }) => (
            <span key={startSeconds} class="player-chapter" style={{ left: share(startSeconds) }} />
          ))}
      </div>
      {shown !== null && <Preview source={controller.source} seconds={shown} share={share(shown)} />}
      <input
        type="range"
        aria-label={i18n.t('player.seek')}
        aria-valuetext={spoken(i18n, { now, total, chapter: chapterAt(chapters, now)?.title })}
        min={0}
        max={total}
        step={total < SHORT_SECONDS ? 0.1 : 1}
        value={now}
        onKeyDown={step}
        onInput={event => setDrag(Number(event.currentTarget.value))}
        onChange={event => {
          controller.seek(Number(event.currentTarget.value))
          setDrag(null)
        }}
        onFocus={event => setHasKeyboard(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setHasKeyboard(false)}
      />
    </div>
  )
}

function buffered(controller: PlayerController): readonly (readonly [number, number])[] {
  const ranges = controller.video()?.buffered
  return Array.from({ length: ranges?.length ?? 0 }, (_, at) => [ranges!.start(at), ranges!.end(at)] as const)
}

function spoken(
  { t, spokenDuration }: ReturnType<typeof useI18n>,
  { now, total, chapter }: { now: number; total: number; chapter: string | undefined }
): string {
  const place = { time: spokenDuration(now), total: spokenDuration(total) }
  return chapter ? t('player.positionIn', { ...place, chapter }) : t('player.position', place)
}
