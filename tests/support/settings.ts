import type { Change, InstanceSettings } from '../../packages/server/src/contract/index.ts'
import { merge } from '../../packages/server/src/features/configuration/changes.ts'
import {
  type ConfiguredDefaults,
  defaultSettings,
  type Settings
} from '../../packages/server/src/features/configuration/index.ts'

/** What a server is started with when a test does not care. */
export const CONFIGURED: ConfiguredDefaults = {
  instanceName: 'A server for tests',
  adminEmail: 'root@example.org',
  registration: 'open',
  videoQuotaBytes: -1,
  videoQuotaDailyBytes: -1,
  ladder: { resolutions: [240], maxFps: 60 },
  keepOriginals: false,
  transcodingConcurrency: 1,
  transcodingThreads: 0
}

/** Settings that never change. */
export function someSettings(change: Change<InstanceSettings> = {}): Settings {
  const settings = merge<InstanceSettings>(defaultSettings(CONFIGURED), change)
  return { current: () => settings }
}
