/** The page about the server, and the one on which one joins it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { ContactBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { parse } from '../../platform/http.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const benches: Record<string, PageBench> = {}
const made: unknown[] = []
const letters: unknown[] = []

const SIGNUPS = {
  open: { enabled: true, requiresApproval: false },
  mail: { enabled: true, requiresApproval: false, requiresEmailVerification: true },
  approval: { enabled: true, requiresApproval: true },
  'approval without mail': { enabled: true, requiresApproval: true },
  closed: { enabled: false }
}

beforeAll(async () => {
  for (const [name, signup] of Object.entries(SIGNUPS)) {
    benches[name] = await openPageBench({ ada } as unknown as People, {
      settings: someSettings({
        signup,
        contactForm: { enabled: signup.enabled },
        instance: { terms: '**Be kind** <b>', shortDescription: 'A club' }
      }),
      hasMail: name !== 'approval without mail',
      call: (async (id, { body }) => void letters.push([id, parse(ContactBody, body)])) as CallOperation,
      listLinkedHosts: async () => ({ following: ['far.example'], followers: [] }),
      async register(body, locale) {
        if (body.username === 'taken') throw new AppError('conflict', 'User with this username already exists.')
        if (SIGNUPS[name as keyof typeof SIGNUPS].enabled === false)
          throw new AppError('forbidden', 'User registration is not enabled on this instance.')
        made.push(['register', body, locale])
      },
      requestRegistration: async (body, locale) => void made.push(['request', body, locale])
    })
  }
})
afterAll(() => Promise.all(Object.values(benches).map(bench => bench.close())))
beforeEach(() => {
  made.length = 0
})

const GOOD = { username: ' Bea ', email: 'bea@example.org', password: 'long enough', agreed: 'yes', reason: 'I film' }
const send = (bench: string, form: Record<string, string>) =>
  benches[bench]!.show('/signup', { cookie: 'lang=fr' }, form)

test('who writes to the team is told that it went, or which field is wrong, with what was written', async () => {
  const bench = benches['approval']!
  expect((await bench.show('/about/contact')).page).toMatchObject({ kind: 'contact', isOpen: true })
  const letter = { fromName: 'Zoé', fromEmail: 'zoe@example.org', subject: 'Une question', body: 'Quand ouvrez-vous ?' }
  const sent = await bench.fetch('/about/contact', {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(letter)
  })
  expect(sent.headers.get('location')).toBe('/about/contact?done=contacted')
  expect(letters.splice(0)).toEqual([['sendContactForm', letter]])
  const { status, page } = await bench.show('/about/contact', {}, { ...letter, fromEmail: 'zoe' })
  expect(status).toBe(400)
  expect(page).toMatchObject({ outcome: { fault: { fields: ['fromEmail'], values: { body: letter.body } } } })
  expect((await benches['closed']!.show('/about/contact')).page).toMatchObject({ isOpen: false })
})

test.each(['/about', '/about/instance', '/about/follows'])('%s tells what the server is', async path => {
  const { page } = await benches['open']!.show(path)
  expect(page).toMatchObject({
    kind: 'about',
    shortDescription: 'A club',
    following: ['far.example'],
    followers: [],
    texts: [{ name: 'terms', html: '<p><strong>Be kind</strong> &lt;b&gt;</p>\n' }]
  })
})

test('every page knows whether one may sign up', async () => {
  expect((await benches['approval']!.show('/about')).context.canSignUp).toBe(true)
  expect((await benches['closed']!.show('/about')).context.canSignUp).toBe(false)
})

test('who is signed in needs no account', async () => {
  const answer = await benches['open']!.fetch('/signup', { headers: { authorization: 'ada' } })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
})

test.each([
  ['open', 'made'],
  ['mail', 'check-mail'],
  ['approval', 'asked'],
  ['approval without mail', 'asked-no-mail']
])('with registration %s the form ends with %s', async (bench, outcome) => {
  const { page, status } = await send(bench, GOOD)
  expect([status, page]).toMatchObject([200, { kind: 'sign-up', outcome }])
  const { username, email, password } = { ...GOOD, username: 'bea' }
  const body = { username, email, password }
  expect(made).toEqual(
    bench.startsWith('approval')
      ? [['request', { ...body, registrationReason: 'I film' }, 'fr']]
      : [['register', body, 'fr']]
  )
})

test.each([
  [{ username: '' }, 'username'],
  [{ username: 'no spaces please' }, 'username'],
  [{ email: 'nowhere' }, 'email'],
  [{ password: 'short' }, 'password'],
  [{ reason: '' }, 'reason'],
  [{ agreed: '' }, 'agreed']
])('%j is told at its field, and the rest is kept', async (change, field) => {
  const { page, status, text } = await send('approval', { ...GOOD, ...change })
  expect(status).toBe(400)
  expect(page).toMatchObject({ outcome: null, faults: { [field]: 'invalid' } })
  expect(page).toMatchObject({ values: field === 'email' ? { username: 'bea' } : { email: 'bea@example.org' } })
  expect(text).not.toContain('long enough')
  expect(made).toEqual([])
})

test('a taken name is told; a closed server refuses', async () => {
  const { page, status } = await send('open', { ...GOOD, username: 'taken' })
  expect([status, page]).toMatchObject([409, { faults: { username: 'taken' } }])
  expect((await send('closed', GOOD)).status).toBe(403)
})
