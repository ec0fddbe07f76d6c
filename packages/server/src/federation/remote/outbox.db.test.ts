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
import { FetchError } from '../../platform/fetch.ts'
import { ensureApplication } from '../index.ts'
import { findOrFetchActor } from './actors.ts'
import { readNextPage } from './outbox.ts'
import { beginCatchingUp } from './outbox-store.ts'
import { findOrFetchVideo } from './videos.ts'

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
  await database.db.query('UPDATE remote_actor SET outbox_read_at = NULL')
  world.documents.clear()
  world.asked.length = 0
  theirs = settle(world, ORIGIN)
  outbox = `${theirs.channel}/outbox`
  const { actorId } = await findOrFetchActor(world.deps, theirs.channel)
  await database.db.query('INSERT INTO outbox_reading (actor_id, next_url) VALUES ($1, $2)', [actorId, outbox])
})

/** @returns Its address. */
function publish(origin = ORIGIN, change: Parameters<typeof videoDocument>[1] = {}): string {
  const uuid = randomUUID()
  const document = videoDocument({ origin, uuid }, change)
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

/** A world in which these addresses do not answer. */
function without(...silent: string[]): typeof world.deps {
  const { remote } = world.deps
  const document: typeof remote.document = async url => {
    if (silent.includes(url)) throw new FetchError('unreachable', 'no answer')
    return remote.document(url)
  }
  return { ...world.deps, remote: { ...remote, document } }
}

test('a page is read again for the sake of a video that cannot be had now, and goes on without it in the end', async () => {
  const [first, second, third] = [publish(), publish(), publish()]
  setPage(1, [announce(first), announce(second)], `${outbox}?page=2`)
  setPage(2, [announce(third)])
  await readNextPage(world.deps)
  await readNextPage(without(first))
  expect(await videos()).toEqual([second])
  expect(await readings()).toEqual([{ next_url: `${outbox}?page=1`, attempts: 1 }])
  await database.db.query('UPDATE outbox_reading SET due_at = now()')
  await readNextPage(world.deps)
  expect(await videos()).toEqual([second, first])

  await database.db.query('DELETE FROM video')
  await database.db.query('UPDATE outbox_reading SET next_url = $1', [`${outbox}?page=1`])
  for (let tries = 0; tries < 7; tries++) {
    await readNextPage(without(first))
    await database.db.query('UPDATE outbox_reading SET due_at = now()')
  }
  expect(await videos()).toEqual([second, third])
  expect(await readings()).toEqual([])
})

test('what was told while this server was away is found, and what is older is not read again', async () => {
  const old = { published: '2026-01-01T00:00:00.000Z', updated: '2026-01-01T00:00:00.000Z' }
  const told = [publish(ORIGIN, old), publish(ORIGIN, old), publish(ORIGIN, old)]
  setPage(1, [announce(told[0])], `${outbox}?page=2`)
  setPage(2, [announce(told[1])], `${outbox}?page=3`)
  setPage(3, [announce(told[2])])
  await readAll()
  await beginCatchingUp(database.db)
  expect(await readings()).toEqual([])

  const missed = publish()
  // Told since, so that there is nothing new before what was missed.
  const recent = publish()
  setPage(1, [announce(recent)], `${outbox}?page=2`)
  setPage(2, [announce(missed), announce(told[0])], `${outbox}?page=3`)
  setPage(3, [announce(told[1])], `${outbox}?page=4`)
  setPage(4, [announce(told[2])])
  await findOrFetchVideo(world.deps, recent)
  await database.db.query('UPDATE video SET published_at = now() FROM remote_video WHERE video_id = id AND url = $1', [
    recent
  ])
  await database.db.query("UPDATE remote_actor SET outbox_read_at = now() - interval '13 hours'")
  await beginCatchingUp(database.db)
  expect(await readings()).toEqual([])
  await follow()
  await database.db.query("INSERT INTO server_mute (host) VALUES ('reef.example')")
  await beginCatchingUp(database.db)
  expect(await readings()).toEqual([])
  await database.db.query('DELETE FROM server_mute')
  await beginCatchingUp(database.db)
  world.asked.length = 0
  await readAll()
  expect(await videos()).toContain(missed)
  expect(world.asked).toContain(`${outbox}?page=3`)
  expect(world.asked).not.toContain(`${outbox}?page=4`)
  expect(await readings()).toEqual([])
})

/** The server itself follows the channel. */
async function follow(): Promise<void> {
  await ensureApplication(database.db)
  await database.db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT ours.id, theirs.actor_id, 'accepted' FROM actor ours, remote_actor theirs
      WHERE ours.kind = 'application' AND ours.host IS NULL AND theirs.url = $1`,
    [theirs.channel]
  )
}
