/** A mail's plain text as HTML: paragraphs, line breaks and links, nothing else. Pure. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string) => text.replace(/[&<>"']/g, character => ENTITIES[character]!)

/** A link ends before the punctuation of its sentence. */
const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)]/g

export function toHtml(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/)
  return paragraphs.map(paragraph => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n')
}

function linked(text: string): string {
  let html = ''
  let end = 0
  for (const { 0: link, index } of text.matchAll(LINK)) {
    html += `${escaped(text.slice(end, index))}<a href="${escaped(link)}">${escaped(link)}</a>`
    end = index + link.length
  }
  return html + escaped(text.slice(end))
}
