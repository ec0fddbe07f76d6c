import type { ComponentChildren } from 'preact'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { categoryOptions, commentsOptions, languageOptions, licenceOptions } from './options.ts'
import { Select } from './select.tsx'
import type { Upload, UploadQueue } from './upload-queue.ts'
import type { UploadValues } from './upload-values.ts'

interface Props {
  readonly upload: Upload
  readonly queue: UploadQueue
  readonly tagsFault: string | undefined
}

/** What most people leave as it is. Opens by itself when something in it is refused. */
export function MoreFields({ upload: { id, values }, queue, tagsFault }: Props) {
  const i18n = useI18n()
  const { t } = i18n
  const edit = (part: Partial<UploadValues>) => queue.edit(id, part)
  const field = (name: string) => `upload-${id}-${name}`
  const choice = (name: 'category' | 'licence' | 'language', options: Parameters<typeof Select>[0]['options']) => (
    <Select
      id={field(name)}
      label={t(`upload.${name}`)}
      value={values[name]}
      options={options}
      none={t('upload.none')}
      onChange={value => edit({ [name]: value })}
    />
  )

  return (
    <details class="more" open={tagsFault ? true : undefined}>
      <summary>{t('upload.more')}</summary>
      <div class="form">
        <div class="form-pair">
          {choice('category', categoryOptions(i18n))}
          {choice('language', languageOptions(i18n))}
        </div>
        <div class="form-pair">
          {choice('licence', licenceOptions(i18n))}
          <Select
            id={field('comments')}
            label={t('upload.comments')}
            value={values.commentsPolicy}
            options={commentsOptions(i18n)}
            onChange={commentsPolicy => edit({ commentsPolicy })}
          />
        </div>
        <Field id={field('tags')} label={t('upload.tags')} hint={t('upload.tagsHint')} fault={tagsFault}>
          <input
            {...tied(field('tags'), { hint: t('upload.tagsHint'), fault: tagsFault })}
            value={values.tags}
            onInput={event => edit({ tags: event.currentTarget.value })}
          />
        </Field>
        <Field id={field('thumbnail')} label={t('upload.thumbnail')} hint={t('upload.thumbnailHint')}>
          <input
            {...tied(field('thumbnail'), { hint: t('upload.thumbnailHint') })}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            onChange={event => queue.setThumbnail(id, event.currentTarget.files?.[0] ?? null)}
          />
        </Field>
        <Checkbox id={field('wait')} isChecked={values.waitTranscoding} onChange={on => edit({ waitTranscoding: on })}>
          {t('upload.wait')} <span class="quiet">{t('upload.waitHint')}</span>
        </Checkbox>
        <Checkbox id={field('downloads')} isChecked={values.canDownload} onChange={on => edit({ canDownload: on })}>
          {t('upload.downloads')}
        </Checkbox>
        <Checkbox id={field('sensitive')} isChecked={values.isSensitive} onChange={on => edit({ isSensitive: on })}>
          {t('upload.sensitive')}
        </Checkbox>
      </div>
    </details>
  )
}

interface CheckboxProps {
  readonly id: string
  readonly isChecked: boolean
  readonly children: ComponentChildren
  onChange(isChecked: boolean): void
}

function Checkbox({ id, isChecked, children, onChange }: CheckboxProps) {
  return (
    <p class="check">
      <input id={id} type="checkbox" checked={isChecked} onChange={event => onChange(event.currentTarget.checked)} />
      <label for={id}>{children}</label>
    </p>
  )
}
