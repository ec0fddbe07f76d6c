import type { FixturePage } from '../support/fixture-pages.ts'

export interface Picture {
  /** Name of the fixture. */
  readonly page: string
  readonly file: string
  readonly width: number
  readonly words: string
}

const STYLES = `body{font-family:system-ui;margin:2rem;background:#eee;color:#222}nav{columns:16rem}
figure{display:inline-block;margin:0 1rem 1rem 0;vertical-align:top}img{display:block;border:1px solid #999;max-height:60rem;width:auto}
figure img{max-width:min(42rem,90vw)}h2{border-top:1px solid #999;padding-top:1rem}`

/** A page with all pictures, those of one page beside each other. */
export function pictureIndex(pages: readonly FixturePage[], pictures: readonly Picture[]): string {
  const sections = pages.map(({ name }) => {
    const figures = pictures
      .filter(picture => picture.page === name)
      .map(
        ({ file, width, words }) =>
          `<figure><a href="${file}"><img loading="lazy" src="${file}" width="${width / 2}" alt="${name}, ${words}"></a><figcaption>${words}</figcaption></figure>`
      )
    return `<h2 id="${name}">${name}</h2>${figures.join('')}`
  })
  const links = pages.map(({ name }) => `<a href="#${name}">${name}</a><br>`)
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>${STYLES}</style>
<h1>Every page</h1><nav>${links.join('')}</nav>${sections.join('\n')}</html>`
}
