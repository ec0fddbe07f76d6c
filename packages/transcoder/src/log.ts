import { configure, getConsoleSink, getLogger, type Logger } from '@logtape/logtape'
import type { Config } from './config.ts'

export const log: Logger = getLogger(['colombier', 'transcoder'])

export async function configureLog(lowestLevel: Config['logLevel']): Promise<void> {
  await configure({
    sinks: { console: getConsoleSink() },
    loggers: [
      { category: ['colombier'], sinks: ['console'], lowestLevel },
      { category: ['logtape', 'meta'], sinks: ['console'], lowestLevel: 'warning' }
    ]
  })
}
