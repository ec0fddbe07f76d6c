import type { Page } from '@colombier/server/contract'
import { expect, test } from 'vitest'
import { en } from './i18n/en.ts'
import render from './render.tsx'
import { pages } from './render-fixtures.ts'
import { actor, context, EXTRAS, hostile, playable, playlist, status, video } from './render-fixtures-video.ts'

/** A kind that is missing here does not compile. */
const KINDS: Record<Page['kind'], true> = {
  home: true,
  search: true,
  about: true,
  contact: true,
  playlist: true,
  'sign-up': true,
  actor: true,
  watch: true,
  transcript: true,
  embed: true,
  'video-stats': true,
  'all-videos': true,
  'videos-sure': true,
  'video-blocks': true,
  abuses: true,
  abuse: true,
  registrations: true,
  users: true,
  'users-sure': true,
  user: true,
  'new-user': true,
  mutes: true,
  'watched-words': true,
  'admin-pictures': true,
  password: true,
  'sign-in': true,
  'account-link': true,
  upload: true,
  'my-videos': true,
  'my-videos-sure': true,
  federation: true,
  redundancy: true,
  'edit-video': true,
  delivery: true,
  error: true,
  accessibility: true,
  'admin-overview': true,
  'admin-follows': true,
  'admin-jobs': true,
  'admin-runners': true,
  'admin-logs': true,
  'admin-storage': true,
  report: true,
  'my-reports': true,
  'my-report': true,
  'my-imports': true,
  archive: true,
  comments: true,
  ownership: true,
  'my-channels': true,
  'my-channel': true,
  'my-playlists': true,
  'my-playlist': true,
  'my-list': true,
  'my-settings': true,
  'admin-config': true,
  'admin-setup': true
}

test('there is a page of every kind here', () => {
  expect([...new Set(pages.map(({ kind }) => kind))].toSorted()).toEqual(Object.keys(KINDS).toSorted())
})

test('every page is a whole document without inline code, in both languages', () => {
  for (const page of pages) {
    for (const locale of ['en', 'fr'] as const) {
      const html = render(page, { ...context, locale })
      expect(html).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${locale}">`))
      expect(html).toMatch(/<\/html>$/)
      expect(html).not.toContain('<script>')
      expect(html).not.toMatch(/ style="| on[a-z]+="/)
      expect(html).not.toMatch(/(src|href)="https?:\/\/(?!videos\.example)/)
      expect(html).toContain('og:platform')
    }
  }
})

test('a watch page tells other sites what it is, as PeerTube does', () => {
  const html = render({ kind: 'watch', ...playable, ...EXTRAS }, context)
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? []
  expect(JSON.parse(json!)).toMatchObject({ '@type': 'VideoObject', name: hostile, duration: 'PT10S' })
  expect(html).toContain('<link rel="canonical" href="https://videos.example/w/1woUtH3BiRRgzMMrGyoQrs"/>')
  expect(html).toContain('application/json+oembed')
  expect(html).toContain('property="og:video:url" content="https://videos.example/videos/embed/043e6dbd"')
})

test('what is in another language says so, and no unsound language is believed', () => {
  const inLanguage = (id: string) => {
    const spoken = { ...video, tags: ['bal'], language: { id, label: '' } }
    return render({ kind: 'watch', ...playable, ...EXTRAS, video: spoken }, context).split('<footer')[0]!
  }
  expect(inLanguage('fr').match(/<(?:h1|div|a|span)[^>]* lang="fr"/g)).toEqual([
    '<h1 lang="fr"',
    '<span lang="fr"',
    '<div class="prose" lang="fr"',
    '<a href="/search?tag=bal" lang="fr"'
  ])
  expect(inLanguage('en')).toContain('<h1>')
  expect(inLanguage('"><b>')).toContain('<h1>')
})

test('titles tell pages apart', () => {
  const titleOf = (page: Page) => /<title>(.*?)<\/title>/.exec(render(page, context))?.[1]
  const calm = {
    outcome: { done: null, fault: null },
    several: null,
    choice: { search: '', channelId: '', ownState: '', privacyOneOf: '', sort: '-createdAt' }
  } as const
  const list = { kind: 'my-videos', ...calm, videos: [], total: 50, pageSize: 24 } as const
  expect([1, 2].map(page => titleOf({ ...list, page })?.split(' - ')[0])).toEqual([en['mine.title'], 'Page 2'])
  const actors = pages
    .filter(page => page.kind === 'actor')
    .flatMap(page => [page, { ...page, tab: 'videos' } as const])
  expect(new Set(actors.map(titleOf)).size).toBe(2)
})

test('the server’s banner keeps its place on the first page, and is on no other of them', () => {
  const banners = [600, 1920].map(width => ({ path: `/b${width}.jpg`, width, height: Math.round(width / 6) }))
  const pictured = { ...context, pictures: { logoPath: null, banners } }
  const front = pages.find(page => page.kind === 'home' && page.view === 'recent' && page.page === 1)
  const bannerOf = (page: Page) => /<img class="banner"[^>]*>/.exec(render(page, pictured))?.[0]
  expect(bannerOf(front!)).toMatch(/srcset="\/b600.jpg 600w, \/b1920.jpg 1920w".* width="1920" height="320" alt/)
  expect(bannerOf({ ...front!, page: 2 } as Page)).toBeUndefined()
})

test('links to the first page and to a channel have a preview', () => {
  for (const page of pages.filter(({ kind }) => kind === 'home' || kind === 'actor' || kind === 'about')) {
    const html = render(page, context)
    for (const name of ['og:title', 'og:description', 'og:url', 'twitter:card']) {
      expect(html.split(`property="${name}"`), `${page.kind}: ${name}`).toHaveLength(2)
    }
  }
})

test('a link to a playlist shows the playlist on other sites', () => {
  const html = render({ kind: 'watch', ...playable, ...EXTRAS, playlist }, context)
  expect(html).toContain('property="og:video:url" content="https://videos.example/video-playlists/embed/x"')
  expect(html).toContain('oembed?url=https%3A%2F%2Fvideos.example%2Fw%2Fp%2Fx"')
})

test('what is sensitive is told before the film, in the words of its uploader', () => {
  const said = { ...video, nsfw: true, nsfwFlags: 3, nsfwSummary: 'A <b>fight</b>' }
  const page = render({ kind: 'watch', ...playable, ...EXTRAS, video: { ...playable.video, ...said } }, context)
  const before = page.slice(page.indexOf('<article'), page.indexOf('watch-stage'))
  expect(before).toContain('Sensitive content: violence, explicit sex')
  expect(before).toContain('A &lt;b>fight&lt;/b>')
})

test('pictures of what is sensitive are blurred for who is to have them so', () => {
  const page = pages.find(one => one.kind === 'home' && one.videos.length > 0) as Extract<Page, { kind: 'home' }>
  const videos = page.videos.map(card => ({ ...card, nsfw: true, nsfwFlags: 2 }))
  const home = (blurredKinds: number[]) => render({ ...page, videos }, { ...context, blurredKinds })
  expect(home([0, 2])).toContain('<article class="card card-sensitive-2"')
  expect(home([0, 2])).toContain('<body class="blurs-0 blurs-2"')
  expect(home([])).not.toContain('blurs-')
})

test('without JavaScript the best rendition of at most 720 lines is offered, with its start', () => {
  const html = render(
    { kind: 'watch', ...playable, ...EXTRAS, startSeconds: 83, mediaQuery: 'videoFileToken=x' },
    context
  )
  const [first, second] = [...html.matchAll(/<source src="([^"]+)" type="([^"]+)"/g)]
  expect(first?.slice(1)).toEqual(['https://videos.example/static/720.mp4?videoFileToken=x#t=83', 'video/mp4'])
  expect(second?.[2]).toBe('application/vnd.apple.mpegurl')
})

test('captions are offered with the token that opens them', () => {
  const captions = [{ language: 'fr', label: 'French', url: '/lazy-static/video-captions/a-fr.vtt' }]
  const html = render({ kind: 'watch', ...playable, ...EXTRAS, captions, mediaQuery: 'videoFileToken=x' }, context)
  expect(html).toContain(
    '<track kind="captions" src="/lazy-static/video-captions/a-fr.vtt?videoFileToken=x" srclang="fr"'
  )
  expect(html.match(/<a class="button" href="[^"]*a-fr\.vtt\?videoFileToken=x"/g)).toHaveLength(1)
  expect(html).toContain(`/transcript?language=fr"`)
})

test('a video that still grows is played by its playlist alone, and offers no download', () => {
  const html = render({ kind: 'watch', ...playable, ...EXTRAS, transcoding: { ...status, isWatchable: true } }, context)
  expect(html).not.toContain('type="video/mp4"')
  expect(html).toContain('type="application/vnd.apple.mpegurl"')
  expect(html).not.toContain('/download/')
  expect(html).toContain('id="transcoding"')
})

test('a video that is not for everybody stays out of search results', () => {
  const html = render(
    { kind: 'watch', ...playable, ...EXTRAS, video: { ...video, privacy: { id: 2, label: '' } } },
    context
  )
  expect(html).toContain('name="robots" content="noindex"')
  expect(html).not.toContain('application/ld+json')
})

test('what calls itself a script is words, in what search engines read, too', () => {
  const name = '</script><script>alert(1)</script>'
  const hostile = { ...video, name, channel: { ...video.channel, displayName: name } }
  const html = render({ kind: 'watch', ...playable, ...EXTRAS, video: hostile }, context)
  expect(html).toContain('application/ld+json')
  expect(html).not.toContain('<script>alert')
  const [, told] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  expect(JSON.parse(told!)).toMatchObject({ name })
})

test('only the owner is offered another try', () => {
  const failed = { ...status, status: 'failed', failureCode: 'undecodable', isWatchable: false } as const
  const user = {
    username: 'ada',
    displayName: 'Ada',
    isAdministrator: false,
    isModerator: false,
    channels: [actor],
    avatarPath: null,
    unread: 0
  }
  const page: Page = { kind: 'watch', ...playable, ...EXTRAS, transcoding: failed }
  expect(render(page, { ...context, user })).toContain(en['transcoding.retry'])
  expect(render(page, context)).toContain(en['transcoding.failedVisitor'])
})

test('islands are given every message they say', () => {
  const prefixes: Record<string, string[]> = {
    '/player/': ['player.', 'transcript.'],
    '/player/transcript/': ['transcript.'],
    '/features/transcoding/': ['transcoding.', 'mine.error'],
    '/features/studio/frame-picker': ['edit.frame.'],
    '/features/studio/preparation': ['transcoding.', 'edit.files.'],
    '/features/studio/replace-file': ['upload.', 'edit.replace.'],
    '/features/upload/': ['upload.', 'transcoding.', 'privacy.', 'category.', 'licence.'],
    '/features/videos/embed-choices': ['video.share'],
    '/features/videos/share-links': ['video.share', 'video.copy', 'video.copied'],
    '/features/videos/my-video': ['mine.', 'transcoding.', 'privacy.', 'video.views', 'video.scheduled']
  }
  const sources = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
  for (const [part, allowed] of Object.entries(prefixes)) {
    const island = Object.entries(sources).filter(([path]) => path.includes(part))
    expect(island.length).toBeGreaterThan(0)
    for (const [path, source] of island) {
      for (const [, key] of source.matchAll(/\bt\(\s*['`]([\w.-]+)/g)) {
        expect(
          allowed.some(prefix => key!.startsWith(prefix)),
          `${path}: ${key}`
        ).toBe(true)
      }
    }
  }
})
