import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { contactRoutes } from './index.ts'

let database: FreshDatabase
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
})
afterAll(() => database.close())

const LETTER = { fromEmail: 'eve@example.org', fromName: 'Eve\nBcc: x', subject: 'Hello\nthere', body: 'A question' }

async function write(letter: object, { hasMail = true, enabled = true } = {}): Promise<number> {
  const settings = someSettings({ contactForm: { enabled } })
  const server = await serveApi(people, contactRoutes({ db: database.db, settings, hasMail }))
  const headers = { 'Content-Type': 'application/json' }
  const url = `${server.origin}/api/v1/server/contact`
  const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(letter) })
  await server.close()
  return status
}
const mails = async () => (await database.db.query('SELECT recipient, subject, body FROM mail')).rows

test('a letter waits for the mail server, addressed to the administrators', async () => {
  expect(await write(LETTER)).toBe(204)
  expect(await mails()).toMatchObject([
    {
      recipient: 'root@example.org',
      subject: expect.stringMatching(/: Hello there$/),
      body: expect.stringMatching(/A question$/)
    }
  ])
})

test.each([
  [{ ...LETTER, fromEmail: 'nobody' }, {}, 400],
  [{ ...LETTER, body: 'x' }, {}, 400],
  [{ ...LETTER, subject: '' }, {}, 400],
  [LETTER, { hasMail: false }, 409],
  [LETTER, { enabled: false }, 409]
])('%o with %o is refused', async (letter, circumstances, status) => {
  const before = await mails()
  expect(await write(letter, circumstances)).toBe(status)
  expect(await mails()).toEqual(before)
})
