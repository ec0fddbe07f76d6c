import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { siteOf } from '../../kernel/site.ts'
import { listChannels, ownedChannel } from '../channels/index.ts'
import { createUser } from './create-user.ts'
import { findPageUser } from './find-page-user.ts'
import { findLogin } from './store.ts'
import type { NewUser } from './user.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const aUser = (username: string, more: Partial<NewUser> = {}): NewUser => ({
  username,
  email: `${username}@example.org`,
  password: 'secret1',
  role: 'user',
  ...more
})

const countOf = async (table: 'actor' | 'account' | 'channel' | 'app_user') =>
  (await database.db.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)).rows[0]!.count

test.each([
  ['lea', { language: 'fr' }, 'Chaîne de lea'],
  ['omar', { language: 'fr' }, 'Chaîne d’omar'],
  ['nina', { language: 'en' }, 'Main nina channel'],
  ['paul', { language: 'fr', defaultChannelName: 'Films: $1 ($1)' }, 'Films: paul (paul)'],
  ['rose', { channelName: 'rose_films', language: 'fr' }, 'Chaîne de rose']
] as const)('the first channel of %s with %j is called %s', async (name, more, title) => {
  const { accountId } = await createUser(database.db, aUser(name, more))
  expect(await listChannels(database.db, accountId)).toMatchObject([{ displayName: title }])
})

test('a user begins with an account and a default channel', async () => {
  const { accountId, channelId } = await createUser(database.db, aUser('ada'))
  expect(await listChannels(database.db, accountId)).toMatchObject([
    { id: channelId, name: 'ada_channel', displayName: 'Main ada channel', description: null, support: null }
  ])
})

test('a channel is found for its owner alone', async () => {
  const owner = await createUser(database.db, aUser('owner'))
  const other = await createUser(database.db, aUser('other'))
  expect(await ownedChannel(database.db, owner.channelId, owner.accountId)).toMatchObject({ name: 'owner_channel' })
  expect(await ownedChannel(database.db, owner.channelId, other.accountId)).toBeUndefined()
  expect(await ownedChannel(database.db, 999_999, owner.accountId)).toBeUndefined()
})

test('user name and e-mail address are taken in any case, and a refusal leaves nothing behind', async () => {
  await createUser(database.db, aUser('bob'))
  const before = [await countOf('actor'), await countOf('account'), await countOf('channel'), await countOf('app_user')]

  for (const taken of [aUser('bob', { email: 'b2@example.org' }), aUser('bob2', { email: 'BOB@example.org' })]) {
    await expect(createUser(database.db, taken)).rejects.toMatchObject({
      code: 'conflict',
      message: 'User with this username or email already exists.'
    })
  }
  const after = [await countOf('actor'), await countOf('account'), await countOf('channel'), await countOf('app_user')]
  expect(after).toEqual(before)
})

test('accounts and channels share one set of names', async () => {
  await createUser(database.db, aUser('carol', { channelName: 'Workshop' }))
  await expect(createUser(database.db, aUser('workshop'))).rejects.toMatchObject({ code: 'conflict' })
  await expect(createUser(database.db, aUser('dave', { channelName: 'CAROL' }))).rejects.toMatchObject({
    code: 'conflict',
    message: 'Channel with name CAROL already exists.'
  })
  await expect(createUser(database.db, aUser('erin', { channelName: 'erin' }))).rejects.toMatchObject({
    code: 'invalid'
  })
})

test('the names federation speaks under cannot be taken', async () => {
  await expect(createUser(database.db, aUser('peertube'))).rejects.toMatchObject({ code: 'conflict' })
})

test('a default channel whose name is taken gets a number', async () => {
  await createUser(database.db, aUser('frank', { channelName: 'grace_channel' }))
  const { accountId } = await createUser(database.db, aUser('grace'))
  expect(await listChannels(database.db, accountId)).toMatchObject([{ name: 'grace_channel-1' }])
})

test('of many who want the same name at once, one gets it', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, (_, index) => createUser(database.db, aUser('heidi', { email: `h${index}@example.org` })))
  )
  expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1)
})

test('a user is found by name or address, in any case', async () => {
  const { id } = await createUser(database.db, aUser('ivan'))
  for (const login of ['ivan', 'IVAN', 'Ivan@Example.org'])
    expect(await findLogin(database.db, login)).toMatchObject({ userId: id })
  expect(await findLogin(database.db, 'nobody')).toBeUndefined()
})

const site = siteOf('https://tube.example')

test('pages show a user with the channels to upload to', async () => {
  const { id, channelId } = await createUser(database.db, aUser('judy', { displayName: 'Judy' }))
  expect(await findPageUser(database.db, site, id)).toEqual({
    username: 'judy',
    displayName: 'Judy',
    isAdministrator: false,
    isModerator: false,
    channels: [{ id: channelId, name: 'judy_channel', displayName: 'Main judy channel' }],
    sensitive: {},
    avatarPath: null
  })
  await expect(findPageUser(database.db, site, 999_999)).rejects.toMatchObject({ code: 'unauthenticated' })
})
