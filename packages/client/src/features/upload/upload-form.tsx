import type { PageUser } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { MoreFields } from './more-fields.tsx'
import { privacyOptions } from './options.ts'
import { Select } from './select.tsx'
import type { Upload, UploadQueue } from './upload-queue.ts'
import { findFaults, type UploadFaults, type UploadValues } from './upload-values.ts'

interface Props {
  readonly upload: Upload
  readonly queue: UploadQueue
  readonly channels: PageUser['channels']
}

/** What matters first; the rest is one press away. Faults are told on sending, and the first of them gets the focus. */
export function UploadForm({ upload, queue, channels }: Props) {
  const i18n = useI18n()
  const { t } = i18n
  const { id, values } = upload
  const faults = upload.wasTried ? findFaults(values, Date.now()) : {}
  const edit = (part: Partial<UploadValues>) => queue.edit(id, part)
  const field = (name: string) => `upload-${id}-${name}`
  const told = (name: keyof UploadFaults) => faults[name] && t(faults[name])

  const described = { hint: t('upload.descriptionHint'), fault: told('description') }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const fault = queue.send(id)
    if (fault) document.getElementById(field(fault))?.focus()
  }

  return (
    <form class="form" noValidate onSubmit={submit}>
      <Field id={field('name')} label={t('upload.name')} fault={told('name')}>
        <input
          {...tied(field('name'), { fault: told('name') })}
          value={values.name}
          maxLength={120}
          required
          onInput={event => edit({ name: event.currentTarget.value })}
        />
      </Field>
      <div class="form-pair">
        <Select
          id={field('privacy')}
          label={t('upload.privacy')}
          value={values.privacy}
          options={privacyOptions(i18n)}
          onChange={privacy => edit({ privacy })}
        />
        <Select
          id={field('channel')}
          label={t('upload.channel')}
          value={values.channelId}
          options={channels.map(channel => ({ value: String(channel.id), label: channel.displayName }))}
          onChange={channelId => edit({ channelId })}
        />
      </div>
      {values.privacy === 'scheduled' && (
        <Field id={field('scheduleAt')} label={t('upload.scheduleAt')} fault={told('scheduleAt')}>
          <input
            {...tied(field('scheduleAt'), { fault: told('scheduleAt') })}
            type="datetime-local"
            value={values.scheduleAt}
            onInput={event => edit({ scheduleAt: event.currentTarget.value })}
          />
        </Field>
      )}
      {values.privacy === '5' && (
        <Field id={field('videoPassword')} label={t('upload.videoPassword')} fault={told('videoPassword')}>
          <input
            {...tied(field('videoPassword'), { fault: told('videoPassword') })}
            autocomplete="off"
            value={values.videoPassword}
            onInput={event => edit({ videoPassword: event.currentTarget.value })}
          />
        </Field>
      )}
      <Field id={field('description')} label={t('upload.description')} {...described}>
        <textarea
          {...tied(field('description'), described)}
          rows={4}
          maxLength={10_000}
          value={values.description}
          onInput={event => edit({ description: event.currentTarget.value })}
        />
      </Field>
      <MoreFields
        upload={upload}
        queue={queue}
        tagsFault={told('tags')}
        supportFault={told('support')}
        sensitiveFault={told('sensitiveSummary')}
      />
      <p class="actions">
        <button class="button button-main" type="submit">
          {t('upload.send')}
        </button>
      </p>
    </form>
  )
}
