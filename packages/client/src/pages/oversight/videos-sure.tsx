import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { VideoLine } from './video-line.tsx'

interface Props {
  readonly page: PageOf<'videos-sure'>
  readonly context: ViewContext
}

export function videosSureView(page: Props['page'], context: ViewContext): View {
  const question = context.i18n.t(`over.sure.${page.deed}`, { count: page.videos.length })
  return adminView('over.videos', context, <VideosSure page={page} context={context} />, question)
}

function VideosSure({ page: { deed, videos, outcome }, context }: Props) {
  const { t } = context.i18n
  const count = videos.length
  const fault = outcome.fault ? t(deed === 'block' ? 'over.sure.reasonFault' : 'over.sure.countFault') : undefined
  const reason = { hint: t('over.sure.reasonHint'), fault }
  return (
    <div class="studio admin">
      <AdminTop title={t(`over.sure.${deed}`, { count })} intro={t(`over.sure.${deed}.text`)} outcome={outcome} />
      <form method="post" action={PATHS.allVideos} class="form people-sure">
        <ul class="people">
          {videos.map(video => (
            <li key={video.uuid} class="person">
              <input type="hidden" name="video" value={video.uuid} />
              <VideoLine video={video} />
            </li>
          ))}
        </ul>
        {deed === 'block' ? (
          <>
            <Field id="reason" label={t('over.sure.reason')} {...reason}>
              <input
                {...tied('reason', reason)}
                name="reason"
                value={outcome.fault?.values['reason'] ?? ''}
                minLength={2}
                maxLength={300}
              />
            </Field>
            <label class="check">
              <input type="checkbox" name="unfederate" value="yes" />
              <span>{t('over.sure.unfederate')}</span>
            </label>
          </>
        ) : (
          <Field id="confirm" label={t('over.sure.count', { number: String(count) })} fault={fault}>
            <input {...tied('confirm', { fault })} name="confirm" inputMode="numeric" autocomplete="off" required />
          </Field>
        )}
        <div class="actions">
          <button class="button button-danger" type="submit" name="form" value={`${deed}-several`}>
            {t(`over.sure.${deed}.do`)}
          </button>
          <a class="button" href={PATHS.allVideos}>
            {t('over.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}
