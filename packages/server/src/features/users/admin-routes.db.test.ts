import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { userDeps } from '../../../../../tests/support/user-deps.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { type UsersDeps, userRoutes } from './index.ts'
import { hashPassword } from './password.ts'

const ORIGIN = 'http://videos.example'
const ended: number[] = []
let database: FreshDatabase
let server: TestServer
let closedServer: TestServer
let people: People
let folder: string

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'colombier-users-'))
  const { db } = database
  people = await makePeople(db)
  const deps: UsersDeps = {
    db,
    storage: openDiskStorage(folder),
    origin: ORIGIN,
    settings: someSettings({ user: { videoQuota: 1e9 } }),
    hasMail: false,
    cancelTranscoding: async () => {},
    ...userDeps(db),
    endSessions: async userId => void ended.push(userId)
  }
  server = await serveApi(people, userRoutes(deps))
  closedServer = await serveApi(people, userRoutes({ ...deps, settings: someSettings({ signup: { enabled: false } }) }))
})
afterAll(async () => {
  await server.close()
  await closedServer.close()
  await database.close()
  await rm(folder, { recursive: true })
})

interface Asked {
  readonly as?: keyof People
  readonly method?: string
  readonly body?: unknown
  readonly at?: TestServer
}

async function ask(path: string, { as, method = 'GET', body, at = server }: Asked = {}) {
  const answer = await fetch(`${at.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, body: (isJson && text ? JSON.parse(text) : {}) as Record<string, unknown> }
}

const register = (change = {}, at = server) =>
  ask('/users/register', {
    method: 'POST',
    body: { username: 'carol', password: 'long enough', email: 'carol@example.org', ...change },
    at
  })

describe('registering', () => {
  test('makes a plain user with the channel they named and the usual quota', async () => {
    const channel = { name: 'carols_films', displayName: 'Films of Carol' }
    expect((await register({ displayName: 'Carol', channel })).status).toBe(204)
    const { body } = await ask('/users?search=carol', { as: 'ruth' })
    expect(body['data']).toMatchObject([
      {
        username: 'carol',
        role: { id: 2 },
        videoQuota: 1e9,
        account: { displayName: 'Carol' },
        videoChannels: [channel]
      }
    ])
  })

  test.each([
    [{}, 409],
    [{ username: 'dave' }, 409],
    [{ username: 'dave', email: 'nope' }, 400],
    [{ username: 'dave', email: 'd@example.org', password: 'short' }, 400],
    [{ username: 'Dave!', email: 'd@example.org' }, 400],
    [{ username: 'dave', email: 'd@example.org', channel: { name: 'carols_films', displayName: 'X' } }, 409],
    [{ username: 'dave', email: 'd@example.org', channel: { name: 'dave', displayName: 'X' } }, 400]
  ])('refuses %j', async (change, status) => {
    expect((await register(change)).status).toBe(status)
    expect((await ask('/users?search=dave', { as: 'ruth' })).body['total']).toBe(0)
  })

  test('cannot give oneself a role', async () => {
    expect((await register({ username: 'eve', email: 'eve@example.org', role: 0 })).status).toBe(204)
    const { body } = await ask('/users?search=eve', { as: 'ruth' })
    expect(body['data']).toMatchObject([{ role: { id: 2 } }])
  })

  test('is refused where it is closed', async () => {
    expect((await register({ username: 'zoe', email: 'z@example.org' }, closedServer)).status).toBe(403)
  })
})

describe('who may do what to whom', () => {
  const users = ['ada', 'mona', 'ruth'] as const
  test.each(users.flatMap(whom => (['nobody', 'bob', 'mona', 'ruth'] as const).map(who => [who, whom] as const)))(
    '%s to %s',
    async (who, whom) => {
      const as = who === 'nobody' ? {} : { as: who }
      const path = `/users/${people[whom].userId}`
      const mayManage = who === 'ruth' || (who === 'mona' && whom === 'ada')
      const expected = (good: number) => (mayManage ? good : who === 'nobody' ? 401 : 403)
      expect((await ask(path, as)).status).toBe(expected(200))
      expect((await ask(path, { ...as, method: 'PUT', body: { videoQuota: 5 } })).status).toBe(expected(204))
      expect((await ask(`${path}/unblock`, { ...as, method: 'POST' })).status).toBe(expected(204))
    }
  )

  test('a new user may be spared the wait for a moderator', async () => {
    const user = { password: 'long enough', role: 2 }
    const add = (username: string, more: object) =>
      ask('/users', {
        as: 'ruth',
        method: 'POST',
        body: { ...user, username, email: `${username}@example.org`, ...more }
      })
    const flagsOf = async (username: string) =>
      ((await ask(`/users?search=${username}`, { as: 'ruth' })).body['data'] as { adminFlags: number }[])[0]?.adminFlags
    await add('grace', { adminFlags: 1 })
    await add('heidi', {})
    expect([await flagsOf('grace'), await flagsOf('heidi')]).toEqual([1, 0])
    expect((await add('ivan', { adminFlags: 2 })).status).toBe(400)
  })

  test('a moderator gives nobody a higher role', async () => {
    const put = (as: keyof People) => ask(`/users/${people.bob.userId}`, { as, method: 'PUT', body: { role: 1 } })
    expect((await put('mona')).status).toBe(403)
    expect((await put('ruth')).status).toBe(204)
    expect(ended).toContain(people.bob.userId)
    await ask(`/users/${people.bob.userId}`, { as: 'ruth', method: 'PUT', body: { role: 2 } })
  })

  test.each([{ role: 99 }, { email: 'nope' }, { videoQuota: -2 }, { adminFlags: 7 }, { password: 'x' }])(
    '%j is refused',
    async body =>
      expect((await ask(`/users/${people.bob.userId}`, { as: 'ruth', method: 'PUT', body })).status).toBe(400)
  )

  test('an address stays with its owner', async () => {
    const change = { as: 'ruth', method: 'PUT', body: { email: 'ADA@example.org' } } as const
    expect((await ask(`/users/${people.bob.userId}`, change)).status).toBe(409)
  })
})

describe('oneself', () => {
  test('keeps what was chosen, and what was not as it was', async () => {
    const body = { displayName: 'Ada L.', description: 'Notes', nsfwPolicy: 'blur', videoLanguages: ['fr'], role: 0 }
    expect((await ask('/users/me', { as: 'ada', method: 'PUT', body })).status).toBe(204)
    await ask('/users/me', { as: 'ada', method: 'PUT', body: { p2pEnabled: true } })
    expect((await ask('/users/me', { as: 'ada' })).body).toMatchObject({
      nsfwPolicy: 'blur',
      videoLanguages: ['fr'],
      p2pEnabled: true,
      role: { id: 2 },
      account: { displayName: 'Ada L.', description: 'Notes' }
    })
  })

  test('says what becomes of each kind of sensitive films, and of none twice', async () => {
    const change = (body: object) => ask('/users/me', { as: 'bob', method: 'PUT', body })
    const none = { nsfwFlagsDisplayed: 0, nsfwFlagsHidden: 0, nsfwFlagsWarned: 0, nsfwFlagsBlurred: 0 }
    expect((await ask('/users/me', { as: 'bob' })).body).toMatchObject(none)
    expect((await change({ nsfwPolicy: 'warn', nsfwFlagsHidden: 1, nsfwFlagsBlurred: 2 })).status).toBe(204)
    for (const wrong of [
      ...[
        { nsfwFlagsHidden: 1, nsfwFlagsWarned: 3 },
        { nsfwFlagsDisplayed: 2, nsfwFlagsBlurred: 2 }
      ],
      ...[{ nsfwFlagsHidden: 4 }, { nsfwFlagsWarned: -1 }, { nsfwFlagsDisplayed: 'violent' }, { nsfwPolicy: 'never' }]
    ])
      expect([wrong, (await change(wrong)).status]).toEqual([wrong, 400])
    expect((await ask('/users/me', { as: 'bob' })).body).toMatchObject({
      ...none,
      nsfwPolicy: 'warn',
      nsfwFlagsHidden: 1,
      nsfwFlagsBlurred: 2
    })
  })

  test('changes the password only with the current one, and every session ends', async () => {
    await database.db.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [
      people.ada.userId,
      await hashPassword('the old one')
    ])
    const change = (currentPassword?: string) =>
      ask('/users/me', { as: 'ada', method: 'PUT', body: { password: 'the new one', currentPassword } })
    for (const wrong of [undefined, '', 'nope']) expect((await change(wrong)).status).toBe(401)
    expect(ended).not.toContain(people.ada.userId)
    expect((await change('the old one')).status).toBe(204)
    expect(ended).toContain(people.ada.userId)
    expect((await change('the old one')).status).toBe(401)
  })
})

describe('blocking and deleting', () => {
  test('a blocked user has no session left, and the list can look for them', async () => {
    const { userId } = people.bob
    ended.length = 0
    const block = { as: 'mona', method: 'POST', body: { reason: 'spam' } } as const
    expect((await ask(`/users/${userId}/block`, block)).status).toBe(204)
    expect(ended).toEqual([userId])
    const { body } = await ask('/users?blocked=true', { as: 'ruth' })
    expect(body).toMatchObject({ total: 1, data: [{ username: 'bob', blocked: true, blockedReason: 'spam' }] })
  })

  test('an address is confirmed for somebody, and the list can look for a role', async () => {
    const member = async () => {
      const { body } = await ask('/users?role=2&search=carol', { as: 'ruth' })
      return (body['data'] as { id: number; emailVerified: boolean | null }[])[0]!
    }
    const { id } = await member()
    for (const emailVerified of [false, true]) {
      expect((await ask(`/users/${id}`, { method: 'PUT', as: 'ruth', body: { emailVerified } })).status).toBe(204)
      expect((await member()).emailVerified).toBe(emailVerified)
    }
    expect((await ask('/users?role=0&search=carol', { as: 'ruth' })).body['total']).toBe(0)
  })

  test('a deleted user leaves neither videos nor channels nor a name behind', async () => {
    const video = await aVideo(database.db, people.bob.channelId)
    expect((await ask(`/users/${people.bob.userId}`, { as: 'ruth', method: 'DELETE' })).status).toBe(204)
    expect((await ask(`/users/${people.bob.userId}`, { as: 'ruth' })).status).toBe(404)
    const count = async (sql: string, value: unknown) => (await database.db.query(sql, [value])).rows.length
    expect(await count('SELECT FROM video WHERE id = $1', video.id)).toBe(0)
    expect(await count('SELECT FROM actor WHERE preferred_username = ANY($1)', ['bob', 'bob_channel'])).toBe(0)
    expect((await ask(`/users/${people.bob.userId}`, { as: 'ruth', method: 'DELETE' })).status).toBe(404)
  })
})

test.each(['sort=password_hash', 'count=101', 'blocked=maybe', 'role=3'])('the list refuses %s', async query => {
  expect((await ask(`/users?${query}`, { as: 'ruth' })).status).toBe(400)
})
