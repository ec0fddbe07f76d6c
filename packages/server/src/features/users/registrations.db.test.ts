import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { userDeps } from '../../../../../tests/support/user-deps.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { findAsked, findLogin, isPasswordRight, type UsersDeps, userRoutes } from './index.ts'

const ORIGIN = 'https://videos.example'
const ended: number[] = []
let isBreaking = false
let database: FreshDatabase
let people: People
let byApproval: TestServer
let open: TestServer
let mailless: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const deps: UsersDeps = {
    db: database.db,
    storage: openDiskStorage('/nowhere'),
    origin: ORIGIN,
    hasMail: true,
    settings: someSettings(),
    cancelTranscoding: async () => {},
    ...userDeps(database.db),
    endSessions: async userId => {
      if (isBreaking) throw new Error('killed')
      ended.push(userId)
    }
  }
  const signup = { requiresApproval: true, requiresEmailVerification: true }
  byApproval = await serveApi(people, userRoutes({ ...deps, settings: someSettings({ signup }) }))
  open = await serveApi(
    people,
    userRoutes({ ...deps, settings: someSettings({ signup: { requiresEmailVerification: true, limit: 7 } }) })
  )
  mailless = await serveApi(people, userRoutes({ ...deps, hasMail: false, settings: someSettings({ signup }) }))
})
afterAll(async () => {
  for (const server of [byApproval, open, mailless]) await server.close()
  await database.close()
})
beforeEach(() => database.db.query('DELETE FROM mail'))

async function ask(
  server: TestServer,
  path: string,
  {
    as,
    method = 'POST',
    body,
    language = 'en'
  }: { as?: string; method?: string; body?: unknown; language?: string } = {}
) {
  const answer = await fetch(`${server.origin}/api/v1/users/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language, ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
}
const wish = (username: string, more = {}) => ({
  username,
  email: `${username}@example.org`,
  password: 'long enough',
  registrationReason: 'We make films',
  ...more
})
const mails = async () =>
  (await database.db.query<{ recipient: string; subject: string; body: string }>('SELECT * FROM mail ORDER BY id')).rows
/** What the link of the newest mail holds. */
async function link(): Promise<URLSearchParams> {
  const { body } = (await mails()).at(-1)!
  return new URL(/https:\S+/.exec(body)![0]).searchParams
}

describe('by approval', () => {
  test('somebody asks, confirms the address, and is let in', async () => {
    const channel = { name: 'lumiere', displayName: 'Lumière' }
    const asked = await ask(byApproval, 'registrations/request', { body: wish('louis', { channel }), language: 'fr' })
    expect(asked.status).toBe(200)
    expect(asked.body).toMatchObject({
      state: { id: 1, label: 'Pending' },
      username: 'louis',
      registrationReason: 'We make films',
      emailVerified: false,
      channelHandle: 'lumiere',
      moderationResponse: null
    })
    expect((await mails())[0]).toMatchObject({ recipient: 'louis@example.org' })
    expect((await mails())[0]!.body).toContain('Bonjour louis')
    const id = asked.body['id'] as number
    const verificationString = (await link()).get('verificationString')
    const verify = (body: unknown) => ask(byApproval, `registrations/${id}/verify-email`, { body })
    expect((await verify({ verificationString: 'wrong' })).status).toBe(403)
    expect((await verify({ verificationString })).status).toBe(204)
    expect((await verify({ verificationString })).status).toBe(403)

    const answer = { moderationResponse: 'Bienvenue' }
    expect((await ask(byApproval, `registrations/${id}/accept`, { as: 'mona', body: answer })).status).toBe(204)
    expect((await ask(byApproval, `registrations/${id}/accept`, { as: 'mona', body: answer })).status).toBe(409)
    const login = await findLogin(database.db, 'louis')
    expect(login).toMatchObject({ isEmailVerified: true })
    expect(await isPasswordRight('long enough', login!.passwordHash)).toBe(true)
    expect((await mails()).at(-1)).toMatchObject({ recipient: 'louis@example.org', subject: /prêt/ as never })
    const { body } = await ask(byApproval, 'registrations?search=LOUIS', { as: 'mona', method: 'GET' })
    expect(body).toMatchObject({
      total: 1,
      data: [{ state: { id: 3 }, moderationResponse: 'Bienvenue', user: { id: login!.userId } }]
    })
    const { rows } = await database.db.query('SELECT password_hash FROM registration WHERE id = $1', [id])
    expect(rows).toEqual([{ password_hash: null }])
  })

  test('somebody is refused, told why or not, and may ask again', async () => {
    const { body } = await ask(byApproval, 'registrations/request', { body: wish('spam') })
    await database.db.query('DELETE FROM mail')
    const refusal = { moderationResponse: 'No', preventEmailDelivery: true }
    const path = `registrations/${body['id']}`
    expect((await ask(byApproval, `${path}/reject`, { as: 'mona', body: refusal })).status).toBe(204)
    expect(await mails()).toEqual([])
    expect(await findLogin(database.db, 'spam')).toBeUndefined()
    const asked = await findAsked(database.db, 'SPAM')
    expect(asked?.isRejected).toBe(true)
    expect(await isPasswordRight('long enough', asked!.passwordHash)).toBe(true)
    expect((await ask(byApproval, 'registrations/request', { body: wish('spam') })).status).toBe(200)
    expect(await findAsked(database.db, 'spam')).toMatchObject({ isRejected: false })
    expect((await ask(byApproval, path, { as: 'mona', method: 'DELETE' })).status).toBe(204)
    expect((await ask(byApproval, path, { as: 'mona', method: 'DELETE' })).status).toBe(404)
  })

  test.each([
    ['a name that somebody has', wish('ada'), 409],
    ['an address that somebody has', wish('other', { email: 'ADA@example.org' }), 409],
    ['a name that a channel has', wish('x', { channel: { name: 'ada_channel', displayName: 'x' } }), 409],
    ['no reason', wish('x', { registrationReason: '' }), 400]
  ])('%s is refused', async (_, body, status) => {
    expect((await ask(byApproval, 'registrations/request', { body })).status).toBe(status)
  })

  test('two who ask for the same name at once: one waits', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => ask(byApproval, 'registrations/request', { body: wish('twin') }))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  test('is for moderators to answer, and closes the open way', async () => {
    expect((await ask(byApproval, 'registrations', { as: 'ada', method: 'GET' })).status).toBe(403)
    expect((await ask(byApproval, 'registrations/1/accept', { as: 'ada', body: {} })).status).toBe(403)
    expect((await ask(byApproval, 'register', { body: wish('eve') })).status).toBe(403)
    expect((await ask(open, 'registrations/request', { body: wish('eve') })).status).toBe(400)
  })

  test('asks nobody to confirm an address where no mail can be sent', async () => {
    const { body } = await ask(mailless, 'registrations/request', { body: wish('offline') })
    expect([body['emailVerified'], await mails()]).toEqual([null, []])
  })
})

describe('open', () => {
  test('an address is confirmed before the account can be used; the limit holds', async () => {
    expect((await ask(open, 'register', { body: wish('zoe') })).status).toBe(204)
    expect(await findLogin(database.db, 'zoe')).toMatchObject({ isEmailVerified: false })
    await ask(open, 'ask-send-verify-email', { body: { email: 'zoe@example.org' } })
    const [first, second] = await mails()
    expect([first!.recipient, second!.recipient]).toEqual(['zoe@example.org', 'zoe@example.org'])
    const id = (await link()).get('userId')
    const stale = /verificationString=(\w+)/.exec(first!.body)![1]
    const fresh = (await link()).get('verificationString')
    const verify = (verificationString: unknown) => ask(open, `${id}/verify-email`, { body: { verificationString } })
    expect((await verify(stale)).status).toBe(403)
    expect((await verify(fresh)).status).toBe(204)
    expect(await findLogin(database.db, 'zoe')).toMatchObject({ isEmailVerified: true })
    await ask(open, 'register', { body: wish('one') })
    expect((await ask(open, 'register', { body: wish('two') })).status).toBe(403)
  })
})

describe('a forgotten password', () => {
  test('is replaced by who reads the mail, once, and ends the sessions', async () => {
    expect((await ask(open, 'ask-reset-password', { body: { email: 'bob@EXAMPLE.org' } })).status).toBe(204)
    const found = await link()
    const reset = (id: unknown, more = {}) =>
      ask(open, `${id}/reset-password`, {
        body: { verificationString: found.get('verificationString'), password: 'quite new', ...more }
      })
    expect((await reset(people.ada.userId)).status).toBe(403)
    expect((await reset(found.get('userId'), { password: 'x' })).status).toBe(400)
    expect((await reset(found.get('userId'))).status).toBe(204)
    expect((await reset(found.get('userId'))).status).toBe(403)
    const { passwordHash } = (await findLogin(database.db, 'bob'))!
    expect(await isPasswordRight('quite new', passwordHash)).toBe(true)
    expect(ended).toContain(people.bob.userId)
  })

  test('tells nobody who has an account', async () => {
    expect((await ask(open, 'ask-reset-password', { body: { email: 'nobody@example.org' } })).status).toBe(204)
    expect(await mails()).toEqual([])
  })

  test('floods nobody', async () => {
    for (let times = 0; times < 7; times++)
      await ask(open, 'ask-reset-password', { body: { email: 'Mona@example.org' } })
    expect(await mails()).toHaveLength(5)
  })

  test('is not replaced as long as a session could outlive it', async () => {
    await ask(open, 'ask-reset-password', { body: { email: 'ada@example.org' } })
    const before = (await findLogin(database.db, 'ada'))!.passwordHash
    const body = { verificationString: (await link()).get('verificationString'), password: 'quite new' }
    isBreaking = true
    expect((await ask(open, `${people.ada.userId}/reset-password`, { body })).status).toBe(500)
    isBreaking = false
    expect((await findLogin(database.db, 'ada'))!.passwordHash).toBe(before)
  })

  test('an old link opens nothing', async () => {
    await ask(open, 'ask-reset-password', { body: { email: 'ada@example.org' } })
    await database.db.query("UPDATE mail_link SET expires_at = now() - interval '1 second'")
    const body = { verificationString: (await link()).get('verificationString'), password: 'quite new' }
    expect((await ask(open, `${people.ada.userId}/reset-password`, { body })).status).toBe(403)
  })
})

test('a new address is used once it is confirmed', async () => {
  const passwordHash = (await findLogin(database.db, 'bob'))!.passwordHash
  await database.db.query('UPDATE app_user SET password_hash = $1 WHERE id = $2', [passwordHash, people.ada.userId])
  const change = { email: 'ada@new.example', currentPassword: 'quite new' }
  expect((await ask(open, 'me', { as: 'ada', method: 'PUT', body: change })).status).toBe(204)
  const me = async () => (await ask(open, 'me', { as: 'ada', method: 'GET' })).body
  expect(await me()).toMatchObject({ email: 'ada@example.org', pendingEmail: 'ada@new.example' })
  expect((await mails())[0]).toMatchObject({ recipient: 'ada@new.example' })
  const verificationString = (await link()).get('verificationString')
  await ask(open, `${people.ada.userId}/verify-email`, { body: { verificationString, isPendingEmail: true } })
  expect(await me()).toMatchObject({ email: 'ada@new.example', pendingEmail: null, emailVerified: true })
})
