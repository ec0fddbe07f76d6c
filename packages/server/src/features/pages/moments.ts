/** Moments of a film that a text names, `2:03` or `1:02:03`, lead to them. */
import type MarkdownIt from 'markdown-it'
import { parseMoment } from './start-time.ts'

export interface MomentsOf {
  /** Of the film's page, without a query. */
  readonly path: string
  readonly durationSeconds: number
}

type Markdown = InstanceType<typeof MarkdownIt>
type Token = ReturnType<Markdown['parse']>[number]

/** Standing alone: `12:30:45.6`, `a1:30` and `host:80:80` are something else. */
const MOMENT = /(?<![\w:.,/-])(?:\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d(?![\w:/-]|[.,]\d)/g

export function linkMoments(markdown: Markdown): void {
  markdown.core.ruler.push('moments', ({ tokens, env, Token }) => {
    const film = (env as { film?: MomentsOf } | undefined)?.film
    if (!film) return
    const make = (type: string, tag: string, nesting: -1 | 0 | 1) => new Token(type, tag, nesting)
    for (const token of tokens) if (token.children) token.children = linked(token.children, film, make)
  })
}

function linked(
  tokens: readonly Token[],
  film: MomentsOf,
  make: (type: string, tag: string, nesting: -1 | 0 | 1) => Token
): Token[] {
  let isInLink = false
  return tokens.flatMap(token => {
    if (token.type === 'link_open') isInLink = true
    if (token.type === 'link_close') isInLink = false
    return token.type === 'text' && !isInLink ? split(token.content) : token
  })

  function split(content: string): Token[] {
    const parts: Token[] = []
    let from = 0
    for (const { 0: written, index } of content.matchAll(MOMENT)) {
      const seconds = parseMoment(written)
      if (seconds === undefined || seconds >= film.durationSeconds) continue
      parts.push(words(content.slice(from, index)), ...link(written, seconds))
      from = index + written.length
    }
    return [...parts, words(content.slice(from))]
  }

  function words(content: string): Token {
    return Object.assign(make('text', '', 0), { content })
  }

  function link(written: string, seconds: number): Token[] {
    const open = make('moment_open', 'a', 1)
    open.attrSet('href', `${film.path}?start=${seconds}s`)
    // With JavaScript the player jumps there.
    open.attrSet('data-seconds', String(seconds))
    return [open, words(written), make('moment_close', 'a', -1)]
  }
}
