import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { overviewRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const people = await makePeople(db)
  const { ada, bob } = people
  for (const [category, tags] of [
    [1, ['choir', 'spring']],
    [1, ['choir']],
    [2, ['spring']],
    [3, ['choir']]
  ] as const)
    await aVideo(db, ada.channelId, { category, tags: [...tags] })
  await aVideo(db, bob.channelId, { tags: ['alone'] })
  for (let number = 0; number < 9; number++)
    await aVideo(db, bob.channelId, { category: 9, tags: ['hidden'], privacy: 3 })
  server = await serveApi(people, overviewRoutes({ db, origin: 'http://x.example', settings: someSettings() }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

interface Overview {
  readonly categories: { category: { id: number; label: string }; videos: object[] }[]
  readonly tags: { tag: string; videos: object[] }[]
  readonly channels: { channel: { name: string }; videos: object[] }[]
}
const page = async (number: number) =>
  (await (await fetch(`${server.origin}/api/v1/overviews/videos?page=${number}`)).json()) as Overview

test('the fullest categories, tags and channels come first, with what everybody may see', async () => {
  const { categories, tags, channels } = await page(1)
  expect(categories.map(({ category, videos }) => [category.label, videos.length])).toEqual([
    ['Music', 2],
    ['Films', 1]
  ])
  expect(tags.map(({ tag, videos }) => [tag, videos.length])).toEqual([
    ['choir', 3],
    ['spring', 2]
  ])
  expect(channels.map(({ channel, videos }) => [channel.name, videos.length])).toEqual([
    ['ada_channel', 4],
    ['bob_channel', 1]
  ])
})

test('further pages go on, until nothing is left', async () => {
  const { categories, tags, channels } = await page(2)
  expect([categories.map(({ category }) => category.id), tags.map(({ tag }) => tag), channels]).toEqual([
    ...[[3], ['alone'], []]
  ])
  expect(await page(3)).toEqual({ categories: [], tags: [], channels: [] })
})

test.each(['0', 'x', '99999999999'])('page %s is refused', async number => {
  expect((await fetch(`${server.origin}/api/v1/overviews/videos?page=${number}`)).status).toBe(400)
})
