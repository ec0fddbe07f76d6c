/**
 * Who may call what, for every operation: anonymous, another user, the owner of the thing, a moderator, an
 * administrator. What each is answered must follow from the operation's `access` (contract/access.ts) and nothing else.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Access, mayCall, OPERATIONS } from '../../packages/server/src/contract/index.ts'
import { ABSENT_OPERATIONS } from '../../packages/server/src/contract/operations/absent.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startWholeApp, type WholeApp } from '../support/whole-api/app.ts'
import { type Caller, makeCaller } from '../support/whole-api/callers.ts'
import { readOperations, type Schema, type WalkedOperation } from '../support/whole-api/operations.ts'
import { properCall } from '../support/whole-api/proper-call.ts'
import { readRoutes } from '../support/whole-api/routes.ts'
import { type Answer, send } from '../support/whole-api/send.ts'
import { makeThings } from '../support/whole-api/things.ts'

/** Refused, in the words of the protocol, to whoever has no such upload: features/uploads and user-imports test that. */
const OF_AN_UPLOAD = [
  ...['uploadResumable', 'uploadResumableCancel', 'replaceVideoSourceResumableInit'],
  ...['replaceVideoSourceResumable', 'replaceVideoSourceResumableCancel'],
  ...['userImportResumable', 'userImportResumableCancel']
]

let database: FreshDatabase
let app: WholeApp
let operations: WalkedOperation[]

beforeAll(async () => {
  database = await freshDatabase()
  app = await startWholeApp(database.db)
  operations = await readOperations(app.origin)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

test('the table and what is served are the same', () => {
  const table = Object.entries(OPERATIONS).map(([id, { on, access }]) => `${id}: ${on}, ${access}`)
  const served = operations.map(({ id, method, path, access }) => `${id}: ${method} ${path}, ${access}`)
  expect(served.toSorted()).toEqual(table.toSorted())
})

test('no route of the API is served beside the table', () => {
  const { beside, ofTable } = readRoutes(app.express)
  expect(ofTable.length).toBe(operations.length)
  expect(beside).toEqual([])
})

test('every body is described field by field', () => {
  const isOfFiles = ({ bodyTypes }: WalkedOperation) => FILES.some(type => bodyTypes.includes(type))
  const bare = operations.filter(one => one.body && !isOfFiles(one) && namesIn(one.body).length === 0)
  expect(bare.map(({ id }) => id)).toEqual([])
  const fieldsOf = (id: string) => namesIn(operations.find(operation => operation.id === id)!.body!)
  expect(fieldsOf('uploadLegacy')).toEqual(expect.arrayContaining(['name', 'channelId', 'privacy', 'videofile']))
  expect(fieldsOf('putVideo')).toEqual(expect.arrayContaining(['name', 'tags', 'scheduleUpdate', 'videoPasswords']))
})

const FILES = ['application/octet-stream', 'multipart/form-data']
const namesIn = (schema: Schema): string[] => [
  ...Object.keys(schema.properties ?? {}),
  ...[...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(namesIn)
]

test('every operation lets in whom its access says, and nobody else', async () => {
  const faults: string[] = []
  // What is absent refuses everybody whom it lets in: features/absent has tests of its own.
  for (const operation of operations.filter(({ id }) => !(id in ABSENT_OPERATIONS) && !OF_AN_UPLOAD.includes(id)))
    faults.push(...(await tryAll(operation)))
  expect(faults).toEqual([])
}, 300_000)

const WHO = ['anonymous', 'stranger', 'moderator', 'administrator', 'owner'] as const
type Who = (typeof WHO)[number]

async function tryAll(operation: WalkedOperation): Promise<string[]> {
  const faults: string[] = []
  const { db } = database
  for (const who of WHO) {
    // What one did must not decide what the next may: each comes to things of their own making.
    const owner = await makeCaller(db, 'user', 'owner')
    const { params, unknown } = await makeThings({ db, owner }, operation)
    const caller = await callerFor(who, owner)
    const answer = await send(app.origin, operation, {
      ...(await properCall({ db, owner }, operation, params)),
      token: caller?.token
    })
    const wrong = faultOf(operation.access, who, answer)
    const said = `${answer.status} ${answer.text.slice(0, 200)}`
    if (wrong) faults.push(`${operation.id} (${operation.access}), ${who}: ${wrong}: ${said}`)
    if (unknown.length > 0 && isOwned(operation.access)) faults.push(`${operation.id}: whose is ${unknown}?`)
  }
  return faults
}

async function callerFor(who: Who, owner: Caller): Promise<Caller | undefined> {
  if (who === 'anonymous') return undefined
  if (who === 'owner') return owner
  return makeCaller(database.db, who === 'stranger' ? 'user' : who)
}

const isOwned = (access: Access) => access.startsWith('owner')

/** Which answers say that somebody was let in, and which that they were not. */
function faultOf(access: Access, who: Who, { status, text }: Answer): string | undefined {
  const role = who === 'anonymous' ? undefined : who === 'stranger' || who === 'owner' ? 'user' : who
  const isIn = mayCall(access, role, who === 'owner')
  // What somebody may not see may be said not to exist.
  if (!isIn && who === 'anonymous') return status === 401 ? undefined : 'should be 401'
  if (!isIn) return status === 403 || (isOwned(access) && status === 404) ? undefined : 'should be 403'
  if (status === 401 || status === 429 || status >= 500) return 'should be let in'
  // Other reasons than who calls may forbid something too, with a code of their own or for want of a secret.
  const { code } = status === 403 ? (JSON.parse(text) as { code?: string }) : {}
  if (status === 403 && !code && (isOwned(access) || text.includes('does not have the right')))
    return 'should be let in'
  // What is bad about the call besides comes after the guard, or the stranger would not have met that one.
  return isOwned(access) && status === 404 ? 'should be found' : undefined
}
