import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import { writeHomepage } from './store.ts'

/** @param content Markdown; empty for none. */
export async function changeHomepage(db: Database, content: string, by: string): Promise<void> {
  await writeHomepage(db, content)
  log('configuration').info('{by} changed the home page', { by })
}
