import { LOG_LEVELS, type WireLogLevel } from '../../contract/index.ts'
import { type LogLevel, recentLogs } from '../../platform/log.ts'

export interface LogSearch {
  readonly startDate: Date
  readonly endDate?: Date | undefined
  /** And what is graver. */
  readonly level: WireLogLevel
  /** Parts of the server. */
  readonly tags?: readonly string[] | undefined
  /** In the words or the name of the part, whatever the case. */
  readonly search?: string | undefined
}

export interface FoundLog {
  readonly at: Date
  readonly level: WireLogLevel
  readonly part: string
  readonly text: string
}

/** What this process logged of late, the oldest first. */
export function findLogs({ startDate, endDate, level, tags, search }: LogSearch): FoundLog[] {
  const words = search?.toLowerCase() ?? ''
  return recentLogs()
    .map(entry => ({ ...entry, level: wireLevel(entry.level) }))
    .filter(
      entry =>
        entry.at >= startDate &&
        (!endDate || entry.at <= endDate) &&
        LOG_LEVELS.indexOf(entry.level) >= LOG_LEVELS.indexOf(level) &&
        (!tags || tags.includes(entry.part)) &&
        `${entry.part} ${entry.text}`.toLowerCase().includes(words)
    )
}

function wireLevel(level: LogLevel): WireLogLevel {
  switch (level) {
    case 'trace':
    case 'debug':
      return 'debug'
    case 'info':
      return 'info'
    case 'warning':
      return 'warn'
    case 'error':
    case 'fatal':
      return 'error'
  }
}
