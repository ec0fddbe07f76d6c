/** The forms that choose or remove an avatar or a banner, wherever a page has them. Plain forms: no script is needed. */
import type { Request, Response, Router } from 'express'
import type { OperationId } from '../../contract/index.ts'
import { type FileFormDeps, faultsOf, leadBack } from './forms.ts'
import { signedInViewer } from './page-access.ts'

/** A little more than the API takes, so that it is the API that refuses. */
const PICTURE_MAX_BYTES = 9e6

export interface PictureForms {
  readonly kind: 'avatar' | 'banner'
  /** Where the form is sent; removal goes to `remove` below it. */
  readonly action: string
  readonly operations: { readonly pick: OperationId; readonly remove: OperationId }
  readonly paramsOf: (req: Request) => Readonly<Record<string, unknown>>
  /** The page that has the form. */
  readonly backTo: (req: Request) => string
  /** Shows that page again, saying what was refused. */
  readonly refuse: (req: Request, res: Response, faults: readonly string[]) => Promise<void>
}

/** Leads back with `done` as `avatarSaved`, `avatarRemoved`, `bannerSaved` or `bannerRemoved`. */
export function pictureForms(router: Router, { call, receiveFiles }: FileFormDeps, forms: PictureForms): void {
  const { kind, action, operations, paramsOf, backTo } = forms
  const field = `${kind}file`

  router.post(action, async (req, res) => {
    if (!signedInViewer(req, res, backTo(req))) return
    const received = await receiveFiles(req, { [field]: PICTURE_MAX_BYTES }).catch((error: unknown) => faultsOf(error))
    if (Array.isArray(received)) return forms.refuse(req, res, [field])
    try {
      await call(operations.pick, { req, res, params: paramsOf(req), files: received.form.files })
    } catch (error) {
      return await forms.refuse(req, res, faultsOf(error))
    } finally {
      await received.release()
    }
    leadBack(res, backTo(req), `${kind}Saved`)
  })
  router.post(`${action}/remove`, async (req, res) => {
    if (!signedInViewer(req, res, backTo(req))) return
    await call(operations.remove, { req, res, params: paramsOf(req) })
    leadBack(res, backTo(req), `${kind}Removed`)
  })
}
