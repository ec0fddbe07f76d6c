import type { Page, PageContext } from '@colombier/server/contract'
import type { ComponentChild } from 'preact'
import type { I18n } from '../i18n/i18n.ts'

export type PageOf<Kind extends Page['kind']> = Extract<Page, { kind: Kind }>

/** What a page's code in the browser needs, and the code. Pages that only read have none. */
export interface BrowserPart {
  /** Source path of the entry, as the build names it. */
  readonly entry: string
  /** Given to the entry as JSON. Only what its islands show. */
  readonly data: unknown
  /** Prefixes of the messages its islands say. */
  readonly messages: readonly string[]
}

/** A page ready to be put in a document. */
export interface View {
  readonly title: string
  readonly description: string
  /** Absolute address, where the page has a lasting one. */
  readonly canonical?: string
  /** Elements of `<head>` beyond the usual ones. */
  readonly head?: ComponentChild
  /** For links to it elsewhere; `image` is an absolute address. Needs `canonical`. */
  readonly preview?: { readonly title: string; readonly image?: string }
  /** Kept out of search results. */
  readonly isHidden?: boolean
  /** `bare`: nothing around the content, for embeds. `library`, `admin`: with the pages beside it, see `SectionNav`. */
  readonly frame: 'site' | 'library' | 'admin' | 'bare'
  readonly content: ComponentChild
  readonly browser?: BrowserPart
  readonly stylesheets: readonly string[]
}

export interface ViewContext extends PageContext {
  readonly i18n: I18n
}

export const SITE_STYLES = 'src/styles/site.css'
export const STUDIO_STYLES = 'src/styles/studio.css'
export const EMBED_STYLES = 'src/styles/embed.css'
