import { useI18n } from '../../i18n/i18n.ts'
import { authorise, type PlayerSource } from '../source.ts'
import { chapterAt, spriteAt } from './storyboard.ts'

interface Props {
  readonly source: PlayerSource
  readonly seconds: number
  /** How far along the bar, in percent. */
  readonly share: string
}

/** What the slider would lead to, for the eye: its own words say the same to the ear. */
export function Preview({ source: { storyboard, chapters, mediaQuery }, seconds, share }: Props) {
  const { duration } = useI18n()
  const chapter = chapterAt(chapters, seconds)
  return (
    <div class={`player-preview ${storyboard ? 'has-picture' : ''}`} aria-hidden="true" style={{ '--at': share }}>
      {storyboard && (
        <span
          class="player-preview-picture"
          style={pictureStyle(storyboard, authorise(storyboard.url, mediaQuery), seconds)}
        />
      )}
      {chapter && <span class="player-preview-chapter">{chapter.title}</span>}
      <span class="player-preview-time">{duration(seconds)}</span>
    </div>
  )
}

function pictureStyle(storyboard: NonNullable<PlayerSource['storyboard']>, url: string, seconds: number) {
  const { x, y } = spriteAt(storyboard, seconds)
  return {
    width: `${storyboard.spriteWidth}px`,
    height: `${storyboard.spriteHeight}px`,
    backgroundImage: `url(${JSON.stringify(url)})`,
    backgroundPosition: `-${x}px -${y}px`
  }
}
