import { COMMENTS_POLICY, normaliseFields, UploadFields } from '../../contract/index.ts'
import { parse } from '../../platform/http.ts'
import { CATEGORIES, LANGUAGES, LICENCES } from '../videos/index.ts'

const isKnown = (labels: Readonly<Record<string, string>>) => (id: string | number | null) =>
  id === null || Object.hasOwn(labels, String(id))

const Fields = UploadFields.refine(({ category }) => isKnown(CATEGORIES)(category), fault('category'))
  .refine(({ licence }) => isKnown(LICENCES)(licence), fault('licence'))
  .refine(({ language }) => isKnown(LANGUAGES)(language), fault('language'))

function fault(field: string) {
  return { path: [field], message: 'Invalid value' }
}

/**
 * @param raw From a form or JSON.
 * @throws InvalidRequest naming each field at fault, in PeerTube's words
 */
export function parseUploadFields(raw: Readonly<Record<string, unknown>>): UploadFields {
  return parse(Fields, normaliseFields(raw))
}

export function commentsPolicyOf({ commentsPolicy, commentsEnabled }: UploadFields): number {
  if (commentsPolicy !== undefined) return commentsPolicy
  return commentsEnabled === false ? COMMENTS_POLICY.disabled : COMMENTS_POLICY.enabled
}
