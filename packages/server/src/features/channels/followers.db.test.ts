import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { siteOf } from '../../kernel/site.ts'
import { listFollowers } from './followers.ts'

const SITE = siteOf('https://videos.example')
const ALL = { start: 0, count: 15, sort: 'createdAt' } as const
let database: FreshDatabase
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  for (const follower of ['bob', 'mona'])
    await database.db.query(
      `INSERT INTO follow (actor_id, target_actor_id, state)
       SELECT (SELECT id FROM actor WHERE preferred_username = $1), channel.actor_id, 'accepted'
         FROM channel WHERE id = $2`,
      [follower, people.ada.channelId]
    )
})
afterAll(() => database.close())

const followersOf = async (more = {}) => {
  const { accountId, channelId } = people.ada
  const { total, data } = await listFollowers(database.db, SITE, { ...ALL, accountId, channelId, ...more })
  return [total, data.map(({ follower }) => follower.name)]
}

test('who follows a channel is told, the account itself included when the whole account is asked about', async () => {
  expect(await followersOf()).toEqual([2, ['bob', 'mona']])
  expect(await followersOf({ channelId: null })).toEqual([2, ['bob', 'mona']])
  expect(await followersOf({ channelId: people.bob.channelId, accountId: people.bob.accountId })).toEqual([0, []])
})

test('followers are searched, sorted and paged; the total stays true on an empty page', async () => {
  expect(await followersOf({ search: 'MON' })).toEqual([1, ['mona']])
  expect(await followersOf({ sort: '-createdAt', count: 1 })).toEqual([2, ['mona']])
  expect(await followersOf({ start: 5 })).toEqual([2, []])
})
