/** The only file that imports `pg`. */
import { Client, DatabaseError, escapeIdentifier, Pool, type PoolConfig, types } from 'pg'
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

/** A connection that cannot be had for so long is given up: whoever waits for an answer is told. */
const CONNECT_MS = 20_000

/**
 * A server that stops may say so in the same breath in which a connection is made, before whoever made it listens: that
 * would end the process. Whoever asks something over it is told all the same. For every client, as BullMQ makes some too.
 */
function outliveEarlyEnds(): void {
  const connect: (this: Client, ...given: never[]) => unknown = Client.prototype.connect
  Client.prototype.connect = function (this: Client, ...given: never[]) {
    this.on('error', () => {})
    return connect.apply(this, given)
  } as typeof Client.prototype.connect
}
outliveEarlyEnds()

export function openDatabase(connectionString: string, options: Pick<PoolConfig, 'max'> = {}): Database {
  const pool = new Pool({
    connectionString,
    options: PLANNING,
    max: options.max ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true
  })
  const presence = watchPresence()
  // Without a listener, an idle connection dropped by the server would end the process.
  pool.on('error', presence.note)

  const run = (runner: Pick<Pool, 'query'>): Queryable['query'] =>
    (async (text: string, values: readonly unknown[] = [], name?: string) =>
      presence.of(runner.query({ text, values: [...values], ...(name && { name }) }))) as Queryable['query']

  return {
    query: run(pool),
    close() {
      presence.end()
      return pool.end()
    },

    async transaction(work) {
      const client = await presence.of(pool.connect())
      let broken: Error | undefined
      // Without a listener, a connection that breaks between two statements would end the process.
      const notice = (error: Error) => {
        broken = error
      }
      client.on('error', notice)
      try {
        await presence.of(client.query('BEGIN'))
        const result = await work({ query: run(client as unknown as Pick<Pool, 'query'>) })
        await presence.of(client.query('COMMIT'))
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

/** Errors of a database that is not there for the moment. */
const ofAbsence = new WeakSet<object>()

/** Whether what failed has failed because the database is stopped, starts, or cannot be reached: later it may not. */
export function isDatabaseAway(error: unknown): boolean {
  return typeof error === 'object' && error !== null && ofAbsence.has(error)
}

/** For what asks the database over connections of its own: its failures are told apart as those of `Database` are. */
export async function markAbsence<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (tellsOfAbsence(error as Error)) ofAbsence.add(error as Error)
    throw error
  }
}

const SETTLED_MS = 1000

/** Says once that the database is gone and once that it is back, instead of whoever asks it meanwhile. */
function watchPresence() {
  // What was never there is told by whoever starts.
  let wasThere = false
  let isAway = false
  let failedAt = 0
  let isClosing = false
  const note = (error: Error) => {
    ofAbsence.add(error)
    failedAt = performance.now()
    if (!wasThere || isAway || isClosing) return
    isAway = true
    log('postgres').warn('The database cannot be reached, and is tried again: {reason}', { reason: reasonOf(error) })
  }
  return {
    note,
    end() {
      isClosing = true
    },
    async of<T>(asked: Promise<T>): Promise<T> {
      try {
        const answer = await markAbsence(asked)
        wasThere = true
        // A database that is stopping still answers some, while it has left others.
        if (isAway && performance.now() - failedAt > SETTLED_MS) {
          isAway = false
          log('postgres').info('The database can be reached again')
        }
        return answer
      } catch (error) {
        if (isDatabaseAway(error)) note(error as Error)
        throw error
      }
    }
  }
}

/** Connection failures (class 08), too many connections, and a server that stops, has crashed or is starting. */
const ABSENT_STATES = /^(08...|53300|57P0[123])$/
const ABSENT_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/

function tellsOfAbsence(error: Error): boolean {
  if (error instanceof DatabaseError) return ABSENT_STATES.test(error.code ?? '')
  // What the system says of a socket has its name for the step that failed.
  return 'syscall' in error || error instanceof AggregateError || ABSENT_WORDS.test(error.message)
}

/** Node tries every address of a name, and says nothing in the error that gathers the failures. */
export function reasonOf(error: Error): string {
  return error instanceof AggregateError ? (error.errors[0] as Error).message : error.message
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
