import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { usePlayer } from '../use-player.ts'
import type { Actions } from './actions.ts'
import { IconButton } from './icon.tsx'
import type { Panel } from './menu.tsx'
import { canLeavePage, togglePictureInPicture, useFullscreen } from './screen.ts'
import { chapterAt } from './storyboard.ts'
import { Volume } from './volume.tsx'

interface Props {
  readonly controller: PlayerController
  readonly actions: Actions
  readonly panel: Panel | null
  onPanel(panel: Panel | null): void
  onFullscreen(): void
}

export function Bar({ controller, actions, panel, onPanel, onFullscreen }: Props) {
  const { t } = useI18n()
  const { captions } = controller.source
  const isPaused = usePlayer(controller, state => state.isPaused)
  const isEnded = usePlayer(controller, state => state.isEnded)
  const hasCaptions = usePlayer(controller, state => state.captions !== null)
  const isFull = useFullscreen()
  const switchTo = (next: Panel) => onPanel(panel === null ? next : null)
  return (
    <div class="player-row-of-buttons">
      <IconButton
        class="player-toggle"
        icon={isEnded ? 'replay' : isPaused ? 'play' : 'pause'}
        label={t(isEnded ? 'player.replay' : isPaused ? 'player.resumePlay' : 'player.pause')}
        onPress={actions.toggle}
      />
      <Volume controller={controller} actions={actions} />
      <Time controller={controller} />
      <span class="player-gap" />
      {captions.length > 0 && (
        <IconButton
          class={hasCaptions ? 'is-on' : ''}
          icon="captions"
          label={t('player.captions')}
          expanded={panel === 'captions'}
          onPress={() => switchTo('captions')}
        />
      )}
      <IconButton
        icon="settings"
        label={t('player.settings')}
        expanded={panel !== null && panel !== 'captions'}
        onPress={() => switchTo('main')}
      />
      {canLeavePage() && (
        <IconButton
          class="player-pip"
          icon="pip"
          label={t('player.pip')}
          onPress={() => togglePictureInPicture(controller.video()!)}
        />
      )}
      <IconButton
        icon={isFull ? 'window' : 'full'}
        label={t(isFull ? 'player.leaveFullscreen' : 'player.fullscreen')}
        onPress={onFullscreen}
      />
    </div>
  )
}

/** Drawn once a second, and the chapter beside it. */
function Time({ controller }: Pick<Props, 'controller'>) {
  const { t, duration } = useI18n()
  const { chapters } = controller.source
  const seconds = usePlayer(controller, state => Math.floor(state.seconds))
  const total = usePlayer(controller, state => state.durationSeconds)
  const chapter = chapterAt(chapters, seconds)
  return (
    <p class="player-time">
      <span class="player-clock">{t('player.time', { time: duration(seconds), total: duration(total) })}</span>
      {chapter && <span class="player-time-chapter">{chapter.title}</span>}
    </p>
  )
}
