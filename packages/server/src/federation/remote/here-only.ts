/** For work that must not wait for other servers, because others wait for it. */
import type { JsonObject, RemoteReader } from '../deps.ts'

/** It is to be done again, where it may ask. */
export class NeedsOthers extends Error {
  override readonly name = 'NeedsOthers'

  constructor() {
    super('Another server has to be asked')
  }
}

/** Asks nobody, but remembers that somebody was to be asked. */
export class HereOnly implements RemoteReader {
  wasAsked = false

  async document(): Promise<JsonObject> {
    return this.ask()
  }

  async picture(): Promise<Buffer> {
    return this.ask()
  }

  /** @throws NeedsOthers */
  ask(): never {
    this.wasAsked = true
    throw new NeedsOthers()
  }
}
