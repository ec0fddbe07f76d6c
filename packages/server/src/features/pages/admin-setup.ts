/** The first steps of a new server, one at a time. Each is kept at once, can be left out, and taken up again. */
import type { Request, Response, Router } from 'express'
import { urlencoded } from 'express'
import {
  type Change,
  type ConfigPath,
  type InstanceSettings,
  SETUP_STEPS,
  type SetupPage,
  type SetupStep
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import type { AdminConfigDeps } from './admin-config.ts'
import { type AdminFollowsDeps, wantedOf } from './admin-follows.ts'
import { faultsOf, readWritten, toChange, toFields, writtenOf } from './config-fields.ts'
import { type Form, textOf } from './forms.ts'
import { isAdministrator } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdminSetupDeps extends Pick<AdminConfigDeps, 'configuration'>, AdminFollowsDeps {
  readonly readSetup: () => Promise<{ readonly isBegun: boolean; readonly isFinished: boolean }>
  readonly writeSetup: (state: 'begun' | 'finished') => Promise<void>
}

const ADDRESS = '/admin/setup'
const STEPS = Object.keys(SETUP_STEPS) as SetupStep[]
const pathsOf = (step: SetupStep): readonly ConfigPath[] => SETUP_STEPS[step]
const stepOf = (req: Request): SetupStep => STEPS.find(step => step === req.query['step']) ?? 'name'

export function adminSetup(router: Router, pages: PageResponder, deps: AdminSetupDeps): void {
  leadThere(router, deps)
  router.get(ADDRESS, async (req, res) => {
    if (!isAdministrator(req, res)) return
    if ((await deps.readSetup()).isFinished) return res.redirect(303, '/admin')
    await deps.writeSetup('begun')
    const step = stepOf(req)
    await pages.respond(req, res, pageOf(step, toFields(writtenOf(pathsOf(step), deps.configuration.current()))))
  })
  router.post(ADDRESS, urlencoded({ extended: false, limit: '100kb' }), async (req, res) => {
    if (!isAdministrator(req, res)) return
    const step = stepOf(req)
    const form = (req.body ?? {}) as Form
    const refused = form['skip'] === undefined ? await keep(deps, step, ...[form, viewerOf(res)!]) : undefined
    if (refused) return pages.respond(req, res, refused, 400)
    const next = STEPS[STEPS.indexOf(step) + 1]
    if (!next || form['skip'] === 'all') await deps.writeSetup('finished')
    res.redirect(303, next && form['skip'] !== 'all' ? `${ADDRESS}?step=${next}` : '/admin')
  })
}

/** The first time an administrator of a new server comes to the home page. */
function leadThere(router: Router, deps: AdminSetupDeps): void {
  router.get('/', async (_req: Request, res: Response, next) => {
    if (viewerOf(res)?.role !== 'administrator') return next()
    const { isBegun, isFinished } = await deps.readSetup()
    if (isBegun || isFinished) return next()
    res.redirect(303, ADDRESS)
  })
}

/** @returns The page with what is at fault; undefined when it is kept. */
async function keep(deps: AdminSetupDeps, step: SetupStep, form: Form, viewer: Viewer) {
  if (step === 'follow') return follow(deps, textOf(form['follow'], 5000), viewer)
  const written = readWritten(pathsOf(step), form)
  try {
    await deps.configuration.update(toChange(written) as Change<InstanceSettings>, viewer.username)
  } catch (error) {
    return pageOf(step, toFields(written, faultsOf(error, pathsOf(step))))
  }
  return undefined
}

async function follow(
  { follows }: AdminSetupDeps,
  typed: string,
  { username }: Viewer
): Promise<SetupPage | undefined> {
  const wanted = wantedOf(typed)
  try {
    if (wanted.length > 0) await follows.follow(wanted, username)
    return undefined
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...pageOf('follow', []), typed, isFaulty: true }
  }
}

const pageOf = (step: SetupStep, fields: SetupPage['fields']): SetupPage => ({
  kind: 'admin-setup',
  step,
  steps: STEPS,
  fields,
  typed: '',
  isFaulty: false
})
