import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { playlistName } from '../../features/playlists/playlist-name.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { PlaylistElements } from './playlist-elements.tsx'
import { PlaylistForm } from './playlist-form.tsx'

type MyPlaylistPage = PageOf<'my-playlist'>

interface Props {
  readonly page: MyPlaylistPage
  readonly context: ViewContext
}

/** What the page's script is told. */
export interface MyPlaylistData {
  readonly uuid: string
  readonly total: number
}

export function myPlaylistView(page: MyPlaylistPage, context: ViewContext): View {
  const name = playlistName(context.i18n, page.playlist)
  return {
    title: `${name} - ${context.instanceName}`,
    description: name,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <MyPlaylist page={page} context={context} />,
    ...(page.total > 1 && {
      browser: {
        entry: 'src/app/my-playlist.ts',
        data: { uuid: page.playlist.uuid, total: page.total } satisfies MyPlaylistData,
        messages: ['playlists.moved', 'playlists.notMoved']
      }
    })
  }
}

function MyPlaylist({ page, context }: Props) {
  const { t } = context.i18n
  const { playlist, outcome } = page
  const name = playlistName(context.i18n, playlist)
  return (
    <div class="studio my-playlists">
      <div class="studio-top">
        <p>
          <a href={PATHS.myPlaylists}>{t('playlists.back')}</a>
        </p>
        <h1>{name}</h1>
        <p class="quiet">
          {playlist.isWatchLater && `${t('playlists.laterText')} `}
          {t('playlist.length', { count: page.total })}
        </p>
        {page.total > 0 && (
          <p>
            <a class="button" href={`/w/p/${playlist.shortUUID}`}>
              {t('playlists.watch')}
            </a>
          </p>
        )}
      </div>
      <Outcome outcome={outcome} />
      <PlaylistElements page={page} context={context} />
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
      {!playlist.isWatchLater && <About page={page} context={context} />}
    </div>
  )
}

function About({ page, context }: Props) {
  const { t } = context.i18n
  const { playlist } = page
  const { fault } = page.outcome
  const action = `${PATHS.myPlaylists}/${playlist.shortUUID}`
  return (
    <div class="stack-close">
      <details class="disclosure" open={fault?.form === 'edit'}>
        <summary>{t('playlists.details')}</summary>
        <PlaylistForm
          form="edit"
          action={action}
          playlist={playlist}
          fault={fault}
          send={t('playlists.save')}
          channels={context.user?.channels ?? []}
        />
      </details>
      <Picture page={page} context={context} />
      <details class="disclosure" open={fault?.form === 'delete'}>
        <summary>{t('playlists.delete')}</summary>
        <form class="form" method="post" action={action}>
          <p>{t('playlists.deleteText')}</p>
          <p class="actions">
            <button class="button button-danger" type="submit" name="form" value="delete">
              {t('playlists.deleteSure', { name: playlist.displayName })}
            </button>
          </p>
        </form>
      </details>
    </div>
  )
}

function Picture({ page: { playlist, outcome }, context }: Props) {
  const { t } = context.i18n
  const isRefused = outcome.fault?.form === 'thumbnail'
  const notes = { hint: t('playlists.pictureHint'), fault: isRefused ? t('playlists.pictureFault') : undefined }
  return (
    <details class="disclosure" open={isRefused}>
      <summary>{t('playlists.picture')}</summary>
      <form
        class="form"
        method="post"
        action={`${PATHS.myPlaylists}/${playlist.shortUUID}/thumbnail`}
        encType="multipart/form-data"
      >
        {playlist.thumbnailPath && (
          <img class="row-picture" src={playlist.thumbnailPath} alt="" width={280} height={157} loading="lazy" />
        )}
        <Field id="thumbnailfile" label={t('playlists.picture')} {...notes}>
          <input
            {...tied('thumbnailfile', notes)}
            type="file"
            name="thumbnailfile"
            accept=".jpg,.jpeg,.png,.webp"
            required
          />
        </Field>
        <p class="actions">
          <button class="button" type="submit">
            {t('playlists.pictureSend')}
          </button>
        </p>
      </form>
    </details>
  )
}
