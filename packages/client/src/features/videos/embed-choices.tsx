import { useId } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import type { EmbedChoice } from './embed-code.ts'

export interface KnownCaptions {
  readonly language: string
  readonly label: string
}

interface Props {
  readonly choice: EmbedChoice
  readonly captions: readonly KnownCaptions[]
  onChange(change: Partial<EmbedChoice>): void
}

/** How the player is to be on another site; what follows from it is shown as it is chosen. */
export function EmbedChoices({ choice, captions, onChange }: Props) {
  const { t } = useI18n()
  const id = useId()
  return (
    <details class="more">
      <summary>{t('video.shareOptions')}</summary>
      <div class="share-choices">
        <Check
          label={t('video.shareResponsive')}
          is={choice.isResponsive}
          onToggle={isResponsive => onChange({ isResponsive })}
        />
        <Check label={t('video.shareTitle')} is={choice.hasTitle} onToggle={hasTitle => onChange({ hasTitle })} />
        <Check label={t('video.shareMuted')} is={choice.isMuted} onToggle={isMuted => onChange({ isMuted })} />
        <Check label={t('video.shareLoop')} is={choice.isLooping} onToggle={isLooping => onChange({ isLooping })} />
        {captions.length > 0 && (
          <div class="field">
            <label for={id}>{t('video.shareCaptions')}</label>
            <select id={id} onChange={event => onChange({ captions: event.currentTarget.value || null })}>
              <option value="">{t('video.shareCaptionsAny')}</option>
              {captions.map(({ language, label }) => (
                <option key={language} value={language} selected={language === choice.captions}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
    </details>
  )
}

interface CheckProps {
  readonly label: string
  readonly is: boolean
  onToggle(is: boolean): void
}

function Check({ label, is, onToggle }: CheckProps) {
  const id = useId()
  return (
    <p class="check">
      <input id={id} type="checkbox" checked={is} onChange={event => onToggle(event.currentTarget.checked)} />
      <label for={id}>{label}</label>
    </p>
  )
}
