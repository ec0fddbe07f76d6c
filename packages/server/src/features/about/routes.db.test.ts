import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { problemHandler } from '../../platform/http.ts'
import { createUser } from '../users/index.ts'
import { aboutDocuments, aboutRoutes, type EmbeddableVideo } from './index.ts'

const origin = 'https://videos.example'
const uuid = '043e6dbd-cb79-4bad-82e2-d3d5e9916eb4'
const shortUUID = '1woUtH3BiRRgzMMrGyoQrs'
const video: EmbeddableVideo = {
  name: 'A "small" <video>',
  uuid,
  shortUUID,
  previewPath: '/lazy-static/previews/p.jpg',
  channel: { displayName: 'Workshop', url: `${origin}/video-channels/workshop` },
  isPublicOrUnlisted: true
}
const settings = someSettings({
  instance: { name: 'Les Colombes' },
  signup: { requiresApproval: true, limit: 0 },
  transcoding: { resolutions: { '720p': true } },
  user: { videoQuota: 5e9 }
})
let database: FreshDatabase
let server: TestServer
let found: EmbeddableVideo | undefined

beforeAll(async () => {
  database = await freshDatabase()
  const about = { db: database.db, origin, settings, version: '0.1.0', hasMail: false }
  const app = express()
  app.use('/api/v1', aboutRoutes(about))
  app.use(
    aboutDocuments({
      ...about,
      faviconPath: '/client/assets/favicon.svg',
      softwareName: 'colombier',
      securityContact: 'mailto:security@videos.example',
      findPlaylist: async ref => {
        const owner = { displayName: 'Ada', url: `${origin}/accounts/ada` }
        if (ref !== shortUUID) return undefined
        return { displayName: 'Best', embedPath: `/video-playlists/embed/${uuid}`, ownerAccount: owner }
      },
      findVideo: async ref => ([uuid, shortUUID].includes(ref) ? found : undefined)
    })
  )
  app.use(problemHandler)
  server = await serve(app)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const get = (path: string) => fetch(server.origin + path)
const embed = (query: Record<string, string>) => get(`/services/oembed?${new URLSearchParams(query)}`)

test('a ping is answered as PeerTube answers it', async () => {
  const res = await get('/api/v1/ping')
  expect([res.headers.get('content-type'), await res.text()]).toEqual(['text/html; charset=utf-8', 'pong'])
})

test('the configuration tells what is there, and what is not', async () => {
  expect(await (await get('/api/v1/config')).json()).toMatchObject({
    instance: { name: 'Les Colombes' },
    serverVersion: '6.3.0+colombier.0.1.0',
    transcoding: { hls: { enabled: true }, web_videos: { enabled: false }, enabledResolutions: [240, 720] },
    live: { enabled: false },
    user: { videoQuota: 5e9, videoQuotaDaily: -1 },
    signup: { allowed: false, requiresApproval: true },
    defaults: { p2p: { webapp: { enabled: false }, embed: { enabled: false } } }
  })
  expect(await (await get('/api/v1/config/about')).json()).toMatchObject({ instance: { name: 'Les Colombes' } })
})

test('node information is found, and counts real people', async () => {
  await createUser(database.db, { username: 'ada', email: 'ada@example.org', password: 'secret1', role: 'user' })
  await createUser(database.db, { username: 'bob', email: 'bob@example.org', password: 'secret1', role: 'user' })
  await database.db.query("UPDATE app_user SET last_login_at = now() - interval '60 days' WHERE username = 'ada'")

  const { links } = (await (await get('/.well-known/nodeinfo')).json()) as { links: { href: string }[] }
  expect(links).toEqual([
    { rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: `${origin}/nodeinfo/2.0.json` },
    { rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: `${origin}/nodeinfo/2.1.json` },
    { rel: 'https://www.w3.org/ns/activitystreams#Application', href: `${origin}/accounts/peertube` }
  ])
  const res = await get('/nodeinfo/2.0.json')
  expect(res.headers.get('content-type')).toBe(
    'application/json; charset=utf-8; profile="http://nodeinfo.diaspora.software/ns/schema/2.0#"'
  )
  expect(await res.json()).toMatchObject({
    version: '2.0',
    software: { name: 'colombier', version: '0.1.0' },
    openRegistrations: false,
    usage: { users: { total: 2, activeMonth: 0, activeHalfyear: 1 }, localPosts: 0, localComments: 0 },
    metadata: { nodeName: 'Les Colombes' }
  })
  expect(await (await get('/nodeinfo/2.1.json')).json()).toMatchObject({
    version: '2.1',
    usage: { users: { total: 2 } }
  })
})

test('numbers are those of everybody’s view', async () => {
  const stats = (await (await get('/api/v1/server/stats')).json()) as Record<string, unknown>
  expect(stats).toMatchObject({
    totalUsers: 2,
    totalAdmins: 0,
    totalLocalVideos: 0,
    totalLocalVideoFilesSize: 0,
    totalInstanceFollowers: 0,
    totalActivityPubMessagesProcessed: 0,
    totalActivityPubFlagMessagesErrors: 0
  })
})

test('security.txt names a contact, and a day until which that holds', async () => {
  const text = await (await get('/.well-known/security.txt')).text()
  expect(text).toMatch(/^Contact: mailto:security@videos.example\nExpires: 20\d\d-.*Z\nCanonical: https:/)
})

test('the manifest names the server, with the drawing of the software for want of an avatar', async () => {
  expect(await (await get('/manifest.webmanifest')).json()).toMatchObject({
    name: 'Les Colombes',
    icons: [{ src: '/client/assets/favicon.svg', sizes: 'any' }]
  })
})

test('the sitemap has no private video, and no page that is not there', async () => {
  const { rows } = await database.db.query<{ id: number }>('SELECT id FROM channel LIMIT 1')
  const shown = await aVideo(database.db, rows[0]!.id, { name: 'Fête & <b>' })
  const hidden = await aVideo(database.db, rows[0]!.id, { privacy: 3 })
  const sitemap = await (await get('/sitemap.xml')).text()
  expect(sitemap).toContain(`<loc>${origin}/w/${toShortUuid(shown.uuid)}</loc>`)
  expect(sitemap).toContain('<video:title>Fête &amp; &lt;b&gt;</video:title>')
  expect(sitemap).not.toContain(toShortUuid(hidden.uuid))
  expect(sitemap).toContain(`<loc>${origin}/a/ada/video-channels</loc>`)
  expect((await get('/sitemap.xml?page=2')).status).toBe(404)
  expect((await get('/sitemap.xml?page=x')).status).toBe(400)
})

test('robots are welcome', async () => {
  const res = await get('/robots.txt')
  expect([res.headers.get('content-type'), await res.text()]).toEqual([
    'text/plain; charset=utf-8',
    `User-agent: *\nDisallow:\n\nSitemap: ${origin}/sitemap.xml\n`
  ])
})

test.each([`/w/${shortUUID}`, `/videos/watch/${uuid}`, `/w/${uuid}`])('%s can be embedded', async path => {
  found = video
  const res = await embed({ url: origin + path, format: 'json' })
  expect(res.headers.get('access-control-allow-origin')).toBe('*')
  expect(await res.json()).toEqual({
    type: 'video',
    version: '1.0',
    html:
      '<iframe width="560" height="315" sandbox="allow-same-origin allow-scripts allow-popups allow-forms" ' +
      'title="A &quot;small&quot; &lt;video&gt;" ' +
      `src="${origin}/videos/embed/${uuid}" frameborder="0" allowfullscreen></iframe>`,
    width: 560,
    height: 315,
    title: 'A "small" <video>',
    author_name: 'Workshop',
    author_url: `${origin}/video-channels/workshop`,
    provider_name: 'Les Colombes',
    provider_url: origin,
    thumbnail_url: `${origin}/lazy-static/previews/p.jpg`,
    thumbnail_width: 850,
    thumbnail_height: 480
  })
})

test('an embed fits the size asked for, without a picture too large for it', async () => {
  found = video
  const answer = await (await embed({ url: `${origin}/w/${shortUUID}`, maxwidth: '300', maxheight: '200' })).json()
  expect(answer).toMatchObject({ width: 300, height: 200 })
  expect(answer).not.toHaveProperty('thumbnail_url')
})

test.each(['/w/p/', '/videos/watch/playlist/'])('a playlist at %s is embedded whole', async path => {
  expect(await (await embed({ url: `${origin}${path}${shortUUID}` })).json()).toMatchObject({
    title: 'Best',
    author_name: 'Ada',
    author_url: `${origin}/accounts/ada`,
    html: expect.stringContaining(`src="${origin}/video-playlists/embed/${uuid}"`)
  })
  expect((await embed({ url: `${origin}${path}${uuid}` })).status).toBe(404)
})

test('an embed starts where its address says, and nothing else of it gets through', async () => {
  found = video
  const url = `${origin}/w/${shortUUID}?start=1m"onload=x&api=1`
  const { html } = (await (await embed({ url })).json()) as { html: string }
  expect(html).toContain(`src="${origin}/videos/embed/${uuid}?start=1m%22onload%3Dx"`)
})

test.each([
  [{ url: 'http://elsewhere.example/w/x' }, 400, 'Invalid url.'],
  [{ url: `${origin}.elsewhere.example/w/${shortUUID}` }, 400, 'Invalid url.'],
  [{ url: `${origin}/about` }, 400, 'Invalid url.'],
  [{ url: `${origin}/w/nope` }, 400, 'Invalid video or playlist id.'],
  [{ url: 'nope' }, 400, 'Incorrect request parameters: url'],
  [{}, 400, 'Incorrect request parameters: url'],
  [{ url: `${origin}/w/${shortUUID}`, maxwidth: '-1' }, 400, 'Incorrect request parameters: maxwidth'],
  [{ url: `${origin}/w/${shortUUID}`, format: 'xml' }, 501, 'Requested format is not implemented on server.'],
  [{ url: `${origin}/w/00000000-0000-4000-8000-000000000000` }, 404, 'Video not found']
] as [Record<string, string>, number, string][])('%o is refused with %i', async (query, status, detail) => {
  found = video
  const res = await embed(query)
  expect(res.status).toBe(status)
  expect(await res.json()).toMatchObject({ detail })
})

test('a video that is not for everybody is not embedded', async () => {
  found = { ...video, isPublicOrUnlisted: false }
  expect((await embed({ url: `${origin}/w/${shortUUID}` })).status).toBe(403)
})
