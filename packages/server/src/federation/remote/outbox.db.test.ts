import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import {
  openRemoteWorld,
  type RemotePeople,
  type RemoteWorld,
  settle
} from '../../../../../tests/support/remote-server.ts'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { findOrFetchActor } from './actors.ts'
import { readNextPage } from './outbox.ts'

const ORIGIN = 'https://reef.example'
let database: FreshDatabase
let world: RemoteWorld
let theirs: RemotePeople
let outbox: string

beforeAll(async () => {
  database = await freshDatabase()
  world = await openRemoteWorld(database.db)
})
afterAll(async () => {
  await world.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM video')
  await database.db.query('DELETE FROM outbox_reading')
  await database.db.query('DELETE FROM domain_event')
  world.documents.clear()
  world.asked.length = 0
  theirs = settle(world, ORIGIN)
  outbox = `${theirs.channel}/outbox`
  const { actorId } = await findOrFetchActor(world.deps, theirs.channel)
  await database.db.query('INSERT INTO outbox_reading (actor_id, next_url) VALUES ($1, $2)', [actorId, outbox])
})

/** @returns Its address. */
function publish(origin = ORIGIN): string {
  const uuid = randomUUID()
  const document = videoDocument({ origin, uuid })
  world.documents.set(document.id, document)
  return document.id
}
const announce = (object: unknown) => ({
  type: 'Announce',
  id: `${String(object)}/announces/1`,
  actor: theirs.channel,
  object
})

function setPage(number: number, items: unknown[], next?: string) {
  const id = `${outbox}?page=${number}`
  world.documents.set(id, { id, type: 'OrderedCollectionPage', orderedItems: items, ...(next && { next }) })
  if (number === 1) world.documents.set(outbox, { id: outbox, type: 'OrderedCollection', totalItems: 9, first: id })
}
async function readAll(): Promise<number> {
  let pages = 0
  while (await readNextPage(world.deps)) pages += 1
  return pages
}
const videos = async () =>
  (await database.db.query<{ url: string }>('SELECT url FROM remote_video ORDER BY video_id')).rows.map(
    ({ url }) => url
  )
const readings = async () =>
  (await database.db.query<{ next_url: string; attempts: number }>('SELECT next_url, attempts FROM outbox_reading'))
    .rows

test('pages are read one after the other, and what is not for here is left out', async () => {
  const [first, second, third] = [publish(), publish(), publish()]
  const foreign = publish('https://other.example')
  setPage(
    1,
    [announce(first), { type: 'Create', object: { type: 'Video', id: second } }, announce(foreign)],
    `${outbox}?page=2`
  )
  setPage(2, [null, 'x', { type: 'Like', object: third }, announce(`${ORIGIN}/missing`), announce(third)])
  expect(await readAll()).toBe(3)
  expect(await videos()).toEqual([first, second, third])
  expect(world.asked).not.toContain(foreign)
  expect(await readings()).toEqual([])
  // Nobody is told of what is old.
  expect((await database.db.query('SELECT FROM domain_event')).rows).toEqual([])
})

test('reading goes on where it was', async () => {
  setPage(1, [], `${outbox}?page=2`)
  setPage(2, [announce(publish())])
  await readNextPage(world.deps)
  await readNextPage(world.deps)
  expect(await readings()).toEqual([{ next_url: `${outbox}?page=2`, attempts: 0 }])
  // A server that ended in the middle of a page left its lease behind.
  await database.db.query("UPDATE outbox_reading SET leased_until = now() + interval '1 minute'")
  expect(await readNextPage(world.deps)).toBe(false)
  await database.db.query("UPDATE outbox_reading SET leased_until = now() - interval '1 minute'")
  await readAll()
  expect(await videos()).toHaveLength(1)
})

test('an outbox that leads in circles, elsewhere or on and on is given up', async () => {
  setPage(1, [], `${outbox}?page=2`)
  setPage(2, [], `${outbox}?page=3`)
  setPage(3, [], `${outbox}?page=2`)
  expect(await readAll()).toBeLessThan(12)
  expect(await readings()).toEqual([])

  const { actorId } = await findOrFetchActor(world.deps, theirs.channel)
  const again = (next: string) =>
    database.db.query('INSERT INTO outbox_reading (actor_id, next_url, pages_read) VALUES ($1, $2, $3)', [
      actorId,
      next,
      1998
    ])
  setPage(1, [], 'https://other.example/outbox')
  await again(outbox)
  expect(await readAll()).toBe(2)
  setPage(7, [], `${outbox}?page=8`)
  setPage(8, [], `${outbox}?page=9`)
  await again(`${outbox}?page=7`)
  expect(await readAll()).toBe(2)
  expect(await readings()).toEqual([])
})

test('a server that does not answer is tried later, one that has no such page not again', async () => {
  const { document } = world.deps.remote
  const { FetchError } = await import('../../platform/fetch.ts')
  const failing = {
    ...world,
    deps: {
      ...world.deps,
      remote: {
        ...world.deps.remote,
        document: async () => {
          throw new FetchError('unreachable', 'no answer')
        }
      }
    }
  }
  await readNextPage(failing.deps)
  expect(await readings()).toEqual([{ next_url: outbox, attempts: 1 }])
  expect(await readNextPage(world.deps)).toBe(false)
  expect(document).toBe(world.deps.remote.document)
  await database.db.query('UPDATE outbox_reading SET due_at = now()')
  await readNextPage(world.deps)
  expect(await readings()).toEqual([])
})
