/** What a server can bear of others, and what it does for them. */
import { measureBacklog } from './federation/backlog.ts'
import { measureIncoming } from './federation/incoming.ts'
import { measureOutgoing } from './federation/outgoing.ts'
import type { Table } from './table.ts'

export async function* measure(): AsyncGenerator<Table> {
  yield await measureIncoming()
  yield await measureOutgoing()
  yield await measureBacklog()
}
