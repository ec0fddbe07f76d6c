import { getLogger, type Logger } from '@logtape/logtape'

/** The logger of one part of the server: category `colombier.<part>`. */
export function log(part: string): Logger {
  return getLogger(['colombier', part])
}
