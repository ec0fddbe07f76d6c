import { useRef, useState } from 'preact/hooks'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, FieldNotes, tied } from '../../ui/field.tsx'
import { areChaptersTyped, captionFault, type Extras, guessLanguage, hasUnsaved } from './extras.ts'
import { GivenCaptions } from './given-captions.tsx'
import type { Upload, UploadQueue } from './upload-queue.ts'

interface Props {
  readonly upload: Upload
  readonly queue: UploadQueue
}

/** Captions and chapters: there is time to give them while the file is on its way. */
export function ExtrasForm({ upload, queue }: Props) {
  const { t, locale } = useI18n()
  const files = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const [hasLeft, setHasLeft] = useState(false)
  const { id, extras, phase, values } = upload
  const edit = (part: Partial<Extras>) => queue.editExtras(id, part)
  const field = (name: string) => `upload-${id}-${name}`
  const isDone = phase === 'done'
  const isMistyped = !areChaptersTyped(extras) && (hasLeft || isDone)
  const chaptersFault: MessageKey | null = isMistyped ? 'upload.chapters.fault' : extras.chaptersFault
  const notes = { hint: t('upload.chapters.hint'), fault: chaptersFault ? t(chaptersFault) : undefined }

  const add = (chosen: FileList | null) => {
    const spoken = values.language || locale
    const added = [...(chosen ?? [])].map(file => ({
      file,
      language: guessLanguage(file.name, spoken),
      isSaved: false,
      fault: null
    }))
    edit({ captions: [...extras.captions, ...added] })
    setSaid(added.map(({ file }) => t('upload.captions.added', { name: file.name })).join(' '))
  }

  return (
    <details class="more" open={isDone && areAtFault(extras) ? true : undefined}>
      <summary>{t('upload.extras')}</summary>
      <div class="form">
        {!isDone && <p class="quiet">{t('upload.extras.meanwhile')}</p>}
        <div class="field">
          <label for={field('captions')}>{t('upload.captions.add')}</label>
          <input
            {...tied(field('captions'), { hint: t('upload.captions.hint') })}
            ref={files}
            type="file"
            accept=".vtt,.srt"
            multiple
            onChange={event => {
              add(event.currentTarget.files)
              event.currentTarget.value = ''
            }}
          />
          <FieldNotes id={field('captions')} hint={t('upload.captions.hint')} />
        </div>
        <p class="unseen" role="status">
          {said}
        </p>
        <GivenCaptions
          id={field('caption')}
          captions={extras.captions}
          onChange={captions => edit({ captions })}
          onEmpty={() => files.current?.focus()}
        />
        <Field id={field('chapters')} label={t('upload.chapters.label')} {...notes}>
          <textarea
            {...tied(field('chapters'), notes)}
            rows={5}
            value={extras.chapters}
            onInput={event => edit({ chapters: event.currentTarget.value, chaptersFault: null })}
            onBlur={() => setHasLeft(true)}
          />
        </Field>
        {isDone && hasUnsaved(extras) && (
          <p class="actions">
            <button class="button button-main" type="button" onClick={() => void queue.saveExtras(id)}>
              {t('upload.extras.save')}
            </button>
          </p>
        )}
      </div>
    </details>
  )
}

function areAtFault(extras: Extras): boolean {
  const { captions, chaptersFault } = extras
  const isAtFault = captions.some(
    ({ isSaved, fault }, at) => !isSaved && (fault ?? captionFault(captions, at)) !== null
  )
  return isAtFault || chaptersFault !== null || !areChaptersTyped(extras)
}

/** What became of them, said where it is seen with the form folded, too. */
export function ExtrasOutcome({ upload: { extras, phase } }: Pick<Props, 'upload'>) {
  const { t } = useI18n()
  const hasFaults = areAtFault(extras)
  const wasGiven = extras.captions.length > 0 || extras.savedChapters !== '' || extras.chapters.trim() !== ''
  return (
    <p role="status" class={hasFaults ? 'field-fault' : undefined}>
      {phase === 'done' && wasGiven && t(outcomeOf(extras, hasFaults))}
    </p>
  )
}

function outcomeOf(extras: Extras, hasFaults: boolean): MessageKey {
  if (extras.isSaving) return 'upload.extras.saving'
  if (hasFaults) return 'upload.extras.refused'
  return hasUnsaved(extras) ? 'upload.extras.unsaved' : 'upload.extras.saved'
}
