/** What somebody else has brought than whose activity it is. */
import { expect, test } from 'vitest'
import { ADA, HOST, HUB, soon, told, useInboxWork } from '../../../../../tests/support/inbox-work-bench.ts'
import { PEER_KEYS } from '../../../../../tests/support/remote-actor.ts'
import { FetchError } from '../../platform/fetch.ts'
import { withContext } from '../context.ts'
import type { ActivityHandler, JsonObject } from '../deps.ts'
import { signBody } from '../signatures/sign-body.ts'
import type { NewActivity } from './store.ts'

const { documents, deeds, work, rowsOf, bring, becomes } = useInboxWork()

const note = { type: 'Note', id: `${HOST}/n/1`, attributedTo: ADA, content: 'One' }
const create = withContext('comment', { type: 'Create', id: `${HOST}/n/1/activity`, actor: ADA, object: note })
const signed = async (body: object) => signBody({ body, signerUrl: ADA, privateKeyPem: PEER_KEYS.privateKeyPem })
const relayed = (text: string, change: Partial<NewActivity> = {}) => {
  const { id, type } = JSON.parse(text)
  return told(id, { type, text, relayedBy: HUB, objectUrl: null, ...change })
}

test('what somebody else has brought is believed by its own signature', async () => {
  const text = await signed(create)
  await bring(relayed(text), relayed(text, { relayedBy: `${HUB}2` }))
  work()
  await becomes(create.id, { state: 'done' })
  await soon(async () => expect((await rowsOf(create.id)).map(({ state }) => state)).toEqual(['done', 'done']))
  expect(deeds).toEqual([create.id])
})

test('what was changed on its way is asked for where it is from', async () => {
  const seen: JsonObject[] = []
  const look: ActivityHandler = async (_deps, { activity }) => void seen.push(activity)
  Object.assign(documents, { [note.id]: { ...note, to: ['https://www.w3.org/ns/activitystreams#Public'] } })
  const changed = (await signed(create)).replace('"One"', '"Two"')
  await bring(relayed(changed), relayed(JSON.stringify({ ...create, id: `${HOST}/other` })))
  work({ handlers: { Create: look } })
  await soon(() => expect(seen).toHaveLength(2))
  for (const activity of seen)
    expect(activity).toMatchObject({ actor: ADA, object: { content: 'One' }, to: expect.any(Array) })
})

test.each<[string, JsonObject, Record<string, JsonObject | Error>, string]>([
  ['an unsigned Like', { ...create, type: 'Like' }, {}, 'carries no signature'],
  ['a thing of another host', { ...create, object: 'https://evil.example/n/1' }, {}, 'not on the host'],
  [
    'a thing of somebody else',
    create,
    { [note.id]: { ...note, attributedTo: `${HOST}/accounts/bob` } },
    'not its actor'
  ],
  ['a thing that calls itself otherwise', create, { [note.id]: { ...note, id: `${HOST}/n/2` } }, 'not its actor'],
  ['a thing that is still there', { ...create, type: 'Delete' }, { [note.id]: note }, 'is there'],
  [
    'an Announce of somebody else',
    { ...create, type: 'Announce' },
    { [create.id]: { ...create, type: 'Announce', actor: HUB } },
    'another activity'
  ]
])('of what others bring, %s is refused', async (_name, activity, found, reason) => {
  Object.assign(documents, found)
  await bring(relayed(JSON.stringify(activity)))
  work()
  await becomes(create.id, { state: 'refused', reason: expect.stringContaining(reason) as string })
  expect(deeds).toEqual([])
})

test.each<[string, JsonObject | Error]>([
  ['has left a stone', { id: note.id, type: 'Tombstone' }],
  ['is not found', new FetchError('refused', 'Not there', { status: 404 })]
])('of what others bring, it is believed that a thing is gone that %s', async (_name, found) => {
  Object.assign(documents, { [note.id]: found })
  await bring(relayed(JSON.stringify({ ...create, type: 'Delete' })))
  work()
  await soon(() => expect(deeds).toEqual([create.id]))
})

test('a forged one that was brought first does not keep the true one away', async () => {
  await bring(relayed(JSON.stringify({ ...create, type: 'Like' })))
  work()
  await becomes(create.id, { state: 'refused' })
  await bring(told(create.id, { text: JSON.stringify(create), type: 'Create' }))
  await soon(() => expect(deeds).toEqual([create.id]))
})
