/** The instance's logo and banner. Plain forms: no script is needed. */
import type { Router } from 'express'
import type { ActorImage, FormOutcome, PicturesPage, ServerPictures } from '../../contract/index.ts'
import { type Exchange, formPage, NOTHING, operateWith } from './form-page.ts'
import type { FileFormDeps } from './forms.ts'
import { isAdministrator } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { pictureForms } from './picture-forms.ts'

const ADDRESS = '/admin/pictures'
const PICTURES = [
  ['avatar', 'pickInstanceAvatar', 'delInstanceAvatar'],
  ['banner', 'pickInstanceBanner', 'delInstanceBanner']
] as const

export function adminPictures(router: Router, pages: PageResponder, deps: FileFormDeps): void {
  const operate = operateWith(deps.call)
  const show = async (at: Exchange, outcome: FormOutcome): Promise<PicturesPage> => {
    const { avatars, banners } = (await operate(at, 'getAbout')).instance
    return { kind: 'admin-pictures', outcome, ...serverPictures({ avatars, banners }) }
  }
  formPage(router, pages, { path: ADDRESS, admits: isAdministrator, show })
  for (const [kind, pick, remove] of PICTURES)
    pictureForms(router, deps, {
      kind,
      action: `${ADDRESS}/${kind}`,
      operations: { pick, remove },
      backTo: () => ADDRESS,
      paramsOf: () => ({}),
      async refuse(req, res, fields) {
        if (!isAdministrator(req, res)) return
        const fault = { form: kind, id: '', kind: 'invalid' as const, fields: [...fields], values: {} }
        await pages.respond(req, res, await show({ req, res }, { ...NOTHING, fault }), 400)
      }
    })
}

/** The smallest that is still sharp on a telephone: the header shows it 32 pixels wide. */
const LOGO_WIDTH_MIN = 96

/** Which of the sizes there are pages show. */
export function serverPictures(images: {
  readonly avatars: readonly ActorImage[]
  readonly banners: readonly ActorImage[]
}): ServerPictures {
  const logos = images.avatars.toSorted((a, b) => a.width - b.width)
  return {
    logoPath: (logos.find(({ width }) => width >= LOGO_WIDTH_MIN) ?? logos.at(-1))?.path ?? null,
    banners: images.banners
      .map(({ path, width, height }) => ({ path, width, height }))
      .toSorted((a, b) => a.width - b.width)
  }
}
