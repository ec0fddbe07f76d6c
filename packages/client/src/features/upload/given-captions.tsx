import type { TargetedEvent } from 'preact'
import { useI18n } from '../../i18n/i18n.ts'
import { captionFault, type GivenCaption } from './extras.ts'
import { languageOptions } from './options.ts'
import { Select } from './select.tsx'

interface Props {
  /** Begins those of the controls. */
  readonly id: string
  readonly captions: readonly GivenCaption[]
  onChange(captions: readonly GivenCaption[]): void
  /** The button that had the focus is gone. */
  onEmpty(): void
}

/** Files of captions, each with its language. */
export function GivenCaptions({ id, captions, onChange, onEmpty }: Props) {
  const i18n = useI18n()
  const { t } = i18n
  if (captions.length === 0) return null

  const choose = (caption: GivenCaption, language: string) =>
    onChange(captions.map(other => (other === caption ? { ...other, language, fault: null } : other)))
  const remove = (caption: GivenCaption, event: TargetedEvent<HTMLButtonElement>) => {
    const row = event.currentTarget.closest('li')
    const next = row?.nextElementSibling ?? row?.previousElementSibling
    const button = next?.querySelector('button')
    onChange(captions.filter(other => other !== caption))
    if (button) button.focus()
    else onEmpty()
  }
  return (
    <ul class="rows upload-captions">
      {captions.map((caption, at) => {
        const { file, language, isSaved, fault } = caption
        if (isSaved)
          return (
            <li key={file}>
              <span>
                {t('upload.captions.saved', { name: file.name, language: i18n.languageName(language) ?? language })}
              </span>
            </li>
          )
        const told = captionFault(captions, at) ?? fault
        return (
          <li key={file}>
            <Select
              id={`${id}-${at}`}
              label={t('upload.captions.language', { name: file.name })}
              value={language}
              options={languageOptions(i18n)}
              fault={told ? t(told) : undefined}
              onChange={chosen => choose(caption, chosen)}
            />
            <button
              class="button"
              type="button"
              aria-label={t('upload.removeFile', { name: file.name })}
              onClick={event => remove(caption, event)}
            >
              {t('upload.remove')}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
