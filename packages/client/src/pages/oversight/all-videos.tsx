import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Choice, FromWhere, OneOf, Words } from '../../ui/choice.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { VideoLine } from './video-line.tsx'

type AllVideosPage = PageOf<'all-videos'>

interface Props {
  readonly page: AllVideosPage
  readonly context: ViewContext
}

const SORTS = ['-publishedAt', 'publishedAt', '-views', '-duration', 'name'] as const
const PRIVACIES = ['1', '2', '3', '4', '5'] as const

export function allVideosView(page: AllVideosPage, context: ViewContext): View {
  return adminView('over.videos', context, <AllVideos page={page} context={context} />)
}

function AllVideos({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('over.videos')} intro={t('over.videos.intro')} outcome={page.outcome} />
      <VideosChoice choice={page.choice} />
      <p class="quiet">{t('home.count', { count: page.total })}</p>
      {page.videos.length === 0 ? (
        <Empty title={t('over.nothing.title')} text={t('over.nothing.text')} />
      ) : (
        <form method="post" action={context.path} class="people-form">
          <ul class="people">
            {page.videos.map(video => (
              <li key={video.uuid} class={video.blacklisted ? 'person person-blocked' : 'person'}>
                <div class="person-choice">
                  <input
                    type="checkbox"
                    name="video"
                    value={video.uuid}
                    aria-label={t('over.choose', { name: video.name })}
                  />
                </div>
                <VideoLine video={video} />
              </li>
            ))}
          </ul>
          <Several canTranscode={context.user?.isAdministrator === true} />
        </form>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function VideosChoice({ choice }: Pick<AllVideosPage, 'choice'>) {
  const { t } = useI18n()
  return (
    <Choice>
      <Words name="search" label={t('over.search')} value={choice.search} />
      <FromWhere value={choice.isLocal} />
      <OneOf
        name="privacyOneOf"
        label={t('over.privacy')}
        value={choice.privacyOneOf}
        options={[['', t('over.privacy.any')], ...PRIVACIES.map(id => [id, t(`over.privacy.${id}`)] as const)]}
      />
      <OneOf
        name="nsfw"
        label={t('over.sensitive')}
        value={choice.nsfw}
        options={[
          ['', t('over.sensitive.any')],
          ['true', t('over.sensitive.true')],
          ['false', t('over.sensitive.false')]
        ]}
      />
      <OneOf
        name="files"
        label={t('over.files')}
        value={choice.files}
        options={[
          ['', t('over.files.any')],
          ['hls', t('over.files.hls')],
          ['web', t('over.files.web')]
        ]}
      />
      <OneOf
        name="sort"
        label={t('over.sort')}
        value={choice.sort}
        options={SORTS.map(sort => [sort, t(`over.sort.${sort}`)] as const)}
      />
    </Choice>
  )
}

function Several({ canTranscode }: { readonly canTranscode: boolean }) {
  const { t } = useI18n()
  return (
    <fieldset class="people-several">
      <legend>{t('over.several.videos')}</legend>
      <div class="actions">
        <button class="button" type="submit" name="form" value="ask-block">
          {t('over.block')}
        </button>
        <button class="button" type="submit" name="form" value="unblock-several">
          {t('over.unblock')}
        </button>
        {canTranscode && (
          <button class="button" type="submit" name="form" value="transcode-several">
            {t('over.transcode')}
          </button>
        )}
        <button class="button button-danger" type="submit" name="form" value="ask-delete">
          {t('over.delete')}
        </button>
      </div>
    </fieldset>
  )
}
