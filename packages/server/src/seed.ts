/** The process of `npm run seed`. The first Ctrl-C says goodbye to the others, the second ends at once. */
import { runVolunteer } from './features/volunteer/index.ts'

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // npm passes Ctrl-C on to a process that the terminal has already told.
    if (stopping.signal.aborted && performance.now() - stoppedAt > 500) process.exit(130)
    stoppedAt ||= performance.now()
    stopping.abort()
  })
let stoppedAt = 0

const args = process.argv.slice(2)
process.exit(await runVolunteer({ args, env: process.env, signal: stopping.signal }))
