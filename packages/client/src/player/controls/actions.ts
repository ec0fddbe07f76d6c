/** What the viewer's hand does to the player: remembered where it is a choice, and said where it was a key. */
import type { I18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { type Preferences, rememberPreferences } from '../preferences.ts'
import { qualityLabel, rateLabel } from './labels.ts'
import type { Command } from './shortcuts.ts'

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const
const VOLUME_STEP = 0.05

export interface ActionTools {
  readonly controller: PlayerController
  readonly i18n: I18n
  /** Shows it for a moment, and tells those who hear the page. */
  say(text: string): void
  toggleFullscreen(): void
  showHelp(): void
}

export type Actions = ReturnType<typeof createActions>

export function createActions({ controller, i18n, say, toggleFullscreen, showHelp }: ActionTools) {
  const { t, percent, spokenDuration } = i18n
  const { source } = controller
  /** What the `c` key brings back. */
  let lastCaptions: string | null = null
  const remember = (change: Partial<Preferences>) => rememberPreferences(change)
  const loudness = () => percent(Math.round(controller.state().volume * 100))

  const toggle = () => {
    const { isPaused } = controller.state()
    if (isPaused) controller.play()
    else controller.pause()
    return isPaused
  }
  const setVolume = (volume: number) => {
    controller.setVolume(volume)
    controller.setMuted(false)
    remember({ volume: controller.state().volume, isMuted: false })
  }
  const setMuted = (isMuted: boolean) => {
    controller.setMuted(isMuted)
    remember({ isMuted })
  }
  const setCaptions = (language: string | null) => {
    lastCaptions = controller.state().captions ?? lastCaptions
    controller.setCaptions(language)
    remember({ captions: language })
    const label = source.captions.find(known => known.language === language)?.label
    say(label ? t('player.said.captions', { language: label }) : t('player.captionsOff'))
  }
  const toggleCaptions = () => {
    if (source.captions.length === 0) return say(t('player.said.noCaptions'))
    if (controller.state().captions) return setCaptions(null)
    const wanted = [lastCaptions, i18n.locale].find(language =>
      source.captions.some(known => known.language === language)
    )
    setCaptions(wanted ?? source.captions[0]!.language)
  }
  const setRate = (rate: number) => {
    controller.setRate(rate)
    say(t('player.said.speed', { rate: rateLabel(i18n, rate) }))
  }
  const stepRate = (by: number) => {
    const { rate } = controller.state()
    const next = by > 0 ? RATES.find(known => known > rate) : RATES.findLast(known => known < rate)
    setRate(next ?? rate)
  }
  const setQuality = (quality: number) => {
    controller.setQuality(quality)
    say(t('player.said.quality', { quality: qualityLabel(i18n, source, controller.state(), quality) }))
  }
  const sayWhere = () => say(spokenDuration(controller.state().seconds))

  return {
    toggle,
    setVolume,
    setMuted,
    setCaptions,
    setRate,
    setQuality,
    run(command: Command) {
      const { seconds, durationSeconds, isMuted, volume } = controller.state()
      if ('share' in command || 'seconds' in command) {
        controller.seek('share' in command ? command.share * durationSeconds : seconds + command.seconds)
        sayWhere()
      } else if (command.act === 'toggle') say(t(toggle() ? 'player.said.playing' : 'player.said.paused'))
      else if (command.act === 'fullscreen') toggleFullscreen()
      else if (command.act === 'help') showHelp()
      else if (command.act === 'captions') toggleCaptions()
      else if (command.act === 'rate') stepRate(command.by)
      else if (command.act === 'mute') {
        setMuted(!isMuted)
        say(isMuted ? t('player.said.unmuted', { percent: loudness() }) : t('player.said.muted'))
      } else if (command.act === 'volume') {
        setVolume(volume + command.by * VOLUME_STEP)
        say(t('player.said.volume', { percent: loudness() }))
      }
    }
  }
}
