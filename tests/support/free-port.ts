import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems give to whoever asks for any, so that nobody is given it before it is used. */
const FIRST = 20_000
const COUNT = 12_000
/** Several of these run side by side, each from a place of its own. */
let next = randomInt(COUNT)

/** A TCP port that nobody listens on now, and that is not given again by this process for long. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + (next++ % COUNT)
    const probe = createServer().listen(port, '127.0.0.1')
    try {
      await once(probe, 'listening')
    } catch {
      continue
    }
    probe.close()
    await once(probe, 'close')
    return port
  }
}
