/** People elsewhere who speak under a video of Ada's that is new in each test; other servers follow its channel. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { ensureApplication } from '../../packages/server/src/federation/actor-store.ts'
import type { RemoteActor } from '../../packages/server/src/federation/deps.ts'
import { type AVideo, aVideo } from './a-video.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { type FederationFixture, federationOf } from './federation.ts'
import { makePeople, type People } from './people.ts'
import { aRemoteActor } from './remote-actor.ts'

export const PEER = 'https://peer.example'
export const OTHER = 'https://other.example'
/** Of the body of an activity: others can tell whose it is. */
export const SIGNATURE = { type: 'RsaSignature2017', creator: 'x', created: 'y', signatureValue: 'z' }

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

export interface CommentRow {
  id: number
  url: string
  text: string
  held_for_review: boolean
  deleted_at: Date | null
  in_reply_to_id: number | null
  thread_id: number
  account_id: number | null
}

let notes = 0
export function aNote(author: RemoteActor, inReplyTo: string, change: object = {}) {
  const id = `${new URL(author.url).origin}/notes/${++notes}`
  return {
    type: 'Note',
    id,
    attributedTo: author.url,
    content: 'Fine words',
    mediaType: 'text/markdown',
    inReplyTo,
    published: '2026-11-01T10:00:00.000Z',
    url: id,
    to: [PUBLIC],
    cc: [`${author.url}/followers`],
    ...change
  }
}

export const creationOf = (
  object: ReturnType<typeof aNote> & { readonly replyApproval?: string },
  change: object = {}
) => ({
  type: 'Create',
  id: `${object.id}/activity`,
  actor: object.attributedTo,
  object,
  to: object.to,
  ...change
})

/** Registers the hooks of the test file that calls it. */
export function useRemoteComments() {
  let database: FreshDatabase
  let people: People
  let fixture: FederationFixture
  let remo: RemoteActor
  let olga: RemoteActor
  let video: AVideo

  beforeAll(async () => {
    database = await freshDatabase()
    const { db } = database
    people = await makePeople(db)
    await ensureApplication(db)
    fixture = federationOf(db)
    remo = await aRemoteActor(db, 'remo', { origin: PEER })
    olga = await aRemoteActor(db, 'olga', { origin: OTHER })
    const follower = await aRemoteActor(db, 'app', { kind: 'application', origin: OTHER })
    const peer = await aRemoteActor(db, 'peer', { kind: 'application', origin: PEER })
    for (const { actorId } of [follower, peer])
      await db.query(
        `INSERT INTO follow (actor_id, target_actor_id, state)
         SELECT $1, channel.actor_id, 'accepted' FROM channel WHERE id = $2`,
        [actorId, people.ada.channelId]
      )
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.query('DELETE FROM video_comment')
    await database.db.query('DELETE FROM outgoing_activity')
    await database.db.query('TRUNCATE account_mute, server_mute, watched_words_list, comment_review_tag')
    await anotherVideo()
    fixture.asked.length = 0
  })

  /** Nobody has heard of it. */
  async function anotherVideo(change: Parameters<typeof aVideo>[2] = {}): Promise<void> {
    video = await aVideo(database.db, people.ada.channelId, change)
    await database.db.query('TRUNCATE domain_event')
  }
  const here = (path: string) => `${fixture.deps.origin}${path}`
  const watch = () => here(`/videos/watch/${video.uuid}`)
  async function say(author: RemoteActor, inReplyTo: string, change: object = {}) {
    const said = aNote(author, inReplyTo, change)
    await fixture.receive(author, creationOf(said))
    return said
  }
  const rows = async () => (await database.db.query<CommentRow>('SELECT * FROM video_comment ORDER BY id')).rows
  const events = async () =>
    (
      await database.db.query<{ type: string }>(
        "SELECT payload->>'type' AS type FROM domain_event WHERE subscriber = 'notifications' ORDER BY id"
      )
    ).rows.map(({ type }) => type)

  return {
    anotherVideo,
    here,
    watch,
    say,
    rows,
    events,
    get db() {
      return database.db
    },
    get people() {
      return people
    },
    get fixture() {
      return fixture
    },
    get remo() {
      return remo
    },
    get olga() {
      return olga
    },
    get video() {
      return video
    }
  }
}
