/** What a visitor's browser fetches: how much it is, and that all of it comes from this server. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { embedOptions } from '../../packages/client/src/render-fixtures-video.ts'
import type { PageContext, RenderPage } from '../../packages/server/src/contract/index.ts'
import { ORIGIN, playable, videoCard, watchExtras } from './page-fixtures.ts'

const DIST = join(import.meta.dirname, '../../packages/client/dist')
const BASE = '/client/'

/** Kilobytes (1000 bytes) gzipped: the document, its styles and scripts, without pictures and media. */
const BUDGETS_KB = { home: 60, watch: 60, embed: 60, upload: 60, myVideos: 60, signIn: 60 } as const
/** After a press on play, hls.js included. */
const PLAYING_BUDGET_KB = 160
/** Fetched by those alone who read beside the film, or share it: see the budget of that. */
const ASIDE = /\/(?:transcript-panel|swarm)-/
/** Fetched by those alone who share what they watch. */
const SWARM_BUDGET_KB = 26

/** Names that formats have and nobody fetches. */
const NAMES = ['http://www.w3.org/', 'http://schema.org', 'https://aomedia.org/emsg/ID3']
/** What completes a relative address where only its path is wanted (RFC 2606: .invalid never exists). */
const NOWHERE = ['http://server.invalid']

type Name = keyof typeof BUDGETS_KB
const names = Object.keys(BUDGETS_KB) as Name[]
const pages = await renderPages()

test.each(names)('the page %s keeps to its budget', name => {
  const files = filesOf(pages[name])
  expect(files.some(file => file.endsWith('.css'))).toBe(true)
  expect(weightKb(pages[name], files)).toBeLessThanOrEqual(BUDGETS_KB[name])
})

test.each(['watch', 'embed'] as const)('the page %s keeps to the budget of playing', name => {
  const files = filesOf(pages[name])
  const playing = withImports([...files, ...lazyFilesOf(files).filter(file => !ASIDE.test(file))])
  expect(playing.some(file => /\/hls-/.test(file))).toBe(true)
  expect(weightKb(pages[name], playing)).toBeLessThanOrEqual(PLAYING_BUDGET_KB)
})

test('what viewers share with keeps to its budget, and no page has it before play', () => {
  const [swarm, ...others] = globSync('assets/swarm-*.js', { cwd: DIST })
  expect([others, weightKb('', [swarm!]) <= SWARM_BUDGET_KB]).toEqual([[], true])
  expect(names.filter(name => filesOf(pages[name]).includes(swarm!))).toEqual([])
})

test.each(['home', 'signIn'] as const)('the page %s has no script but what counts bytes, and that is small', name => {
  const scripts = filesOf(pages[name]).filter(file => file.endsWith('.js'))
  expect(scripts.filter(file => !/\/(?:visit|units)-/.test(file))).toEqual([])
  expect(weightKb('', scripts)).toBeLessThan(1.5)
})

test.each(names)('the page %s names no foreign host', name => {
  expect(foreignAddresses(pages[name])).toEqual([])
})

test('no file of the browser names a foreign host', () => {
  const files = globSync('assets/*.{js,css,svg}', { cwd: DIST })
  expect(files.length).toBeGreaterThan(5)
  expect(files.map(file => [file, foreignAddresses(read(file))]).filter(([, found]) => found!.length > 0)).toEqual([])
})

test.each([
  ['<img src="https://cdn.example.net/a.png">', 'https://cdn.example.net/a.png'],
  ["@import '//fonts.example.net/a.css'", '//fonts.example.net/a.css'],
  ['url(//fonts.example.net/a.woff2)', '//fonts.example.net/a.woff2'],
  ['new WebSocket(`wss://tracker.example.net`)', 'wss://tracker.example.net']
])('in %s a foreign host is seen', (text, address) => expect(foreignAddresses(text)).toEqual([address]))

async function renderPages(): Promise<Record<Name, string>> {
  const { default: render } = (await import(join(DIST, 'render.js'))) as { default: RenderPage }
  const anybody: PageContext = {
    locale: 'fr',
    origin: ORIGIN,
    instanceName: 'Village',
    canSignUp: true,
    canImport: true,
    user: null,
    path: '/'
  }
  const channels = [{ id: 1, name: 'ada', displayName: 'Ada' }]
  const member: PageContext = {
    ...anybody,
    user: {
      username: 'ada',
      isAdministrator: false,
      isModerator: false,
      displayName: 'Ada',
      channels,
      avatarPath: null,
      unread: 3
    }
  }
  const videos = Array.from({ length: 24 }, (_, at) => ({ ...videoCard(at), transcoding: null }))
  const list = { videos, total: 60, page: 2, pageSize: 24 }
  return {
    home: render(
      {
        kind: 'home',
        view: 'recent',
        choice: { category: null, language: null },
        homepageHtml: '',
        ...list,
        outcome: { done: null, fault: null }
      },
      anybody
    ),
    watch: render({ kind: 'watch', ...playable, ...watchExtras }, anybody),
    embed: render({ kind: 'embed', ...playable, options: embedOptions }, anybody),
    upload: render({ kind: 'upload', maxSizeBytes: 5e9, quotaLeftBytes: 1e9 }, member),
    myVideos: render(
      {
        kind: 'my-videos',
        outcome: { done: null, fault: null },
        several: null,
        choice: { search: '', channelId: '', ownState: '', privacyOneOf: '', sort: '-createdAt' },
        ...list
      },
      member
    ),
    signIn: render({ kind: 'sign-in', username: '', failure: null, next: '/', canReset: true }, anybody)
  }
}

function weightKb(html: string, files: readonly string[]): number {
  return [html, ...files.map(read)].reduce((sum, text) => sum + gzipSync(text).length, 0) / 1000
}

/** Styles and scripts that the document names, and what those import at once. */
function filesOf(html: string): string[] {
  const tags = html.match(/<(?:link|script)\s[^>]*>/g) ?? []
  const addresses = tags.flatMap(tag => /(?:href|src)="([^"]+\.(?:css|js))"/.exec(tag)?.[1] ?? [])
  return withImports(addresses.map(address => address.replace(BASE, '')))
}

function withImports(files: readonly string[]): string[] {
  const all = new Set(files)
  for (const file of all) {
    for (const [, name] of read(file).matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g)) all.add(`assets/${name}`)
  }
  return [...all]
}

function lazyFilesOf(files: readonly string[]): string[] {
  const imports = files.flatMap(file => [...read(file).matchAll(/import\(\s*["'`]\.\/([\w-]+\.js)["'`]\s*\)/g)])
  return imports.map(([, name]) => `assets/${name}`)
}

function foreignAddresses(text: string): string[] {
  const addresses = text.match(/(?:\b(?:https?|wss?):|(?<=["'`(]))\/\/[\w-]+(?:\.[\w-]+)+[^\s"'`<>)\\]*/g) ?? []
  return addresses.filter(
    address => ![ORIGIN, ORIGIN.replace('https', 'wss'), ...NAMES, ...NOWHERE].some(known => address.startsWith(known))
  )
}

function read(file: string): string {
  return readFileSync(join(DIST, file), 'utf8')
}
