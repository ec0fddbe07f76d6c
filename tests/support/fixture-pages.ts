/** Every page of the client's fixtures, served as the server serves pages: built, with the real headers and files. */
import { join } from 'node:path'
import express, { type Express } from 'express'
import { WebSocketServer } from 'ws'
import { pages } from '../../packages/client/src/render-fixtures.ts'
import type { Locale, Page, PageContext, PageUser, RenderPage } from '../../packages/server/src/contract/index.ts'
import { embedHeaders, pageHeaders } from '../../packages/server/src/features/pages/page-headers.ts'
import { AXE_FILE } from './axe.ts'
import { serve, type TestServer } from './serve.ts'

const DIST = join(import.meta.dirname, '../../packages/client/dist')

/** What the fixtures call this server; the page is to ask the one that it came from. */
const FIXTURE_ORIGIN = /https:\/\/videos\.example/g
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9" width="640" height="360"><rect width="16" height="9" fill="#557"/><circle cx="8" cy="4.5" r="3" fill="#c96"/></svg>'

/** Where these pages find axe. */
export const AXE_PATH = '/axe.js'

export interface FixturePage {
  readonly kind: Page['kind']
  /** `my-videos-3`: its kind and its place among the fixtures. */
  readonly name: string
  /** @param reader Signed in as an administrator, or not at all. */
  path(locale: Locale, reader: 'visitor' | 'administrator'): string
}

export const fixturePages: readonly FixturePage[] = pages.map(({ kind }, at) => ({
  kind,
  name: `${kind}-${at}`,
  path: (locale, reader) => `/fixtures/${at}?locale=${locale}&reader=${reader}`
}))

const ADMINISTRATOR: PageUser = {
  username: 'ada',
  displayName: 'Ada Lovelace',
  isAdministrator: true,
  isModerator: true,
  channels: [{ id: 1, name: 'ada', displayName: 'Ada' }],
  avatarPath: null,
  unread: 3
}

/** @throws Error when the client was never built. */
export async function serveFixturePages(): Promise<TestServer> {
  const { default: render } = (await import(join(DIST, 'render.js'))) as { default: RenderPage }
  const app = express()
  app.use('/client/assets', express.static(join(DIST, 'assets')))
  app.get(AXE_PATH, (_req, res) => res.sendFile(AXE_FILE, { maxAge: '1h' }))
  app.use(pageHeaders)
  app.get('/fixtures/:at', (req, res, next) => {
    const page = pages[Number(req.params.at)]
    if (!page) return next()
    if (page.kind === 'embed' || ('isEmbed' in page && page.isEmbed)) embedHeaders(req, res, () => {})
    const origin = `http://${req.headers.host}`
    res.type('html').send(render(moved(page, origin), contextOf(req.query, origin, req.originalUrl)))
  })
  serveSurroundings(app)
  // The pages of members listen here for news; there are none.
  return serve(app, server => new WebSocketServer({ server, path: '/socket.io/' }))
}

function moved(page: Page, origin: string): Page {
  return JSON.parse(JSON.stringify(page).replace(FIXTURE_ORIGIN, origin)) as Page
}

function contextOf(query: Record<string, unknown>, origin: string, path: string): PageContext {
  return {
    origin,
    path,
    instanceName: 'Village <videos>',
    canSignUp: true,
    canImport: true,
    locale: query['locale'] === 'fr' ? 'fr' : 'en',
    user: query['reader'] === 'administrator' ? ADMINISTRATOR : null
  }
}

/** An archive that is never taken in to its end. */
const UNDER_WAY = { id: 1, state: { id: 2, label: '' }, createdAt: '2026-05-01T10:00:00.000Z', resultSummary: null }

/** Pictures of any name, and an API that has nothing to tell. */
function serveSurroundings(app: Express): void {
  app.get(['/lazy-static/*path', '/*name.jpg', '/*name.png'], (_req, res) => void res.type('svg').send(PICTURE))
  app.get('/manifest.webmanifest', (_req, res) => void res.json({ name: 'Village', start_url: '/' }))
  app.get('/api/v1/users/:id/imports/latest', (_req, res) => void res.json(UNDER_WAY))
  app.use('/api', (_req, res) => void res.json({ total: 0, data: [] }))
}
