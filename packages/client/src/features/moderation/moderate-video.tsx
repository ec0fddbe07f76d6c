import type { FormOutcome, VideoDetails } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { PATHS } from '../../ui/paths.ts'
import { DeedForm } from './deed-form.tsx'

interface Props {
  readonly video: VideoDetails
  /** Of the video's page. */
  readonly path: string
  readonly outcome: FormOutcome
}

const REASON = 'block-reason'

/** For moderators, on the page of the video itself. Forms and links alone. */
export function ModerateVideo({ video, path, outcome }: Props) {
  const { t } = useI18n()
  const { name, uuid, blacklisted, blacklistedReason: reason } = video
  const { fault } = outcome
  const about = { fault: fault?.fields.includes('reason') ? t('mod.reasonFault') : undefined }
  const deed = (form: string, key: 'blockVideo' | 'unblockVideo' | 'deleteVideo') => ({
    form,
    id: uuid,
    outcome,
    action: `${path}/moderate#moderate`,
    title: t(`mod.${key}`, { name }),
    text: t(`mod.${key}.text`)
  })
  return (
    <section class="stack" id="moderate" aria-label={t('moderate.title')}>
      <Outcome outcome={outcome} />
      {blacklisted && (
        <p>
          <strong>{reason ? t('moderate.blockedFor', { reason }) : t('moderate.blocked')}</strong>
        </p>
      )}
      <details class="narrow" open={fault?.id === uuid}>
        <summary>{t('moderate.title')}</summary>
        <p class="actions">
          {video.isLocal && (
            <a class="button" href={`/videos/update/${video.shortUUID}`}>
              {t('moderate.edit')}
            </a>
          )}
          <a class="button" href={`${PATHS.reports}?${new URLSearchParams({ state: 'all', search: name })}`}>
            {t('moderate.reports')}
          </a>
        </p>
        {blacklisted ? (
          <DeedForm {...deed('unblock-video', 'unblockVideo')} />
        ) : (
          <DeedForm {...deed('block-video', 'blockVideo')}>
            <Field id={REASON} label={t('mod.reason')} {...about}>
              <input
                {...tied(REASON, about)}
                name="reason"
                value={fault?.values['reason'] ?? ''}
                minlength={2}
                maxlength={300}
              />
            </Field>
          </DeedForm>
        )}
        <DeedForm {...deed('delete-video', 'deleteVideo')} isDanger />
      </details>
    </section>
  )
}
