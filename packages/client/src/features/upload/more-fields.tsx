import { useI18n } from '../../i18n/i18n.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { categoryOptions, commentsOptions, languageOptions, licenceOptions } from './options.ts'
import { Select } from './select.tsx'
import { SensitiveFields } from './sensitive-fields.tsx'
import { ThumbnailField } from './thumbnail-field.tsx'
import type { Upload, UploadQueue } from './upload-queue.ts'
import type { UploadValues } from './upload-values.ts'

interface Props {
  readonly upload: Upload
  readonly queue: UploadQueue
  readonly tagsFault: string | undefined
  readonly supportFault: string | undefined
  readonly sensitiveFault: string | undefined
}

/** What most people leave as it is. Opens by itself when something in it is refused. */
export function MoreFields({ upload, queue, tagsFault, supportFault, sensitiveFault }: Props) {
  const { id, values } = upload
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
    <details class="more" open={tagsFault || supportFault || sensitiveFault ? true : undefined}>
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
        <ThumbnailField
          id={field('thumbnail')}
          film={upload.file}
          picture={upload.thumbnail}
          onPicture={picture => queue.setThumbnail(id, picture)}
        />
        <Field id={field('support')} label={t('upload.support')} hint={t('upload.supportHint')} fault={supportFault}>
          <textarea
            {...tied(field('support'), { hint: t('upload.supportHint'), fault: supportFault })}
            rows={2}
            maxLength={1000}
            value={values.support}
            onInput={event => edit({ support: event.currentTarget.value })}
          />
        </Field>
        <Field id={field('originally')} label={t('upload.originally')} hint={t('upload.originallyHint')}>
          <input
            {...tied(field('originally'), { hint: t('upload.originallyHint') })}
            type="date"
            value={values.originallyPublishedAt}
            onInput={event => edit({ originallyPublishedAt: event.currentTarget.value })}
          />
        </Field>
        <Checkbox id={field('wait')} isChecked={values.waitTranscoding} onChange={on => edit({ waitTranscoding: on })}>
          {t('upload.wait')} <span class="quiet">{t('upload.waitHint')}</span>
        </Checkbox>
        <Checkbox id={field('downloads')} isChecked={values.canDownload} onChange={on => edit({ canDownload: on })}>
          {t('upload.downloads')}
        </Checkbox>
        <SensitiveFields id={id} values={values} edit={edit} fault={sensitiveFault} />
      </div>
    </details>
  )
}
