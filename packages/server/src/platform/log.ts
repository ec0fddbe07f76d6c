import { configureSync, getLogger, type Logger, type LogLevel, type LogRecord } from '@logtape/logtape'

export type { LogLevel } from '@logtape/logtape'

/** The logger of one part of the server: category `colombier.<part>`. */
export function log(part: string): Logger {
  return getLogger(['colombier', part])
}

export interface RecentLog {
  readonly at: Date
  readonly level: LogLevel
  /** Of the server. */
  readonly part: string
  readonly text: string
}

/** As many messages are remembered, so that administrators can read them without a terminal. */
const REMEMBERED = 2000
const recent: RecentLog[] = []

/** What this process logged of late, the oldest first. */
export const recentLogs = (): readonly RecentLog[] => recent

function remember({ timestamp, level, category, message }: LogRecord): void {
  recent.push({ at: new Date(timestamp), level, part: category.slice(1).join('.'), text: textOf(message, level) })
  if (recent.length > REMEMBERED) recent.splice(0, recent.length - REMEMBERED)
}

/** One line a message: warnings and errors on standard error, the rest on standard output. */
export function configureLogs(lowestLevel: LogLevel): void {
  configureSync({
    reset: true,
    sinks: { terminal: writeRecord, memory: remember },
    loggers: [
      { category: 'colombier', lowestLevel, sinks: ['terminal', 'memory'] },
      { category: ['logtape', 'meta'], lowestLevel: 'error', sinks: ['terminal'] }
    ]
  })
}

function writeRecord(record: LogRecord): void {
  const isTrouble = record.level === 'warning' || record.level === 'error' || record.level === 'fatal'
  const stream = isTrouble ? process.stderr : process.stdout
  stream.write(formatRecord(record))
}

/** `2026-01-31 12:00:00 warning transcoding: The message` */
export function formatRecord({ timestamp, level, category, message }: LogRecord): string {
  const time = new Date(timestamp).toISOString().slice(0, 19).replace('T', ' ')
  return `${time} ${level} ${category.slice(1).join('.')}: ${textOf(message, level)}\n`
}

function textOf(message: LogRecord['message'], level: LogLevel): string {
  return message.map(part => (typeof part === 'string' ? part : show(part, level))).join('')
}

/** A stack helps whoever mends an error, and is noise in a warning. */
function show(value: unknown, level: LogLevel): string {
  if (value instanceof Error) return level === 'error' ? (value.stack ?? value.message) : value.message
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
