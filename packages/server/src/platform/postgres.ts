/** The only file that imports `pg`. */
import { Client, escapeIdentifier, Pool, type PoolConfig, types } from 'pg'
import { log } from './log.ts'

// Ids, sizes and counts stay far below 2^53, so bigint columns come back as numbers.
types.setTypeParser(types.builtins.INT8, Number)

/** What a store needs: a pool outside a transaction, a client inside one. */
export interface Queryable {
  /** @param name Prepares the statement under this name on each connection: for the few hot queries. */
  query<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<Result<Row>>
}

export interface Result<Row> {
  readonly rows: Row[]
  readonly rowCount: number | null
}

export interface Database extends Queryable {
  /** Runs `work` in one READ COMMITTED transaction; commits if it resolves, rolls back if it rejects. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * How statements are planned. PostgreSQL's defaults are of the time when each jump on a disk took ten milliseconds: with
 * them it reads a table whole where an index is quicker. Compiling a plan takes longer than what is asked here.
 */
const PLANNING = '-c random_page_cost=1.1 -c jit=off'

export function openDatabase(connectionString: string, options: Pick<PoolConfig, 'max'> = {}): Database {
  const pool = new Pool({ connectionString, options: PLANNING, max: options.max ?? 10, idleTimeoutMillis: 30_000 })
  // Without a listener, an idle connection dropped by the server would end the process.
  let isClosing = false
  pool.on('error', error => {
    if (!isClosing) log('postgres').warn('Idle database connection lost: {error}', { error })
  })

  const run = (runner: Pick<Pool, 'query'>): Queryable['query'] =>
    (async (text: string, values: readonly unknown[] = [], name?: string) =>
      runner.query({ text, values: [...values], ...(name && { name }) })) as Queryable['query']

  return {
    query: run(pool),
    close() {
      isClosing = true
      return pool.end()
    },

    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      // Without a listener, a connection that breaks between two statements would end the process.
      const notice = (error: Error) => {
        broken = error
      }
      client.on('error', notice)
      try {
        await client.query('BEGIN')
        const result = await work({ query: run(client as unknown as Pick<Pool, 'query'>) })
        await client.query('COMMIT')
        return result
      } catch (error) {
        // If the connection itself is gone, the first error tells more than this one.
        await client.query('ROLLBACK').catch((rollbackError: Error) => {
          broken = rollbackError
        })
        throw error
      } finally {
        client.off('error', notice)
        client.release(broken)
      }
    }
  }
}

export interface NoticeConnection {
  close(): Promise<void>
}

/** A connection of its own that hears what `pg_notify` says on these channels. Rejects when there can be none. */
export async function openNoticeConnection(
  connectionString: string,
  listeners: {
    readonly channels: readonly string[]
    onNotice(channel: string, payload: string): void
    /** It broke; not called for one that was never made, nor after `close`. */
    onEnd(): void
  }
): Promise<NoticeConnection> {
  const client = new Client({ connectionString, keepAlive: true })
  let isMade = false
  let isClosing = false
  // Without a listener, a connection that breaks would end the process; the end is told by `end`.
  client.on('error', error => log('postgres').debug('Notices: {error}', { error }))
  client.on('end', () => {
    if (isMade && !isClosing) listeners.onEnd()
  })
  client.on('notification', ({ channel, payload = '' }) => listeners.onNotice(channel, payload))
  const close = () => {
    isClosing = true
    return client.end()
  }
  try {
    await client.connect()
    for (const channel of listeners.channels) await client.query(`LISTEN ${escapeIdentifier(channel)}`)
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
  isMade = true
  return { close }
}
