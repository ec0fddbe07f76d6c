import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { usePlayer } from '../use-player.ts'
import type { Actions } from './actions.ts'
import { IconButton } from './icon.tsx'

interface Props {
  readonly controller: PlayerController
  readonly actions: Actions
}

export function Volume({ controller, actions }: Props) {
  const { t } = useI18n()
  const volume = usePlayer(controller, state => state.volume)
  const isMuted = usePlayer(controller, state => state.isMuted)
  const heard = isMuted ? 0 : volume
  const icon = heard === 0 ? 'muted' : heard < 0.5 ? 'soft' : 'loud'
  return (
    <div class="player-volume">
      <IconButton
        icon={icon}
        label={t(heard === 0 ? 'player.unmute' : 'player.mute')}
        onPress={() => (volume === 0 ? actions.setVolume(1) : actions.setMuted(!isMuted))}
      />
      <Loudness controller={controller} actions={actions} />
    </div>
  )
}

/** How loud: in the bar, or among the settings where the bar has no room. */
export function Loudness({ controller, actions }: Props) {
  const { t, percent } = useI18n()
  const volume = usePlayer(controller, state => state.volume)
  const isMuted = usePlayer(controller, state => state.isMuted)
  const heard = isMuted ? 0 : volume
  return (
    <input
      class="player-loudness"
      type="range"
      aria-label={t('player.volume')}
      aria-valuetext={isMuted ? t('player.said.muted') : percent(Math.round(volume * 100))}
      min={0}
      max={1}
      step={0.05}
      value={heard}
      style={{ '--filled': `${heard * 100}%` }}
      onInput={event => actions.setVolume(Number(event.currentTarget.value))}
    />
  )
}
