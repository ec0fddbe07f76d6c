import { configure, getConsoleSink, getLogger, type Logger, type LogRecord } from '@logtape/logtape'
import type { Config } from './config.ts'

export const log: Logger = getLogger(['colombier', 'transcoder'])

export async function configureLog(lowestLevel: Config['logLevel']): Promise<void> {
  await configure({
    sinks: { console: getConsoleSink({ formatter: formatRecord }) },
    loggers: [
      { category: ['colombier'], sinks: ['console'], lowestLevel },
      { category: ['logtape', 'meta'], sinks: ['console'], lowestLevel: 'warning' }
    ]
  })
}

/** As the server writes its own lines, among which these stand: `2026-01-31 12:00:00 info transcoder: The message` */
export function formatRecord({ timestamp, level, category, message }: LogRecord): string {
  const time = new Date(timestamp).toISOString().slice(0, 19).replace('T', ' ')
  return `${time} ${level} ${category.slice(1).join('.')}: ${message.map(String).join('')}`
}
