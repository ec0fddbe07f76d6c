import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { siteOf } from '../../kernel/site.ts'
import { findAccount, findChannel } from '../actors/index.ts'
import { listChannelsOf } from '../channels/index.ts'

let database: FreshDatabase
let bench: PageBench
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  const site = siteOf('http://localhost:9000')
  bench = await openPageBench(people, {
    findActor: (kind, handle) => (kind === 'channel' ? findChannel : findAccount)(db, site, handle),
    listActorChannels: (accountId, range) => listChannelsOf(db, site, accountId, { ...range, sort: '-createdAt' }),
    isSubscribed: async ({ username }, handle) => username === 'bob' && handle === 'ada_channel@localhost:9000'
  })
  await db.query(
    `INSERT INTO actor_image (actor_id, kind, width, height, file_name)
     SELECT actor_id, kind, width, height, kind || width || '.png'
       FROM channel, (VALUES ('avatar', 600, 600), ('avatar', 120, 120), ('banner', 600, 99)) size (kind, width, height)
      WHERE channel.id = $1`,
    [people.ada.channelId]
  )
})
afterAll(async () => {
  await bench.close()
  await database.close()
})

test('a channel’s page has its pictures and its feeds', async () => {
  expect((await bench.show('/c/ada_channel')).page).toMatchObject({
    actor: {
      avatarPath: '/lazy-static/avatars/avatar120.png',
      banners: [{ path: '/lazy-static/banners/banner600.png', width: 600, height: 99 }],
      feedPath: `/feeds/videos.xml?videoChannelId=${people.ada.channelId}`,
      podcastPath: `/feeds/podcast/videos.xml?videoChannelId=${people.ada.channelId}`
    }
  })
})

test('an account’s has a feed, and is no podcast', async () => {
  expect((await bench.show('/a/ada')).page).toMatchObject({
    actor: {
      avatarPath: null,
      banners: [],
      podcastPath: null,
      feedPath: `/feeds/videos.xml?accountId=${people.ada.accountId}`
    }
  })
})

test('a channel elsewhere keeps its address, and names the one it has there', async () => {
  await aRemoteActor(database.db, 'reefs', { kind: 'group' })
  expect((await bench.show('/c/reefs@peer.example')).page).toMatchObject({
    actor: {
      name: 'reefs',
      host: 'peer.example',
      path: '/c/reefs@peer.example',
      podcastPath: null,
      originalUrl: 'https://peer.example/video-channels/reefs'
    }
  })
  expect((await bench.show('/c/ada_channel')).page).toMatchObject({ actor: { originalUrl: null } })
})

test('its other pages show its playlists, and an account’s its channels', async () => {
  expect((await bench.show('/c/ada_channel/video-playlists')).page).toMatchObject({ tab: 'playlists', total: 0 })
  expect((await bench.show('/a/ada/video-channels')).page).toMatchObject({
    tab: 'channels',
    total: 1,
    videos: [],
    channels: [{ path: '/c/ada_channel', handle: 'ada_channel@localhost:9000' }]
  })
  expect((await bench.show('/c/ada_channel/video-channels')).status).toBe(404)
})

test('who follows a channel is told so', async () => {
  expect((await bench.show('/c/ada_channel', { authorization: 'bob' })).page).toMatchObject({
    actor: { isSubscribed: true }
  })
  expect((await bench.show('/c/ada_channel')).page).toMatchObject({ actor: { isSubscribed: false } })
})
