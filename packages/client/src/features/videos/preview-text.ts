/** What link previews and search results say of a page: one line of plain text. Pure. */
import type { VideoDetails } from '@colombier/server/contract'

const LENGTH = 250

/** Markdown's marks are left out, the address of a link too. */
export function previewText(video: Pick<VideoDetails, 'description' | 'name'>): string {
  const text = (video.description ?? '').replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`#>~]+/g, '')
  return cut(text) || video.name
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** @param html Sanitised. */
export function previewOfHtml(html: string): string {
  const text = html
    .replace(/<br[^>]*>|<\/(?:p|li|h\d)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
  return cut(text)
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH - 1).trimEnd()}…`
}
