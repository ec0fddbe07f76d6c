/** Videos that the server fetches from elsewhere. PeerTube's address of the list; plain forms: no script is needed. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import {
  IMPORT_FORMS,
  type ImportForm,
  type ImportOnPage,
  type ImportsPage,
  type VideoImport
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import type { Settings } from '../configuration/index.ts'
import { importReasonOf, takesImports, wordsOfYtDlp } from '../video-imports/index.ts'
import type { Exchange } from './form-page.ts'
import { doneOf, type Form, faultsOf, leadBack, textOf, typedValues } from './forms.ts'
import { signedInViewer } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface ImportsPageDeps {
  readonly call: CallOperation
  readonly settings: Settings
  /** Whether the server takes addresses of pages too. */
  readonly readsPages: () => Promise<boolean>
}

const ADDRESS = '/my-library/video-imports'

export function importsPage(router: Router, pages: PageResponder, deps: ImportsPageDeps): void {
  const { call, settings, readsPages } = deps
  const show = async ({ req, res }: Exchange, refused: Partial<ImportsPage> = {}) => {
    const page = pageNumber(req)
    const query = rangeOf(page)
    const { total, data } = await call<{ total: number; data: VideoImport[] }>('getMyVideoImports', { req, res, query })
    await pages.respond(
      ...[req, res],
      {
        kind: 'my-imports',
        imports: data.map(toRow),
        total,
        page,
        pageSize: PAGE_SIZE,
        isEnabled: takesImports(settings.current()),
        readsPages: await readsPages(),
        done: doneOf(req, IMPORT_FORMS),
        faults: [],
        typed: {},
        ...refused
      },
      refused.faults ? 400 : 200
    )
  }

  router.get(ADDRESS, async (req, res) => {
    if (signedInViewer(req, res)) await show({ req, res })
  })
  router.post(ADDRESS, urlencoded({ extended: false, limit: '20kb' }), async (req: Request, res: Response) => {
    if (!signedInViewer(req, res)) return
    const form = (req.body ?? {}) as Form
    const name = IMPORT_FORMS.find(known => known === form['do'])
    if (!name) throw new AppError('invalid', 'The form was not filled in as it must be.')
    try {
      await FORMS[name](call, { req, res }, form)
    } catch (error) {
      return show({ req, res }, { faults: importFaults(error), typed: typedValues(form) })
    }
    leadBack(res, ADDRESS, name)
  })
}

/** @throws What the form cannot be mended for. */
function importFaults(error: unknown): string[] {
  if (error instanceof AppError && error.code === 'forbidden') return ['private']
  if (error instanceof AppError && error.code === 'not_found') return ['conflict']
  return faultsOf(error)
}

type Act = (call: CallOperation, at: Exchange, form: Form) => Promise<unknown>

const change =
  (id: 'cancelVideoImport' | 'retryVideoImport' | 'deleteVideoImport'): Act =>
  (call, at, form) =>
    call(id, { ...at, params: { id: textOf(form['id'], 20) } })

const FORMS: Record<ImportForm, Act> = {
  import: (call, at, form) => {
    const { targetUrl, channelId, privacy, name } = form
    const address = textOf(targetUrl, 3000).trim()
    const source = /^magnet:/i.test(address) ? { magnetUri: address } : { targetUrl: address }
    return call('importVideo', { ...at, body: { ...source, channelId, privacy, ...(name ? { name } : {}) } })
  },
  cancel: change('cancelVideoImport'),
  retry: change('retryVideoImport'),
  delete: change('deleteVideoImport')
}

const STATES: Readonly<Record<number, ImportOnPage['state']>> = {
  1: 'waiting',
  2: 'done',
  3: 'failed',
  5: 'cancelled',
  6: 'running'
}

function toRow({ id, targetUrl, magnetUri, torrentName, state, error, createdAt, video }: VideoImport): ImportOnPage {
  return {
    id,
    address: targetUrl ?? torrentName ?? magnetUri ?? '',
    createdAt,
    state: STATES[state.id] ?? 'waiting',
    reason: error === null ? null : importReasonOf(error),
    words: error === null ? null : wordsOfYtDlp(error),
    video: video && { name: video.name, path: `/w/${video.shortUUID}` }
  }
}
