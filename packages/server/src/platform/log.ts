import { configureSync, getLogger, type Logger, type LogLevel, type LogRecord } from '@logtape/logtape'

/** The logger of one part of the server: category `colombier.<part>`. */
export function log(part: string): Logger {
  return getLogger(['colombier', part])
}

/** One line a message: warnings and errors on standard error, the rest on standard output. */
export function configureLogs(lowestLevel: LogLevel): void {
  configureSync({
    reset: true,
    sinks: { terminal: writeRecord },
    loggers: [
      { category: 'colombier', lowestLevel, sinks: ['terminal'] },
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
  const text = message.map(part => (typeof part === 'string' ? part : show(part, level))).join('')
  return `${time} ${level} ${category.slice(1).join('.')}: ${text}\n`
}

/** A stack helps whoever mends an error, and is noise in a warning. */
function show(value: unknown, level: LogLevel): string {
  if (value instanceof Error) return level === 'error' ? (value.stack ?? value.message) : value.message
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
