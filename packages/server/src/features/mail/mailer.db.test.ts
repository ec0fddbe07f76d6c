import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { startSmtp, type TestSmtp } from '../../../../../tests/support/smtp.ts'
import { enqueueMail, type Mailer, openMailer } from './index.ts'

let database: FreshDatabase
let smtp: TestSmtp
let mailer: Mailer

beforeAll(async () => {
  database = await freshDatabase()
  smtp = await startSmtp()
  mailer = openMailer(database.db, {
    smtpUrl: smtp.url,
    from: { name: 'Tube', address: 'tube@x.example' },
    host: 'x.example'
  })
})
afterAll(async () => {
  mailer.close()
  await smtp.close()
  await database.close()
})
beforeEach(async () => {
  smtp.received.length = 0
  await database.db.query('DELETE FROM mail')
})

const write = (subject: string) =>
  database.db.transaction(tx => enqueueMail(tx, { to: 'ada@x.example', subject, text: 'Bonjour à toutes.' }))
const waiting = async () => {
  const { rows } = await database.db.query<{ attempts: number; seconds: number }>(
    'SELECT attempts, extract(epoch FROM due_at - now())::integer AS seconds FROM mail'
  )
  return rows
}

test('what was written is sent, and then forgotten', async () => {
  await write('Un mot')
  await mailer.sendDue()
  expect(await waiting()).toEqual([])
  expect(smtp.received.map(({ to }) => to)).toEqual(['ada@x.example'])
  const { data } = smtp.received[0]!
  expect(data).toContain('From: Tube <tube@x.example>')
  expect(data).toContain('Subject: Un mot')
  expect(data).toMatch(/Message-ID: <[0-9a-f-]{36}@x\.example>/)
  expect(data).toContain('Auto-Submitted: auto-generated')
  expect(data).toContain('text/html')
})

test('what a rolled back change wanted to tell is never sent', async () => {
  await database.db
    .transaction(async tx => {
      await enqueueMail(tx, { to: 'ada@x.example', subject: 'x', text: 'x' })
      throw new Error('no')
    })
    .catch(() => {})
  await mailer.sendDue()
  expect(smtp.received).toEqual([])
})

test('several that send at once send each mail once', async () => {
  for (let number = 0; number < 8; number++) await write(`Number ${number}`)
  await Promise.all([mailer.sendDue(), mailer.sendDue(), mailer.sendDue()])
  expect(new Set(smtp.received.map(({ data }) => /Number \d/.exec(data)?.[0])).size).toBe(8)
  expect(smtp.received).toHaveLength(8)
})

test('a refusal for now is tried again later, one for good is not', async () => {
  smtp.refuse('451 later')
  await write('Later')
  await mailer.sendDue()
  const [postponed] = await waiting()
  expect(postponed!.attempts).toBe(1)
  expect(postponed!.seconds).toBeGreaterThan(30)
  await database.db.query('UPDATE mail SET due_at = now()')
  smtp.refuse('550 nobody')
  await mailer.sendDue()
  expect([await waiting(), smtp.received]).toEqual([[], []])
})

test('a mail whose sender died is due again', async () => {
  await write('Again')
  await database.db.query("UPDATE mail SET attempts = 1, due_at = now() - interval '1 second'")
  await mailer.sendDue()
  expect(smtp.received).toHaveLength(1)
})

test('a subject holds one line', async () => {
  await write('One\r\nBcc: eve@x.example')
  await mailer.sendDue()
  expect(smtp.received[0]!.data).not.toMatch(/^Bcc:/m)
})
