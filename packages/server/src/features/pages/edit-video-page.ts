/** Editing a video: what it says of itself, its captions, its chapters, its files, its end. Plain forms. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import {
  type Caption,
  type ChannelDetails,
  type Chapter,
  EDIT_DONE,
  type EditPart,
  PRIVACY,
  type VideoDetails,
  type VideoFile,
  type VideoPassword
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import {
  assertMayRemove,
  type EditFilesDeps,
  FILES_FORMS,
  type FilesFormName,
  filesFault,
  filesPart,
  findRemovable
} from './edit-files.ts'
import { chaptersText, readChapters, toBody, valuesOf } from './edit-video-form.ts'
import { type Exchange, operateWith } from './form-page.ts'
import { doneOf, type FileFormDeps, faultsOf, leadBack, textOf, typedValues } from './forms.ts'
import { signedInViewer } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'

export interface EditVideoDeps extends FileFormDeps, EditFilesDeps {
  readonly mayManage: (video: VideoDetails, viewer: Viewer) => boolean
}

/** A little more than the API takes, so that it is the API that refuses. */
const PICTURE_MAX_BYTES = 9e6
const CAPTION_MAX_BYTES = 21e6
const MY_VIDEOS = '/my-library/videos'
const readForm = urlencoded({ extended: false, limit: '200kb' })

type Tab = Exclude<EditPart['tab'], 'remove-file'>
type Typed = Readonly<Record<string, string>>

export function editVideoPages(router: Router, pages: PageResponder, deps: EditVideoDeps): void {
  const editor = { pages, deps }
  for (const folder of ['/videos/update/:ref', '/videos/manage/:ref']) {
    const paths = {
      details: folder,
      captions: `${folder}/captions`,
      chapters: `${folder}/chapters`,
      files: `${folder}/files`,
      give: `${folder}/give`
    }
    for (const [tab, path] of Object.entries({ ...paths, delete: `${folder}/delete` }))
      router.get(path, async (req, res) => {
        const video = await open(deps, req, res)
        if (video) await show(editor, { req, res, video, tab: tab as Tab })
      })
    router.post(folder, async (req, res) => saveDetails(editor, req, res))
    router.post(paths.captions, async (req, res) => addCaption(editor, req, res))
    router.post(`${paths.captions}/remove`, readForm, async (req, res) => removeCaption(editor, req, res))
    router.post(paths.chapters, readForm, async (req, res) => saveChapters(editor, req, res))
    router.post(paths.give, readForm, async (req, res) => give(editor, req, res))
    router.get(`${paths.files}/remove`, async (req, res) => askRemoval(editor, req, res))
    for (const name of Object.keys(FILES_FORMS) as FilesFormName[])
      router.post(`${paths.files}/${name}`, readForm, async (req, res) => changeFiles(editor, name, { req, res }))
    router.post(`${folder}/delete`, async (req, res) => {
      const video = await open(deps, req, res)
      if (!video) return
      await deps.call('delVideo', { req, res, params: { id: video.uuid } })
      leadBack(res, MY_VIDEOS, 'video-deleted')
    })
  }
}

interface Editor {
  readonly pages: PageResponder
  readonly deps: EditVideoDeps
}

interface Shown {
  readonly req: Request
  readonly res: Response
  readonly video: VideoDetails
  readonly tab: Tab
  readonly faults?: readonly string[]
  readonly typed?: Typed
}

const pathOf = ({ shortUUID }: VideoDetails, tab = '') => `/videos/update/${shortUUID}${tab}`

/** @throws AppError `not_found`; `forbidden` for who may not change it. */
async function open(deps: EditVideoDeps, req: Request, res: Response): Promise<VideoDetails | undefined> {
  const viewer = signedInViewer(req, res)
  if (!viewer) return undefined
  const video = await deps.call<VideoDetails>('getVideo', { req, res, params: { id: req.params['ref'] } })
  if (!deps.mayManage(video, viewer)) throw new AppError('forbidden', 'This video belongs to somebody else.')
  return video
}

async function show(editor: Editor, shown: Shown): Promise<void> {
  await showPart(editor, shown, await partOf(editor.deps, shown))
}

async function showPart({ pages }: Editor, { req, res, video, faults = [] }: Shown, part: EditPart): Promise<void> {
  const { uuid, shortUUID, name, thumbnailPath, previewPath, duration, account } = video
  const page = {
    kind: 'edit-video' as const,
    video: {
      uuid,
      shortUUID,
      name,
      thumbnailPath,
      previewPath,
      duration,
      watchPath: `/w/${shortUUID}`,
      ownerName: account.displayName
    },
    part,
    done: faults.length > 0 ? null : doneOf(req, EDIT_DONE),
    faults
  }
  await pages.respond(req, res, page, faults.length > 0 ? 400 : 200)
}

async function partOf(deps: EditVideoDeps, { req, res, video, tab, typed }: Shown): Promise<EditPart> {
  const { call } = deps
  const of = { req, res, params: { id: video.uuid } }
  switch (tab) {
    case 'details': {
      const owner = { req, res, params: { handle: video.account.name }, query: { count: '100' } }
      const { data: channels } = await call<{ data: ChannelDetails[] }>('getVideoChannelsOfAccount', owner)
      const isProtected = video.privacy.id === PRIVACY.password
      const passwords = isProtected
        ? await call<{ data: VideoPassword[] }>('listVideoPasswords', { ...of, query: { count: '100' } })
        : { data: [] }
      const values = typed ?? valuesOf(video, passwords.data.map(({ password }) => password).toReversed())
      const choices = channels.map(({ id, displayName }) => ({ id, displayName }))
      return { tab, values, channels: choices, filePath: stillSource(video) }
    }
    case 'captions': {
      const { data } = await call<{ data: Caption[] }>('getVideoCaptions', of)
      const captions = data.map(({ language: { id, label }, captionPath }) => ({
        language: id,
        label,
        path: captionPath
      }))
      return { tab, captions }
    }
    case 'chapters': {
      if (typed) return { tab, chapters: typed['chapters'] ?? '' }
      const { chapters } = await call<{ chapters: Chapter[] }>('getVideoChapters', of)
      return { tab, chapters: chaptersText(chapters) }
    }
    case 'files':
      return filesPart({ ...deps, operate: operateWith(call) }, { req, res }, video)
    case 'give':
      return { tab, username: typed?.['username'] ?? '' }
    default:
      return { tab }
  }
}

/** Large enough for a preview, no larger than that. */
function stillSource({ files, streamingPlaylists }: VideoDetails): string | null {
  const all = [...files, ...streamingPlaylists.flatMap(playlist => playlist.files)]
  const pictures = all.filter(({ hasVideo, resolution }) => hasVideo && resolution.id > 0)
  const bySize = pictures.toSorted((one, other) => one.resolution.id - other.resolution.id)
  const chosen: VideoFile | undefined = bySize.findLast(({ resolution }) => resolution.id <= 720) ?? bySize[0]
  return chosen ? new URL(chosen.fileUrl).pathname : null
}

async function saveDetails(editor: Editor, req: Request, res: Response): Promise<void> {
  const { deps } = editor
  const video = await open(deps, req, res)
  if (!video) return
  await withForm(editor, { req, res, video, tab: 'details' }, { thumbnailfile: PICTURE_MAX_BYTES }, async form => {
    const params = { id: video.uuid }
    await deps.call('putVideo', { req, res, params, body: toBody(form.fields), files: form.files })
    leadBack(res, pathOf(video), 'saved')
  })
}

async function addCaption(editor: Editor, req: Request, res: Response): Promise<void> {
  const { deps } = editor
  const video = await open(deps, req, res)
  if (!video) return
  await withForm(editor, { req, res, video, tab: 'captions' }, { captionfile: CAPTION_MAX_BYTES }, async form => {
    const params = { id: video.uuid, captionLanguage: form.fields['language'] }
    await deps.call('addVideoCaption', { req, res, params, files: form.files })
    leadBack(res, pathOf(video, '/captions'), 'captionAdded')
  })
}

/** Refusals come back to the form with what was typed. */
async function withForm(
  editor: Editor,
  shown: Shown,
  files: Readonly<Record<string, number>>,
  use: (form: Awaited<ReturnType<EditVideoDeps['receiveFiles']>>['form']) => Promise<void>
): Promise<void> {
  const received = await editor.deps.receiveFiles(shown.req, files).catch((error: unknown) => faultsOf(error))
  if (Array.isArray(received)) return show(editor, { ...shown, faults: Object.keys(files) })
  try {
    await use(received.form)
  } catch (error) {
    await show(editor, { ...shown, faults: faultsOf(error), typed: typedValues(received.form.fields) })
  } finally {
    await received.release()
  }
}

async function removeCaption({ deps }: Editor, req: Request, res: Response): Promise<void> {
  const video = await open(deps, req, res)
  if (!video) return
  const params = { id: video.uuid, captionLanguage: req.body?.language }
  await deps.call('delVideoCaption', { req, res, params })
  leadBack(res, pathOf(video, '/captions'), 'captionRemoved')
}

async function saveChapters(editor: Editor, req: Request, res: Response): Promise<void> {
  const { deps } = editor
  const video = await open(deps, req, res)
  if (!video) return
  const typed = typedValues(req.body ?? {})
  const refuse = (faults: readonly string[]) => show(editor, { req, res, video, tab: 'chapters', faults, typed })
  const chapters = readChapters(typed['chapters'] ?? '')
  if (!chapters) return refuse(['chapters'])
  try {
    await deps.call('replaceVideoChapters', { req, res, params: { id: video.uuid }, body: { chapters } })
  } catch (error) {
    return refuse(faultsOf(error))
  }
  leadBack(res, pathOf(video, '/chapters'), 'chaptersSaved')
}

async function give(editor: Editor, req: Request, res: Response): Promise<void> {
  const video = await open(editor.deps, req, res)
  if (!video) return
  const typed = typedValues(req.body ?? {})
  const username = (typed['username'] ?? '').trim().replace(/^@/, '')
  try {
    await editor.deps.call('giveVideoOwnership', { req, res, params: { id: video.uuid }, body: { username } })
  } catch (error) {
    return show(editor, { req, res, video, tab: 'give', faults: faultsOf(error), typed })
  }
  leadBack(res, pathOf(video, '/give'), 'offered')
}

/** Asks before a file goes. */
async function askRemoval(editor: Editor, req: Request, res: Response): Promise<void> {
  const video = await open(editor.deps, req, res)
  if (!video) return
  assertMayRemove({ req, res })
  const shown = { req, res, video, tab: 'files' as const }
  const part = await filesPart({ ...editor.deps, operate: operateWith(editor.deps.call) }, { req, res }, video)
  const file = findRemovable(part, textOf(req.query['file'], 20))
  if (file) return showPart(editor, shown, { tab: 'remove-file', file })
  await showPart(editor, { ...shown, faults: ['fileGone'] }, part)
}

async function changeFiles(editor: Editor, name: FilesFormName, { req, res }: Exchange): Promise<void> {
  const video = await open(editor.deps, req, res)
  if (!video) return
  const { act, done } = FILES_FORMS[name]
  try {
    await act(operateWith(editor.deps.call), { req, res }, { id: video.uuid, file: textOf(req.body?.file, 20) })
  } catch (error) {
    return show(editor, { req, res, video, tab: 'files', faults: [filesFault(name, error)] })
  }
  leadBack(res, pathOf(video, '/files'), done)
}
