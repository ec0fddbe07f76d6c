/** Hears PostgreSQL's notices (`pg_notify`), which reach every server of a site once their transaction is committed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from './log.ts'
import { type NoticeConnection, openNoticeConnection } from './postgres.ts'

export interface Listener {
  on(channel: string, handle: (payload: string) => void): void
  /** Resolves when notices are heard. The connection is made by the first call, and made again when it breaks. */
  open(): Promise<void>
  close(): Promise<void>
}

const RETRY_MS = 1000

export function createListener(connectionString: string): Listener {
  const handlers = new Map<string, (payload: string) => void>()
  let opening: Promise<NoticeConnection> | undefined
  let isClosed = false

  const connect = () =>
    openNoticeConnection(connectionString, {
      channels: [...handlers.keys()],
      onNotice: (channel, payload) => handlers.get(channel)?.(payload),
      onEnd() {
        opening = undefined
        if (!isClosed) void reopen()
      }
    })
  const open = async () => {
    opening ??= connect()
    const current = opening
    await current.catch(error => {
      if (opening === current) opening = undefined
      throw error
    })
  }
  const reopen = async (): Promise<void> => {
    log('postgres').warn('The connection for live news is lost, and is made again.')
    while (!isClosed) {
      await sleep(RETRY_MS, undefined, { ref: false })
      if (await open().then(isOpen, isNot)) return
    }
  }

  return {
    on: (channel, handle) => void handlers.set(channel, handle),
    open,
    async close() {
      isClosed = true
      const connection = await opening?.catch(() => undefined)
      opening = undefined
      await connection?.close()
    }
  }
}

const isOpen = () => true
const isNot = () => false
