/**
 * Walks the OpenAPI document and calls every operation: without credentials, as a member and as an administrator, with
 * nonsense in every place. Nothing fails, nothing is told that is not the caller's to know, nothing refused changes
 * anything.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayCall } from '../../packages/server/src/contract/index.ts'
import { serverSecret } from '../../packages/server/src/platform/server-secret.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startWholeApp, type WholeApp } from '../support/whole-api/app.ts'
import { type Caller, makeCaller } from '../support/whole-api/callers.ts'
import { type Watch, watchDatabase } from '../support/whole-api/digest.ts'
import { nonsenseEverywhere, nonsenseFor } from '../support/whole-api/nonsense.ts'
import { readOperations, type WalkedOperation } from '../support/whole-api/operations.ts'
import { properCall } from '../support/whole-api/proper-call.ts'
import { type Sent, send } from '../support/whole-api/send.ts'
import { makeThings, makeVideo, THINGS, type World } from '../support/whole-api/things.ts'

const HIDDEN = 'Words-that-only-their-owner-reads'
/** Ada herself is still needed. */
const things = { ...THINGS, '/users/{id}': async ({ db }: World) => (await makeCaller(db, 'user', 'somebody')).userId }

let database: FreshDatabase
let app: WholeApp
let operations: WalkedOperation[]
/** Owns everything that the others are not to see. */
let ada: Caller
let watch: Watch

beforeAll(async () => {
  database = await freshDatabase()
  app = await startWholeApp(database.db)
  operations = await readOperations(app.origin)
  // Who asks first makes the server choose them.
  await fetch(`${app.origin}/api/v1/oauth-clients/local`)
  await serverSecret(database.db, 'sign-in-throttle')
  ada = await makeCaller(database.db, 'user', 'ada')
  const world = { db: database.db, owner: ada }
  await makeVideo(world)
  await makeVideo(world, { privacy: 3, name: HIDDEN, description: HIDDEN, tags: [HIDDEN.slice(0, 30)] })
  await makeVideo(world, { privacy: 5, name: HIDDEN, passwords: [HIDDEN] })
  await makeVideo(world, { name: HIDDEN, columns: { state: 2 } })
  watch = await watchDatabase(database.db)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

test('no call whatever ends in a failure, tells a secret or changes anything when it is refused', async () => {
  const found: string[] = []
  for (const [at, operation] of operations.entries()) found.push(...(await walk(operation, at)))
  expect(found).toEqual([])
}, 300_000)

async function walk(operation: WalkedOperation, at: number): Promise<string[]> {
  const { db } = database
  const { params } = await makeThings({ db, owner: ada }, operation, things)
  const proper = await properCall({ db, owner: ada }, operation, params)
  const found: string[] = []
  const callers = await callersFor(operation)
  await watch.changes()
  const call = async ([name, caller]: Named, sent: Sent) => {
    const answer = await send(app.origin, operation, { ...sent, token: caller?.token })
    const say = (fault: string) => found.push(`${name} ${answer.status} ${answer.sent}: ${fault}`)
    if (answer.status >= 500 && answer.status !== 501) say('failed')
    for (const secret of secretsIn(answer.text, caller)) say(`tells ${secret}`)
    if (operation.method === 'GET') return
    const changed = await watch.changes()
    if (changed.length > 0 && answer.status >= 400) say(`changed ${changed}`)
  }

  const isAdmitted = ([name, caller]: Named) => mayCall(operation.access, caller?.role, name === 'ada')
  for (const named of callers) {
    await call(named, proper)
    if (!isAdmitted(named)) for (const sent of nonsenseEverywhere(operation)) await call(named, sent)
  }
  // All who are let in meet the same code: they take turns.
  const admitted = callers.filter(isAdmitted)
  let turn = 0
  for (const sent of nonsenseFor(operation, proper, at)) await call(admitted[turn++ % admitted.length]!, sent)

  const changed = operation.method === 'GET' ? await watch.changes() : []
  if (changed.length > 0) found.push(`${operation.id} changed ${changed}`)
  return found
}

type Named = readonly [name: string, caller: Caller | undefined]
let strangers: readonly Named[] = []

/** New ones after each operation that may have done away with them. */
async function callersFor({ access, method }: WalkedOperation): Promise<readonly Named[]> {
  if (method !== 'GET' || strangers.length === 0) {
    const make = async (name: string, role: Caller['role']) =>
      [name, await makeCaller(database.db, role, name)] as const
    strangers = [['anonymous', undefined], await make('bob', 'user'), await make('ruth', 'administrator')]
  }
  return access.startsWith('owner') ? [...strangers, ['ada', ada]] : strangers
}

/** Of programs at work; no text of ours has them. */
const INNARDS = [
  /\bSELECT\b.*\bFROM\b/,
  /\bINSERT INTO\b/,
  /\n\s+at .*:\d+:\d+/,
  /node_modules|\.ts:\d+|pg_catalog/,
  /ECONN|EACCES|ENOENT/
]

function secretsIn(text: string, caller: Caller | undefined): string[] {
  const innards = INNARDS.filter(pattern => pattern.test(text)).map(String)
  if (caller?.role === 'administrator') return innards
  const addresses = (text.match(/\w+@private\.example\.org/g) ?? []).filter(address => address !== caller?.email)
  const hidden = [...(caller === ada ? [] : [HIDDEN]), ada.token, app.folder].filter(secret => text.includes(secret))
  return [...innards, ...addresses, ...hidden]
}
