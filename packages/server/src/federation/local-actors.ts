/** Actors of this server, by their ActivityPub ids. */
import type { Site } from '../kernel/site.ts'
import type { Queryable } from '../platform/postgres.ts'

export interface KnownActor {
  readonly id: number
  readonly kind: 'application' | 'person' | 'group'
  readonly name: string
}

const PATH = /^\/(accounts|video-channels)\/([A-Za-z0-9\-_.:]+)$/

export async function findLocalActorByUrl(db: Queryable, site: Site, url: string): Promise<KnownActor | undefined> {
  const parsed = URL.parse(url)
  if (parsed?.origin !== site.origin) return undefined
  const [, folder, name] = PATH.exec(parsed.pathname) ?? []
  const kinds = folder === 'accounts' ? ['person', 'application'] : ['group']
  const { rows } = await db.query<KnownActor>(
    `SELECT id, kind, preferred_username AS name FROM actor
      WHERE host IS NULL AND lower(preferred_username) = lower($1) AND kind = ANY($2)`,
    [name ?? '', kinds]
  )
  return rows[0]
}

export async function findLocalActorById(db: Queryable, id: number): Promise<KnownActor | undefined> {
  const { rows } = await db.query<KnownActor>(
    'SELECT id, kind, preferred_username AS name FROM actor WHERE id = $1 AND host IS NULL',
    [id]
  )
  return rows[0]
}
