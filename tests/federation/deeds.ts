/** Somebody who says, takes back, rates, renames, lists and reports, on a server that may be out at any moment. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { NetworkServer } from '../support/network.ts'

export interface Deed {
  readonly kind: 'say' | 'take back' | 'rate' | 'rename' | 'list' | 'drop list' | 'report'
  /** Of what is said: no two are the same. */
  readonly text: string
  /** Of what is reported. */
  readonly uuid?: string
}

interface Said {
  readonly uuid: string
  readonly text: string
  readonly id: number
}

const AGAIN_MS = 200

/** Each deed is done once, even when the answer to it is lost. */
export class Doer {
  readonly #server: NetworkServer
  readonly #uuids: readonly string[]
  readonly #said: Said[] = []
  readonly #lists: { readonly text: string; readonly id: number }[] = []
  #random: number
  #count = 0

  constructor(server: NetworkServer, uuids: readonly string[], seed: number) {
    this.#server = server
    this.#uuids = uuids
    this.#random = seed
  }

  async doNext(): Promise<Deed> {
    const uuid = this.#uuids[this.#next(this.#uuids.length)]!
    const dice = this.#next(13)
    if (dice < 6) return this.#say(uuid)
    if (dice < 7 && this.#said.length > 3) return this.#takeBack()
    if (dice < 9) return this.#rate(uuid)
    if (dice < 10) return this.#rename()
    if (dice < 11) return this.#renameChannel()
    if (dice < 12) return this.#lists.length > 2 ? this.#dropList() : this.#list()
    return this.#report(uuid)
  }

  async #say(uuid: string): Promise<Deed> {
    const text = `${this.#server.name} says ${++this.#count}`
    const parent = this.#next(3) === 0 ? this.#said.findLast(said => said.uuid === uuid) : undefined
    const path = parent ? `/videos/${uuid}/comments/${parent.id}` : `/videos/${uuid}/comment-threads`
    for (;;) {
      const answer = await this.#send(path, 'POST', { text })
      const id = answer?.ok ? ((await answer.json()) as { comment: { id: number } }).comment.id : undefined
      if (answer && !answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      // An answer may be lost on its way, and the deed done.
      const known = id ?? (await this.#find('SELECT id FROM video_comment WHERE text = $1', text))
      if (known !== undefined) {
        this.#said.push({ uuid, text, id: known })
        return { kind: 'say', text }
      }
    }
  }

  async #takeBack(): Promise<Deed> {
    // The last ones are answered yet.
    const [said] = this.#said.splice(0, 1)
    const { uuid, id, text } = said!
    await this.#until(`/videos/${uuid}/comments/${id}`, 'DELETE', undefined, [204, 409])
    return { kind: 'take back', text }
  }

  async #rate(uuid: string): Promise<Deed> {
    const rating = (['like', 'dislike', 'none'] as const)[this.#next(3)]!
    await this.#until(`/videos/${uuid}/rate`, 'PUT', { rating }, [204])
    return { kind: 'rate', text: rating }
  }

  /** Of the server's own video. */
  async #rename(): Promise<Deed> {
    const { rows } = await this.#server.db
      .query<{ uuid: string }>(
        'SELECT uuid FROM video WHERE NOT EXISTS (SELECT FROM remote_video WHERE video_id = video.id)'
      )
      .catch(() => ({ rows: [] }))
    const text = `Version ${++this.#count} of ${this.#server.name}`
    if (rows[0]) await this.#until(`/videos/${rows[0].uuid}`, 'PUT', { name: text }, [204])
    return { kind: 'rename', text }
  }

  async #renameChannel(): Promise<Deed> {
    const text = `Channel ${++this.#count} of ${this.#server.name}`
    await this.#until('/video-channels/root_channel', 'PUT', { displayName: text }, [204])
    return { kind: 'rename', text }
  }

  async #list(): Promise<Deed> {
    const text = `List ${++this.#count} of ${this.#server.name}`
    const body = { displayName: text, privacy: 1, videoChannelId: this.#server.api.channelId }
    const made = 'SELECT id FROM playlist WHERE display_name = $1'
    this.#lists.push({ text, id: await this.#once('/video-playlists', body, { made, text }) })
    return { kind: 'list', text }
  }

  async #dropList(): Promise<Deed> {
    const { id, text } = this.#lists.shift()!
    // The answer to a try before may have been lost.
    await this.#until(`/video-playlists/${id}`, 'DELETE', undefined, [204, 404])
    return { kind: 'drop list', text }
  }

  async #report(uuid: string): Promise<Deed> {
    const text = `${this.#server.name} reports ${++this.#count}`
    const id = await this.#find('SELECT id FROM video WHERE uuid = $1', uuid)
    await this.#once(
      '/abuses',
      { reason: text, video: { id } },
      { made: 'SELECT id FROM abuse WHERE reason = $1', text }
    )
    return { kind: 'report', text, uuid }
  }

  /** @returns The id of what was made, be it by a try whose answer was lost. */
  async #once(path: string, body: object, { made, text }: { made: string; text: string }): Promise<number> {
    for (;;) {
      const answer = await this.#send(path, 'POST', body)
      if (answer && !answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
      const id = await this.#find(made, text)
      if (id !== undefined) return id
    }
  }

  async #until(path: string, method: string, body: object | undefined, statuses: readonly number[]): Promise<void> {
    for (;;) {
      const answer = await this.#send(path, method, body)
      if (answer && statuses.includes(answer.status)) return
      if (answer) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    }
  }

  /** Undefined when the server was out. */
  async #send(path: string, method: string, body?: object): Promise<Response | undefined> {
    try {
      const answer = await this.#server.api.fetch(path, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      })
      if (answer.status < 500) return answer
    } catch {
      // As below.
    }
    await sleep(AGAIN_MS)
    return undefined
  }

  /** Asks its database, as soon as that answers. */
  async #find(statement: string, value: string): Promise<number | undefined> {
    for (;;) {
      try {
        return (await this.#server.db.query<{ id: number }>(statement, [value])).rows[0]?.id
      } catch {
        await sleep(AGAIN_MS)
      }
    }
  }

  #next(below: number): number {
    this.#random = (this.#random * 48_271) % 2_147_483_647
    return this.#random % below
  }
}
