import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { asPerson, makePeople, type People } from '../../../../../tests/support/people.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { ensureApplication } from '../../federation/index.ts'
import { anonymousAddress } from '../../platform/anonymous-address.ts'
import { problemHandler } from '../../platform/http.ts'
import { configureLogs, log } from '../../platform/log.ts'
import { serverFollowRoutes } from '../server-follows/index.ts'
import { auditTrail, logRoutes, sweepAudit } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
const startDate = new Date(Date.now() - 1000).toISOString()

beforeAll(async () => {
  configureLogs('debug')
  database = await freshDatabase()
  people = await makePeople(database.db)
  await ensureApplication(database.db)
  const { db } = database
  const routes = [logRoutes({ db }), serverFollowRoutes({ db, origin: 'https://here.example', settleSoon: () => {} })]
  server = await serve(
    express()
      .use(asPerson(people))
      .use('/api/v1', auditTrail(db), ...routes, problemHandler)
      .use(auditTrail(db))
      .post('/admin/:page', (req, res) => void res.sendStatus(Number(req.query['status'])))
  )
})
afterAll(async () => {
  configureLogs('error')
  await server.close()
  await database.close()
})

const send = (path: string, as: keyof People | undefined, body?: object) =>
  fetch(`${server.origin}/api/v1/server/${path}`, {
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) })
  })
type Line = { level: string; message: string; tags: string[]; timestamp: string }
const read = async (query: string) =>
  (await (await send(`logs?${new URLSearchParams(`startDate=${startDate}&${query}`)}`, 'ruth')).json()) as Line[]

test('recent messages are read by level, part and time', async () => {
  log('logs-test').debug('A detail')
  log('logs-test').warn('A worry about {what}', { what: 'doves' })
  expect((await read('tagsOneOf=logs-test&level=debug')).map(({ message }) => message)).toEqual([
    'A detail',
    'A worry about doves'
  ])
  expect(await read('tagsOneOf=logs-test')).toMatchObject([{ level: 'warn', tags: ['logs-test'] }])
  expect(await read(`tagsOneOf=logs-test&endDate=${startDate}`)).toEqual([])
  expect((await send('logs', 'ruth')).status).toBe(400)
  expect((await send(`logs?startDate=${startDate}`, 'mona')).status).toBe(403)
})

test('a browser’s report is one message, whatever is in it', async () => {
  const message = 'Broken\n2026-01-01 00:00:00 error auth: forged'
  const report = { message, url: 'https://here.example/w/x', level: 'error', userAgent: 'A browser' }
  expect((await send('logs/client', undefined, report)).status).toBe(204)
  const [line] = await read('tagsOneOf=client&level=error')
  expect(line!.message).not.toContain('\n')
  expect(line!.message).toContain('forged')
  expect((await send('logs/client', undefined, { ...report, level: 'fatal' })).status).toBe(400)
})

test('changes leave a trace; refusals and reading leave none', async () => {
  await send('following', 'ruth', { hosts: ['there.example'] })
  await send('following', 'ada', { hosts: ['there.example'] })
  await send('following', 'ruth')
  const trail = async () => (await (await send(`audit-logs?startDate=${startDate}`, 'ruth')).json()) as unknown[]
  await expect.poll(trail).toHaveLength(1)
  expect(await trail()).toMatchObject([
    {
      user: 'ruth',
      action: 'followServers',
      domain: 'server',
      path: '/api/v1/server/following',
      address: '127.0.0.0'
    }
  ])
  expect((await send(`audit-logs?startDate=${startDate}`, 'mona')).status).toBe(403)

  await database.db.query("UPDATE audit_entry SET at = at - interval '91 days'")
  await sweepAudit(database.db)
  expect((await database.db.query('SELECT FROM audit_entry')).rowCount).toBe(0)
})

test('a page’s form leaves a trace once it did its work, and none while it asks or refuses', async () => {
  const post = (status: number, as?: string) =>
    fetch(`${server.origin}/admin/config?status=${status}`, {
      method: 'POST',
      redirect: 'manual',
      ...(as && { headers: { authorization: as } })
    })
  for (const [status, as] of [[200, 'ruth'], [400, 'ruth'], [303], [303, 'ruth']] as const) await post(status, as)
  const trail = async () => (await database.db.query('SELECT operation, path FROM audit_entry')).rows
  await expect.poll(trail).toEqual([{ operation: 'POST /admin/:page', path: '/admin/config' }])
})

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
  ['2001:db8::1', '2001:db8:0::'],
  ['::1', '0:0:0::'],
  [undefined, '']
])('%s becomes %s', (address, anonymous) => {
  expect(anonymousAddress(address)).toBe(anonymous)
})
