/** The server's own actor, which speaks where nobody else is to be named. Tables: actor (read). */
import type { Site } from '../../kernel/site.ts'
import { APPLICATION_NAME } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface Application {
  readonly actorId: number
  readonly url: string
}

export async function findApplication(db: Queryable, { origin }: Site): Promise<Application> {
  const { rows } = await db.query<{ id: number }>(
    "SELECT id FROM actor WHERE kind = 'application' AND host IS NULL AND lower(preferred_username) = $1",
    [APPLICATION_NAME],
    'own-application'
  )
  return { actorId: rows[0]!.id, url: `${origin}/accounts/${APPLICATION_NAME}` }
}
