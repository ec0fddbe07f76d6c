/** SQL of the configuration slice. Tables: instance_setting, custom_page, setup. */
import type { Change, InstanceSettings } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface StoredChanges {
  readonly changes: Change<InstanceSettings>
  readonly version: number
}

export async function readVersion(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ version: number }>('SELECT version FROM instance_setting', [], 'settings-version')
  return rows[0]!.version
}

export async function readChanges(db: Queryable): Promise<StoredChanges> {
  const { rows } = await db.query<StoredChanges>('SELECT changes, version FROM instance_setting')
  return rows[0]!
}

/** Call it inside a transaction: of two changes at once, the later one builds on the earlier. */
export async function lockChanges(tx: Queryable): Promise<StoredChanges> {
  const { rows } = await tx.query<StoredChanges>('SELECT changes, version FROM instance_setting FOR UPDATE')
  return rows[0]!
}

/** @returns The new version. */
export async function writeChanges(tx: Queryable, changes: Change<InstanceSettings>): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    'UPDATE instance_setting SET changes = $1, version = version + 1, updated_at = now() RETURNING version',
    [JSON.stringify(changes)]
  )
  return rows[0]!.version
}

/** Markdown; undefined when nobody wrote one. */
export async function readHomepage(db: Queryable): Promise<string | undefined> {
  const { rows } = await db.query<{ content: string }>(
    "SELECT content FROM custom_page WHERE kind = 'homepage' AND content <> ''"
  )
  return rows[0]?.content
}

export async function writeHomepage(db: Queryable, content: string): Promise<void> {
  await db.query(
    `INSERT INTO custom_page (kind, content) VALUES ('homepage', $1)
     ON CONFLICT (kind) DO UPDATE SET content = excluded.content, updated_at = now()`,
    [content]
  )
}

export interface Setup {
  /** Somebody was led to the assistant. */
  readonly isBegun: boolean
  readonly isFinished: boolean
}

export async function readSetup(db: Queryable): Promise<Setup> {
  const { rows } = await db.query<Setup>(
    'SELECT begun_at IS NOT NULL AS "isBegun", finished_at IS NOT NULL AS "isFinished" FROM setup'
  )
  return rows[0]!
}

export async function writeSetup(db: Queryable, state: 'begun' | 'finished'): Promise<void> {
  const column = state === 'begun' ? 'begun_at' : 'finished_at'
  await db.query(`UPDATE setup SET ${column} = coalesce(${column}, now())`)
}
