import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { type Api, signIn } from './api.ts'
import { openBrowser } from './browser.ts'
import { type RunningTestServer, startTestServer, type TestServerOptions } from './start-server.ts'

/** A whole server, a browser, and a folder for clips. */
export interface Stage {
  readonly server: RunningTestServer
  readonly browser: Browser
  /** As the administrator. */
  readonly api: Api
  readonly folder: string
  /** Uploads it and waits until all of it is made. @returns Its UUID. */
  publish(clip: string, fields: Readonly<Record<string, string>>): Promise<string>
  close(): Promise<void>
}

export async function openStage(
  env: Readonly<Record<string, string>> = {},
  options: TestServerOptions = {}
): Promise<Stage> {
  const [folder, server, browser] = await Promise.all([
    mkdtemp(join(tmpdir(), 'colombier-stage-')),
    startTestServer({ ...options, env }),
    openBrowser()
  ])
  const api = await signIn(server.origin)
  return {
    server,
    browser,
    api,
    folder,
    async publish(clip, fields) {
      const uuid = await api.upload(clip, fields)
      await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
      return uuid
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
