/** `npm run seed`: a volunteer from its first word to Ctrl-C. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../../platform/cannot-start.ts'
import { configureLogs } from '../../platform/log.ts'
import { openInstance } from './instance.ts'
import { ForeignFolder, type Library, openLibrary } from './library.ts'
import { BadOptions, readOptions, type VolunteerOptions } from './options.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { type Texts, textsFor } from './texts.ts'
import { openVolunteer, type Volunteer } from './volunteer.ts'

/** Between two looks at what there is; different for everybody, so that not all come at once. */
const ROUND_MIN_MS = 4 * 60_000
const ROUND_MAX_MS = 7 * 60_000
const TICK_MS = 1000

export interface VolunteerProcess {
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** @returns The status to end with. */
export async function runVolunteer({ args, env, signal }: VolunteerProcess): Promise<number> {
  configureLogs('error')
  const texts = textsFor(env)
  const terminal = openTerminal()
  try {
    const options = readOptions(args, env)
    const library = await openLibrary(options.folder, options.origin)
    try {
      await help({ options, library, signal, texts, terminal })
    } finally {
      await library.close()
    }
    return 0
  } catch (error) {
    const [text, status] = asWords(error, texts)
    terminal.say(text)
    return status
  }
}

interface Helping {
  readonly options: VolunteerOptions
  readonly library: Library
  readonly signal: AbortSignal
  readonly texts: Texts
  readonly terminal: Terminal
}

async function help({ options, library, signal, texts, terminal }: Helping): Promise<void> {
  const instance = await openInstance({ ...options, signal })
  terminal.say(texts.begins(instance.origin, options.folder))
  const onNews = (news: Parameters<Texts['news']>[0]) => terminal.say(texts.news(news))
  const volunteer = openVolunteer({ options, instance, library, signal, onNews })
  try {
    await volunteer.resume()
    await goOn(volunteer, { signal, texts, terminal })
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    terminal.say(texts.ends)
    await volunteer.stop()
  }
}

async function goOn(volunteer: Volunteer, { signal, texts, terminal }: Omit<Helping, 'options' | 'library'>) {
  let nextRoundAt = 0
  let given = volunteer.standing().givenBytes
  while (!signal.aborted) {
    if (performance.now() >= nextRoundAt) {
      await volunteer.round().catch(error => {
        signal.throwIfAborted()
        terminal.say(texts.noAnswer(error))
      })
      nextRoundAt = performance.now() + randomInt(ROUND_MIN_MS, ROUND_MAX_MS)
    }
    await volunteer.tick()
    const standing = volunteer.standing()
    terminal.show(texts.standing(standing, ((standing.givenBytes - given) * 1000) / TICK_MS))
    given = standing.givenBytes
    await sleep(TICK_MS, undefined, { signal })
  }
}

function asWords(error: unknown, texts: Texts): [text: string, status: number] {
  if (error instanceof BadOptions)
    return error.option === 'help' ? [texts.usage, 0] : [texts.badOption[error.option], 2]
  if (error instanceof ForeignFolder) return [texts.foreignFolder('--folder', error.message), 1]
  if (error instanceof CannotStart) return [error.message, 1]
  throw error
}
