import { useEffect, useRef } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { CAPTION_BACKGROUNDS, CAPTION_SIZES, type Preferences } from '../preferences.ts'
import { usePlayer } from '../use-player.ts'
import { type Actions, RATES } from './actions.ts'
import { Choice, Toggle } from './choice.tsx'
import { Icon, IconButton } from './icon.tsx'
import { qualityLabel, rateLabel } from './labels.ts'
import { canLeavePage, togglePictureInPicture } from './screen.ts'
import { Loudness } from './volume.tsx'

export type Panel = 'main' | 'quality' | 'speed' | 'captions'

export interface MenuProps {
  readonly controller: PlayerController
  readonly actions: Actions
  readonly panel: Panel
  readonly preferences: Preferences
  onPanel(panel: Panel): void
  onPreferences(change: Partial<Preferences>): void
  onHelp(): void
  onClose(): void
}

/** Choices beside the picture, which goes on. Escape closes it; its keys are its own. */
export function Menu(props: MenuProps) {
  const { panel, onPanel, onClose } = props
  const { t } = useI18n()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [panel])
  const title = t(panel === 'main' ? 'player.settings' : TITLES[panel])

  return (
    <div
      ref={place}
      id="player-menu"
      class="player-menu"
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      data-own-keys
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div class="player-menu-head">
        {panel !== 'main' && <IconButton icon="back" label={t('player.back')} onPress={() => onPanel('main')} />}
        <h2>{title}</h2>
        <IconButton icon="close" label={t('player.close')} onPress={onClose} />
      </div>
      {panel === 'main' && <Main {...props} />}
      {panel === 'quality' && <Quality {...props} />}
      {panel === 'speed' && <Speed {...props} />}
      {panel === 'captions' && <Captions {...props} />}
    </div>
  )
}

const TITLES = { quality: 'player.quality', speed: 'player.speed', captions: 'player.captions' } as const

function Main({ controller, actions, preferences, onPanel, onPreferences, onHelp, onClose }: MenuProps) {
  const i18n = useI18n()
  const { t } = i18n
  const { source } = controller
  const quality = usePlayer(controller, state => qualityLabel(i18n, source, state, state.quality))
  const hasQualities = usePlayer(controller, state => state.heights.length > 1)
  const hasLevels = usePlayer(controller, state => state.heights.length > 0)
  const rate = usePlayer(controller, state => state.rate)
  const captions = usePlayer(controller, state => state.captions)
  const isListening = usePlayer(controller, state => state.isListening)
  const spoken = source.captions.find(({ language }) => language === captions)?.label ?? t('player.captionsOff')
  const leavePage = () => {
    onClose()
    togglePictureInPicture(controller.video()!)
  }
  return (
    <>
      <div class="player-narrow">
        <div class="player-row">
          <span aria-hidden="true">{t('player.volume')}</span>
          <Loudness controller={controller} actions={actions} />
        </div>
        {canLeavePage() && <Row label={t('player.pip')} value="" onPress={leavePage} />}
      </div>
      {hasQualities && <Row label={t('player.quality')} value={quality} onPress={() => onPanel('quality')} />}
      <Row label={t('player.speed')} value={rateLabel(i18n, rate)} onPress={() => onPanel('speed')} />
      {source.captions.length > 0 && (
        <Row label={t('player.captions')} value={spoken} onPress={() => onPanel('captions')} />
      )}
      {hasLevels && (
        <Toggle
          label={t('player.listen')}
          hint={t('player.listenHint')}
          isOn={isListening}
          onToggle={isOn => controller.setListening(isOn)}
        />
      )}
      {source.watchedSeconds === undefined && (
        <Toggle
          label={t('player.keepPlace')}
          hint={t('player.keepPlaceHint')}
          isOn={preferences.keepsPlace}
          onToggle={keepsPlace => onPreferences({ keepsPlace })}
        />
      )}
      <Row label={t('player.shortcuts')} value="" onPress={onHelp} />
    </>
  )
}

function Row({ label, value, onPress }: { label: string; value: string; onPress(): void }) {
  return (
    <button class="player-row" type="button" onClick={onPress}>
      <span>{label}</span> <span class="player-row-value">{value}</span>
      <Icon name="on" />
    </button>
  )
}

function Quality({ controller, actions }: MenuProps) {
  const i18n = useI18n()
  const heights = usePlayer(controller, state => state.heights)
  const quality = usePlayer(controller, state => state.quality)
  const isListening = usePlayer(controller, state => state.isListening)
  const fromBest = [-1, ...[...heights.keys()].toReversed()]
  return (
    <Choice
      legend={i18n.t('player.quality')}
      isTitled
      options={fromBest.map(index => [index, qualityLabel(i18n, controller.source, controller.state(), index)])}
      value={isListening ? null : quality}
      onChoose={index => actions.setQuality(index ?? -1)}
    />
  )
}

function Speed({ controller, actions }: MenuProps) {
  const i18n = useI18n()
  const rate = usePlayer(controller, state => state.rate)
  return (
    <Choice
      legend={i18n.t('player.speed')}
      isTitled
      options={RATES.map(known => [known, rateLabel(i18n, known)])}
      value={rate}
      onChoose={actions.setRate}
    />
  )
}

function Captions({ controller, actions, preferences, onPreferences }: MenuProps) {
  const { t } = useI18n()
  const captions = usePlayer(controller, state => state.captions)
  return (
    <>
      <Choice
        legend={t('player.captions')}
        isTitled
        options={[
          [null, t('player.captionsOff')],
          ...controller.source.captions.map(({ language, label }) => [language, label] as const)
        ]}
        value={captions}
        onChoose={actions.setCaptions}
      />
      <Choice
        legend={t('player.captionSize')}
        options={CAPTION_SIZES.map(size => [size, t(`player.captionSize.${size}`)])}
        value={preferences.captionSize}
        onChoose={captionSize => onPreferences({ captionSize })}
      />
      <Choice
        legend={t('player.captionBackground')}
        options={CAPTION_BACKGROUNDS.map(kind => [kind, t(`player.captionBackground.${kind}`)])}
        value={preferences.captionBackground}
        onChoose={captionBackground => onPreferences({ captionBackground })}
      />
    </>
  )
}
