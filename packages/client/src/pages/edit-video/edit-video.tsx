import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { Notice } from '../../ui/notice.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { EditCaptions } from './edit-captions.tsx'
import { EditChapters } from './edit-chapters.tsx'
import { EditDetails } from './edit-details.tsx'
import { EditFiles, filesIslands } from './edit-files.tsx'
import { EditOwner } from './edit-owner.tsx'
import { RemoveFile } from './remove-file.tsx'

type EditPage = PageOf<'edit-video'>

const TABS = ['details', 'captions', 'chapters', 'files', 'give', 'delete'] as const

export function editVideoView(page: EditPage, context: ViewContext): View {
  const { t } = context.i18n
  const title = t('edit.title', { name: page.video.name })
  return {
    title: `${page.part.tab === 'details' ? '' : `${t(`edit.tab.${page.part.tab}`)} - `}${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <EditVideo page={page} context={context} />,
    ...browserPart(page)
  }
}

function browserPart({ part, video }: EditPage): Pick<View, 'browser'> {
  switch (part.tab) {
    case 'details': {
      const data = { filePath: part.filePath }
      return { browser: { entry: 'src/app/edit-video.tsx', data, messages: ['edit.frame.', 'edit.localTime'] } }
    }
    case 'files': {
      const data = filesIslands({ part, videoUuid: video.uuid, action: `${rootOf(video)}/files` })
      const messages = ['upload.', 'transcoding.', 'edit.replace.', 'edit.files.']
      return { browser: { entry: 'src/app/edit-files.tsx', data, messages } }
    }
    default:
      return {}
  }
}

const rootOf = ({ shortUUID }: EditPage['video']) => `/videos/update/${shortUUID}`

function EditVideo({ page, context }: { readonly page: EditPage; readonly context: ViewContext }) {
  const { t } = context.i18n
  const { video, part, faults, done } = page
  const root = rootOf(video)
  const hereTab = part.tab === 'remove-file' ? 'files' : part.tab
  return (
    <div class="studio edit">
      <div class="edit-top">
        <img src={video.thumbnailPath} alt="" width={140} height={79} />
        <div>
          <h1>{t('edit.title', { name: video.name })}</h1>
          <p>
            <a href={video.watchPath}>{t('edit.watch')}</a>
          </p>
        </div>
      </div>
      <Tabs
        label={t('edit.parts')}
        tabs={TABS.map(tab => ({
          path: tab === 'details' ? root : `${root}/${tab}`,
          words: t(`edit.tab.${tab}`),
          isHere: tab === hereTab
        }))}
      />
      {done && (
        <Notice tone="calm" role="status">
          <p>{t(`edit.done.${done}`)}</p>
        </Notice>
      )}
      {faults.length > 0 && (
        <Notice tone="fault" role="alert" title={t(part.tab === 'files' ? 'edit.files.refused' : 'edit.refused')}>
          <ul>
            {faults.map(field => (
              <li key={field}>{t(faultKey(field))}</li>
            ))}
          </ul>
        </Notice>
      )}
      {part.tab === 'details' && <EditDetails part={part} faults={faults} action={root} />}
      {part.tab === 'captions' && <EditCaptions part={part} faults={faults} action={`${root}/captions`} />}
      {part.tab === 'chapters' && <EditChapters part={part} faults={faults} action={`${root}/chapters`} />}
      {part.tab === 'files' && (
        <EditFiles
          part={part}
          action={`${root}/files`}
          videoUuid={video.uuid}
          isAdministrator={context.user?.isAdministrator ?? false}
        />
      )}
      {part.tab === 'remove-file' && <RemoveFile part={part} action={`${root}/files`} />}
      {part.tab === 'give' && <EditOwner part={part} faults={faults} action={`${root}/give`} />}
      {part.tab === 'delete' && (
        <form class="form" method="post" action={`${root}/delete`}>
          <h2>{t('mine.confirm.title')}</h2>
          <p>{t('mine.confirm.text', { name: video.name })}</p>
          <p class="actions">
            <a class="button" href={root}>
              {t('mine.confirm.no')}
            </a>
            <button class="button button-danger" type="submit">
              {t('mine.confirm.yes')}
            </button>
          </p>
        </form>
      )}
    </div>
  )
}

const FAULTS = [
  ...['name', 'description', 'support', 'tags', 'videoPasswords', 'scheduleUpdate', 'originallyPublishedAt'],
  ...['thumbnailfile', 'captionfile', 'captionLanguage', 'chapters', 'username', 'no_space'],
  ...['fileNeeded', 'fileLast', 'fileGone', 'remake', 'retry']
]

export function faultKey(field: string): MessageKey {
  return `edit.fault.${FAULTS.includes(field) ? field : 'other'}` as MessageKey
}
