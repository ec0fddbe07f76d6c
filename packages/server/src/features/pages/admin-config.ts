/** The settings, in two steps: what would change is shown before it does. Plain forms. */
import type { Request, Router } from 'express'
import {
  type Change,
  CONFIG_SECTIONS,
  type ConfigPage,
  type ConfigPath,
  type ConfigSection,
  type InstanceSettings
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { type Configuration, measureLook } from '../configuration/index.ts'
import { faultsOf, readWritten, toChange, toFields, type Written, writtenOf } from './config-fields.ts'
import { formPage, NOTHING } from './form-page.ts'
import type { Form } from './forms.ts'
import { markdownToHtml } from './markdown.ts'
import { isAdministrator } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdminConfigDeps {
  readonly configuration: Pick<Configuration, 'current' | 'preview' | 'update'>
  readonly readHomepage: () => Promise<string | undefined>
  readonly changeHomepage: (content: string, by: string) => Promise<void>
}

const SECTIONS = Object.keys(CONFIG_SECTIONS) as ConfigSection[]
const pathsOf = (section: ConfigSection) => Object.keys(CONFIG_SECTIONS[section]) as ConfigPath[]

export function adminConfig(router: Router, pages: PageResponder, deps: AdminConfigDeps): void {
  router.get(['/admin/config/edit-custom', '/admin/settings/config/edit-custom'], (_req, res) =>
    res.redirect(301, '/admin/config')
  )
  for (const path of ['/admin/config', '/admin/config/:section'])
    formPage(router, pages, {
      path,
      admits: isAdministrator,
      show: async ({ req }, outcome) => pageOf(sectionOf(req), await writtenNow(deps, sectionOf(req)), { outcome }),
      async forms({ req, res, form }) {
        const answer = await act(deps, sectionOf(req), ...[form, viewerOf(res)!])
        if (typeof answer !== 'object') return answer
        return { page: answer, status: answer.fields.some(field => field.isFaulty) ? 400 : 200 }
      }
    })
}

/** @throws AppError `not_found` */
function sectionOf({ params }: Request): ConfigSection {
  const section = SECTIONS.find(one => one === (params['section'] ?? 'identity'))
  if (!section) throw new AppError('not_found', 'No such section')
  return section
}

async function act(deps: AdminConfigDeps, section: ConfigSection, form: Form, viewer: Viewer) {
  const written = readWritten(pathsOf(section), form)
  if (form['step'] === 'edit') return pageOf(section, written)
  const change = toChange(written) as Change<InstanceSettings>
  try {
    deps.configuration.preview(change)
    if (form['step'] === 'save') return await save(deps, written, ...[change, viewer])
  } catch (error) {
    return pageOf(section, written, { faults: faultsOf(error, pathsOf(section)) })
  }
  const before = await writtenNow(deps, section)
  const changes = [...written].flatMap(([path, after]) =>
    same(before.get(path)!, after) ? [] : [{ path, before: before.get(path)!, after }]
  )
  if (changes.length === 0) return 'nothing' as const
  const previewHtml = section === 'homepage' ? markdownToHtml(written.get('homepage') ?? '') : null
  return pageOf(section, written, { changes, previewHtml })
}

async function save(deps: AdminConfigDeps, written: Written, change: Change<InstanceSettings>, { username }: Viewer) {
  const homepage = written.get('homepage')
  if (homepage === undefined) await deps.configuration.update(change, username)
  else await deps.changeHomepage(homepage, username)
  return 'saved' as const
}

/** What is no colour yet is left out. */
function looksOf(written: Written) {
  const clean = (text: string) => (/^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : '')
  const chosen = pathsOf('look').map(path => [path.replace('look.', ''), clean(written.get(path) ?? '')])
  return measureLook(Object.fromEntries(chosen))
}

const same = (before: string, after: string) =>
  before === after || before.split(/[\s,]+/).join() === after.split(/[\s,]+/).join()

const writtenNow = async (deps: AdminConfigDeps, section: ConfigSection): Promise<Written> =>
  writtenOf(pathsOf(section), deps.configuration.current(), section === 'homepage' ? await deps.readHomepage() : '')

function pageOf(
  section: ConfigSection,
  written: Written,
  { faults, ...rest }: Partial<Pick<ConfigPage, 'changes' | 'previewHtml' | 'outcome'>> & { faults?: Set<string> } = {}
): ConfigPage {
  return {
    kind: 'admin-config',
    section,
    sections: SECTIONS,
    fields: toFields(written, faults),
    changes: null,
    previewHtml: null,
    outcome: NOTHING,
    ...(section === 'look' && { looks: looksOf(written) }),
    ...rest
  }
}
