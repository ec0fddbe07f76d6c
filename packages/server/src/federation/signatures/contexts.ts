/** JSON-LD contexts as they are kept here: a signature is never worth a question to another server. */
import type { DocumentLoader } from '@fedify/fedify/runtime'

/** Fedify is large, and most servers sign nothing for hours. */
const preloaded = () => import('@fedify/fedify/runtime').then(({ preloadedContexts }) => preloadedContexts)

/** @throws Error for a context that is not kept here. */
export const loadContext: DocumentLoader = async url => {
  const document = (await preloaded())[url]
  if (document === undefined) throw new Error(`The JSON-LD context ${url} is not known here`)
  return { contextUrl: null, documentUrl: url, document }
}
