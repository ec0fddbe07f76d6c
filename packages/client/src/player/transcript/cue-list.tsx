import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { usePlayer } from '../use-player.ts'
import { type Cue, cueAt, type Piece } from './cues.ts'

export interface Line {
  readonly cue: Cue
  /** Its place among all cues. */
  readonly index: number
  readonly pieces: readonly Piece[]
}

interface Props {
  readonly controller: PlayerController
  readonly path: string
  readonly language: string
  readonly cues: readonly Cue[]
  /** Those shown. */
  readonly lines: readonly Line[]
}

/**
 * Each a link to its moment. There may be thousands: the tab key stops at one, arrows lead from one to the next. The
 * list follows the film by itself as long as nobody is in it.
 */
export function CueList({ controller, path, language, cues, lines }: Props) {
  const { t, duration } = useI18n()
  const hint = useId()
  const list = useRef<HTMLOListElement>(null)
  const current = usePlayer(controller, ({ phase, seconds }) => (phase === 'open' ? cueAt(cues, seconds) : -1))
  const [visited, setVisited] = useState(-1)
  const isShown = (index: number) => lines.some(line => line.index === index)
  const stop = [visited, current].find(isShown) ?? lines[0]?.index
  useEffect(() => {
    if (list.current) follow(list.current)
  }, [current])

  const jump = (event: MouseEvent, { startSeconds }: Cue) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    controller.seek(startSeconds)
    if (controller.state().phase !== 'open') controller.play()
  }

  return (
    <>
      <p id={hint} class="unseen">
        {t('transcript.keys')}
      </p>
      <ol
        ref={list}
        class="transcript-cues"
        lang={language}
        aria-label={t('transcript.title')}
        aria-describedby={hint}
        onKeyDown={walk}
        onFocusOut={event => {
          if (!list.current?.contains(event.relatedTarget as Node | null)) setVisited(-1)
        }}
      >
        {lines.map(({ cue, index, pieces }) => (
          <li key={index}>
            <a
              href={`${path}?start=${Math.floor(cue.startSeconds)}s`}
              tabIndex={index === stop ? 0 : -1}
              aria-current={index === current ? 'true' : undefined}
              onClick={event => jump(event, cue)}
              onFocus={() => setVisited(index)}
            >
              <span class="transcript-time">{duration(Math.floor(cue.startSeconds))}</span>{' '}
              <span>{pieces.map(({ text, isFound }) => (isFound ? <mark>{text}</mark> : text))}</span>
            </a>
          </li>
        ))}
      </ol>
    </>
  )
}

/** Scrolls the list and nothing around it, and not under the hand of whoever is in it. */
function follow(list: HTMLElement): void {
  const cue = list.querySelector<HTMLElement>('[aria-current]')
  if (!cue || list.matches(':hover') || list.contains(document.activeElement)) return
  const top = cue.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  list.scrollTo({ top: top - list.clientHeight / 3, behavior: isCalm ? 'auto' : 'smooth' })
}

function walk(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  const steps: Readonly<Record<string, number>> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: links.length - 1 }
  const to = links[steps[event.key] ?? -1]
  if (!to) return
  event.preventDefault()
  to.focus()
}
