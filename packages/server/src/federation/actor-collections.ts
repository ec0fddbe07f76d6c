/** What hangs on an actor: outbox, followers, following. Public videos of this server only. */
import { siteOf } from '../kernel/site.ts'
import type { Queryable } from '../platform/postgres.ts'
import { actorUrl } from './actor-document.ts'
import type { LocalActor } from './actor-store.ts'
import type { CollectionPage } from './collection.ts'
import { PUBLIC } from './context.ts'
import { toVideoCreation } from './outgoing/activities.ts'
import type { VideoParts } from './video-document.ts'

export interface CollectionDeps {
  readonly db: Queryable
  readonly origin: string
  readonly findVideoParts: (reference: string) => Promise<VideoParts | undefined>
}

interface Range {
  readonly start: number
  readonly count: number
}

interface OutboxRow {
  readonly uuid: string | null
  readonly account_name: string | null
  readonly total: number
}

/** `$1` is the actor's id; the application announces everything. */
const OUTBOX_FILTERS: Record<LocalActor['kind'], string> = {
  application: '$1::bigint IS NOT NULL',
  person: 'account.actor_id = $1',
  group: 'channel.actor_id = $1'
}

/** A person's outbox holds `Create`; a channel and the server `Announce`, as PeerTube's do. */
export async function outboxOf(deps: CollectionDeps, actor: LocalActor, range: Range): Promise<CollectionPage> {
  const { rows } = await deps.db.query<OutboxRow>(outboxStatement(actor.kind), [actor.id, range.count, range.start])
  const total = rows[0]?.total ?? 0
  const listed = rows.filter(row => row.uuid !== null)
  const items =
    actor.kind === 'person'
      ? await Promise.all(listed.map(row => createOf(deps, row.uuid!)))
      : listed.map(row => announceOf(deps, actor, row))
  return { total, items: items.filter(item => item !== undefined) }
}

function outboxStatement(kind: LocalActor['kind']): string {
  const from = `
    FROM video JOIN channel ON channel.id = video.channel_id JOIN account ON account.id = channel.account_id
   WHERE video.privacy = 1 AND video.state = 1
     AND NOT EXISTS (SELECT FROM remote_video WHERE remote_video.video_id = video.id)
     AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id) AND ${OUTBOX_FILTERS[kind]}`
  return `
    SELECT page.uuid, page.account_name, whole.total
      FROM (SELECT count(*) AS total ${from}) whole
      LEFT JOIN (SELECT video.uuid, video.published_at,
                        (SELECT preferred_username FROM actor WHERE actor.id = account.actor_id) AS account_name ${from}
                  ORDER BY video.published_at DESC, video.id DESC LIMIT $2 OFFSET $3) page ON true
     ORDER BY page.published_at DESC`
}

async function createOf({ origin, findVideoParts }: CollectionDeps, uuid: string) {
  const parts = await findVideoParts(uuid)
  if (!parts) return undefined
  return toVideoCreation(siteOf(origin), parts)
}

function announceOf({ origin }: CollectionDeps, actor: LocalActor, row: OutboxRow) {
  const object = `${origin}/videos/watch/${row.uuid}`
  return {
    to: [PUBLIC],
    cc: [`${origin}/accounts/${row.account_name}/followers`],
    type: 'Announce',
    id: `${object}/announces/${actor.id}`,
    actor: actorUrl(siteOf(origin), actor),
    object
  }
}

const FOLLOWS = {
  followers: { mine: 'target_actor_id', theirs: 'actor_id' },
  following: { mine: 'actor_id', theirs: 'target_actor_id' }
} as const

export const followersOf = (deps: CollectionDeps, actor: LocalActor, range: Range) =>
  followsOf(deps, actor, { ...range, side: 'followers' })

export const followingOf = (deps: CollectionDeps, actor: LocalActor, range: Range) =>
  followsOf(deps, actor, { ...range, side: 'following' })

interface FollowedRow {
  readonly name: string | null
  readonly kind: LocalActor['kind']
  /** Of somebody elsewhere. */
  readonly url: string | null
  readonly total: number
}

async function followsOf(
  { db, origin }: CollectionDeps,
  actor: LocalActor,
  { side, start, count }: Range & { side: keyof typeof FOLLOWS }
): Promise<CollectionPage> {
  const { mine, theirs } = FOLLOWS[side]
  const { rows } = await db.query<FollowedRow>(
    `SELECT page.name, page.kind, page.url, whole.total
       FROM (SELECT count(*) AS total FROM follow WHERE ${mine} = $1 AND state = 'accepted') whole
       LEFT JOIN (SELECT actor.preferred_username AS name, actor.kind, remote_actor.url, follow.id
                    FROM follow JOIN actor ON actor.id = follow.${theirs}
                    LEFT JOIN remote_actor ON remote_actor.actor_id = actor.id
                   WHERE follow.${mine} = $1 AND follow.state = 'accepted'
                   ORDER BY follow.id DESC LIMIT $2 OFFSET $3) page ON true
      ORDER BY page.id DESC`,
    [actor.id, count, start]
  )
  const items = rows.flatMap(({ name, kind, url }) =>
    name === null ? [] : [url ?? actorUrl(siteOf(origin), { name, kind })]
  )
  return { total: rows[0]?.total ?? 0, items }
}
