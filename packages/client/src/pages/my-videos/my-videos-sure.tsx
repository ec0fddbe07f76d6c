import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { PATHS } from '../../ui/paths.ts'
import { RefusedVideos } from './several-outcome.tsx'

interface Props {
  readonly page: PageOf<'my-videos-sure'>
  readonly context: ViewContext
}

export function myVideosSureView(page: Props['page'], context: ViewContext): View {
  const title = context.i18n.t('mine.sure', { count: page.videos.length })
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <MyVideosSure page={page} context={context} />
  }
}

function MyVideosSure({ page: { videos, refused, outcome }, context }: Props) {
  const { t, duration } = context.i18n
  const count = videos.length
  const fault = outcome.fault ? t('mine.sure.fault') : undefined
  return (
    <div class="studio member">
      <h1>{t('mine.sure', { count })}</h1>
      <Outcome outcome={outcome} />
      <RefusedVideos title={t('mine.sure.without', { count: refused.length })} refused={refused} />
      <form method="post" action={PATHS.myVideos} class="form people-sure">
        <p>{t('mine.sure.text')}</p>
        <ul class="people">
          {videos.map(({ uuid, name, views, duration: seconds }) => (
            <li key={uuid} class="person">
              <input type="hidden" name="video" value={uuid} />
              <p class="person-name">{name}</p>
              <p class="quiet">
                {t('video.views', { count: views, views })} · {duration(seconds)}
              </p>
            </li>
          ))}
        </ul>
        <Field id="confirm" label={t('mine.sure.count', { number: String(count) })} fault={fault}>
          <input {...tied('confirm', { fault })} name="confirm" inputMode="numeric" autocomplete="off" required />
        </Field>
        <p class="actions">
          <button class="button button-danger" type="submit" name="form" value="delete">
            {t('mine.sure.yes')}
          </button>
          <a class="button" href={PATHS.myVideos}>
            {t('stats.back')}
          </a>
        </p>
      </form>
    </div>
  )
}
