import type { EditPart } from '@colombier/server/contract'
import type { ComponentChildren } from 'preact'
import {
  categoryOptions,
  commentsOptions,
  languageOptions,
  licenceOptions,
  type Option
} from '../../features/upload/options.ts'
import { SENSITIVE_KINDS } from '../../features/videos/sensitive.tsx'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { EditPrivacy } from './edit-privacy.tsx'

export interface DetailsProps {
  readonly part: Extract<EditPart, { tab: 'details' }>
  readonly faults: readonly string[]
}

export function EditDetails({ part, faults, action }: DetailsProps & { readonly action: string }) {
  const i18n = useI18n()
  const { t } = i18n
  const { values } = part
  const fault = (name: string) => (faults.includes(name) ? t(`edit.fault.${name}` as MessageKey) : undefined)
  const value = (name: string) => values[name] ?? ''
  const select = (name: string, label: string, options: readonly Option[]) => (
    <Field id={name} label={label}>
      <select {...tied(name)} name={name}>
        {options.map(option => (
          <option key={option.value} value={option.value} selected={option.value === value(name)}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
  const area = (name: 'description' | 'support', rows: number, hint: string) => (
    <Field id={name} label={t(`edit.${name}`)} hint={hint} fault={fault(name)}>
      <textarea {...tied(name, { hint, fault: fault(name) })} name={name} rows={rows} value={value(name)} />
    </Field>
  )
  const optional = (options: readonly Option[]) => [{ value: '', label: t('upload.none') }, ...options]
  const languages = languageOptions(i18n)
  const spoken = value('language')
  const isListed = spoken === '' || languages.some(one => one.value === spoken)

  return (
    <form class="form" method="post" action={action} encType="multipart/form-data">
      <Field id="name" label={t('upload.name')} fault={fault('name')}>
        <input
          {...tied('name', { fault: fault('name') })}
          name="name"
          value={value('name')}
          required
          minLength={3}
          maxLength={120}
        />
      </Field>
      {area('description', 8, t('upload.descriptionHint'))}
      <EditPrivacy part={part} faults={faults} />
      <div class="form-pair">
        {select(
          'channelId',
          t('upload.channel'),
          part.channels.map(({ id, displayName }) => ({ value: String(id), label: displayName }))
        )}
        {select('category', t('upload.category'), optional(categoryOptions(i18n)))}
        {select(
          'language',
          t('upload.language'),
          optional(isListed ? languages : [{ value: spoken, label: i18n.languageName(spoken) ?? spoken }, ...languages])
        )}
        {select('licence', t('upload.licence'), optional(licenceOptions(i18n)))}
      </div>
      <Field id="tags" label={t('upload.tags')} hint={t('upload.tagsHint')} fault={fault('tags')}>
        <input
          {...tied('tags', { hint: t('upload.tagsHint'), fault: fault('tags') })}
          name="tags"
          value={value('tags')}
        />
      </Field>
      <Field id="thumbnailfile" label={t('edit.picture')} hint={t('edit.pictureHint')} fault={fault('thumbnailfile')}>
        <input
          {...tied('thumbnailfile', { hint: t('edit.pictureHint'), fault: fault('thumbnailfile') })}
          type="file"
          name="thumbnailfile"
          accept="image/jpeg,image/png,image/webp"
        />
      </Field>
      <div id="frame-picker" />
      {select('commentsPolicy', t('upload.comments'), commentsOptions(i18n))}
      <Box name="downloadEnabled" values={values}>
        {t('upload.downloads')}
      </Box>
      <Box name="nsfw" values={values}>
        {t('upload.sensitive')}
      </Box>
      <SensitiveDetails values={values} fault={fault('nsfwSummary')} />
      {area('support', 3, t('edit.supportHint'))}
      <Field
        id="originallyPublishedAt"
        label={t('edit.originally')}
        hint={t('edit.originallyHint')}
        fault={fault('originallyPublishedAt')}
      >
        <input
          {...tied('originallyPublishedAt', { hint: t('edit.originallyHint'), fault: fault('originallyPublishedAt') })}
          type="date"
          name="originallyPublishedAt"
          value={value('originallyPublishedAt')}
        />
      </Field>
      <p class="actions">
        <button class="button button-main" type="submit">
          {t('edit.save')}
        </button>
      </p>
    </form>
  )
}

function SensitiveDetails({ values, fault }: Pick<BoxProps, 'values'> & { readonly fault: string | undefined }) {
  const { t } = useI18n()
  const said = { hint: t('upload.sensitiveHint'), fault }
  return (
    <fieldset class="choices">
      <legend>{t('edit.sensitive')}</legend>
      {SENSITIVE_KINDS.map(([name]) => (
        <Box key={name} name={`nsfw-${name}`} values={values}>
          {t(`upload.sensitive.${name}`)}
        </Box>
      ))}
      <Field id="nsfwSummary" label={t('upload.sensitiveSummary')} {...said}>
        <input {...tied('nsfwSummary', said)} name="nsfwSummary" maxLength={250} value={values['nsfwSummary'] ?? ''} />
      </Field>
    </fieldset>
  )
}

interface BoxProps {
  readonly name: string
  readonly values: DetailsProps['part']['values']
  readonly children: ComponentChildren
}

function Box({ name, values, children }: BoxProps) {
  return (
    <p class="check">
      <input id={name} type="checkbox" name={name} value="true" checked={values[name] === 'true'} />
      <label for={name}>{children}</label>
    </p>
  )
}
