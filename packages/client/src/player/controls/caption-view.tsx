import { useEffect, useRef } from 'preact/hooks'
import type { PlayerController } from '../controller.ts'
import type { Preferences } from '../preferences.ts'
import { usePlayer } from '../use-player.ts'

interface Props {
  readonly controller: PlayerController
  readonly style: Pick<Preferences, 'captionSize' | 'captionBackground'>
}

/** The cues of now, drawn by us: in the size and colours the viewer chose, the same in every browser. */
export function CaptionView({ controller, style }: Props) {
  const language = usePlayer(controller, state => state.captions)
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const video = controller.video()
    const track = [...(video?.textTracks ?? [])].find(known => known.language === language)
    const element = place.current
    if (!language || !track || !element) return
    const draw = () => element.replaceChildren(...[...(track.activeCues ?? [])].map(lineOf))
    draw()
    track.addEventListener('cuechange', draw)
    return () => {
      track.removeEventListener('cuechange', draw)
      element.replaceChildren()
    }
  }, [controller, language])

  return (
    <div
      ref={place}
      class="player-captions"
      lang={language ?? undefined}
      data-size={style.captionSize}
      data-background={style.captionBackground}
    />
  )
}

/** The browser has parsed the cue: its fragment holds nothing but text and a few harmless elements. */
function lineOf(cue: TextTrackCue): HTMLElement {
  const line = document.createElement('p')
  const text = document.createElement('span')
  text.append((cue as VTTCue).getCueAsHTML())
  line.append(text)
  return line
}
