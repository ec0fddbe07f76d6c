/** A Mastodon server shows a video only as far as it keeps these rules. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo, giveRendition } from '../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { makePeople } from '../../../../tests/support/people.ts'
import { someFederation } from '../../../../tests/support/whole-federation.ts'
import { PUBLIC } from './context.ts'
import { toVideoObject } from './video-document.ts'

const ORIGIN = 'https://videos.example'
let database: FreshDatabase
let tell: (change?: object) => Promise<ReturnType<typeof toVideoObject>>

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const deps = await someFederation(db, ORIGIN)
  const people = await makePeople(db)
  tell = async change => {
    const video = await aVideo(db, people.ada.channelId, { name: 'Le vélo <3', tags: ['velo', 'Ville'], ...change })
    await giveRendition(db, video)
    return toVideoObject(deps.site, (await deps.findVideoParts(video.uuid))!)
  }
})
afterAll(() => database.close())

test('the status is the name and the first HTML link, which lies on the host of the actor', async () => {
  const video = await tell()
  expect(video.name).toBe('Le vélo <3')
  const page = video.url.find(link => 'mediaType' in link && link.mediaType === 'text/html')
  expect(page).toBe(video.url[0])
  expect(new URL(page!.href).host).toBe(new URL(video.attributedTo[0]!.id).host)
  expect(page!.href).toBe(video.id)
})

test('its author is the account, which comes first', async () => {
  expect((await tell()).attributedTo).toEqual([
    { type: 'Person', id: `${ORIGIN}/accounts/ada` },
    { type: 'Group', id: `${ORIGIN}/video-channels/ada_channel` }
  ])
})

test('a video that is not sensitive hides behind no summary', async () => {
  const video = await tell()
  expect(video.sensitive).toBe(false)
  expect('summary' in video).toBe(false)
  expect((await tell({ isSensitive: true })).sensitive).toBe(true)
})

test('what is sensitive is told as PeerTube 8 tells it, the sentence as the warning', async () => {
  expect(await tell({ isSensitive: true, sensitiveFlags: 3, sensitiveSummary: 'Un combat' })).toMatchObject({
    sensitive: true,
    summary: 'Un combat',
    tag: [
      { type: 'Hashtag', name: 'velo' },
      { type: 'Hashtag', name: 'Ville' },
      { type: 'SensitiveTag', name: 'violent' },
      { type: 'SensitiveTag', name: 'explicitSex' }
    ]
  })
})

test('hashtags are the tags', async () => {
  expect((await tell()).tag).toEqual([
    { type: 'Hashtag', name: 'velo' },
    { type: 'Hashtag', name: 'Ville' }
  ])
})

test('everybody is addressed; of an unlisted one on the side only, so that it is in no timeline', async () => {
  expect(await tell()).toMatchObject({ to: [PUBLIC], cc: [`${ORIGIN}/accounts/ada/followers`] })
  expect(await tell({ privacy: 2 })).toMatchObject({ to: [], cc: [PUBLIC] })
})

test('nothing is attached, so that the page’s own card with its player is shown', async () => {
  expect('attachment' in (await tell())).toBe(false)
})
