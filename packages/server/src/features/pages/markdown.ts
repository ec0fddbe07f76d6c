/** Descriptions are Markdown written by anybody: raw HTML stays text, links are marked as somebody else's words. */
import MarkdownIt from 'markdown-it'
import { linkMoments, type MomentsOf } from './moments.ts'

const markdown = new MarkdownIt('default', { html: false, linkify: true, breaks: true }).disable(['image'])

const renderToken: NonNullable<typeof markdown.renderer.rules.link_open> = (tokens, index, options, _env, self) =>
  self.renderToken(tokens, index, options)

markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer ugc')
  return renderToken(tokens, index, options, env, self)
}

linkMoments(markdown)

// A description's heading must not outrank the page's own.
markdown.renderer.rules.heading_open = () => '<p><strong>'
markdown.renderer.rules.heading_close = () => '</strong></p>'

/** What remains when nothing is shown but words. */
export function markdownToText(source: string | null): string {
  const words = markdown.parse(source ?? '', {}).map(({ type, content, children }) => {
    if (type === 'code_block' || type === 'fence') return content.trim()
    return children?.map(child => (child.type.endsWith('break') ? ' ' : child.content)).join('')
  })
  return words.filter(Boolean).join('\n')
}

/**
 * @param film Whose moments the text names, as `1:30`: they become links to them.
 * @returns HTML that may be inserted as it is: no scripts, images, raw HTML or script URLs.
 */
export function markdownToHtml(source: string | null, film?: MomentsOf): string {
  return source ? markdown.render(source, { film }) : ''
}
