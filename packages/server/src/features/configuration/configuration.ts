/** The settings that hold now: the environment's, with what administrators changed since. */
import type { LadderSettings } from '@colombier/transcoder/contract'
import { RESOLUTIONS } from '@colombier/transcoder/contract'
import { type Change, InstanceSettings } from '../../contract/index.ts'
import { type Clock, every } from '../../platform/clock.ts'
import { parse } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import { assertPossible, FIXED_PATHS } from './abilities.ts'
import { difference, leafPaths, merge, without } from './changes.ts'
import { type ConfiguredDefaults, defaultSettings } from './defaults.ts'
import { lockChanges, readChanges, readVersion, type StoredChanges, writeChanges } from './store.ts'

/** What most of the server needs of it. */
export interface Settings {
  /** Never kept by the caller: the next call may give others. */
  current(): InstanceSettings
}

export interface Configuration extends Settings {
  /**
   * Holds at once here, and within seconds on every server that shares the database.
   *
   * @param change What is left out stays as it is.
   * @throws InvalidRequest naming the settings that are wrong, or that this server cannot honour.
   */
  update(change: Change<InstanceSettings>, by: string): Promise<void>
  /** The settings that `update` would lead to. @throws InvalidRequest as it does. */
  preview(change: Change<InstanceSettings>): InstanceSettings
  /** Back to what the environment says. */
  reset(by: string): Promise<void>
  /** Hears of changes made through other servers. */
  follow(): Clock
}

const FOLLOW_MS = 2000

export async function openConfiguration(db: Database, config: ConfiguredDefaults): Promise<Configuration> {
  const defaults = defaultSettings(config)
  let version = 0
  let current = defaults

  const apply = (stored: StoredChanges) => {
    if (stored.version <= version) return
    version = stored.version
    current = frozen(settingsOf(defaults, stored.changes))
  }
  apply(await readChanges(db))

  async function change(makeNext: (before: InstanceSettings) => InstanceSettings, by: string): Promise<void> {
    const stored = await db.transaction(async tx => {
      const before = settingsOf(defaults, (await lockChanges(tx)).changes)
      const next = makeNext(before)
      const changes = difference(next, defaults)
      const paths = leafPaths(difference(next, before))
      return { changes, paths, version: await writeChanges(tx, changes) }
    })
    apply(stored)
    log('configuration').info('{by} changed the configuration: {paths}', { by, paths: stored.paths.join(', ') || '-' })
  }

  const changed = (before: InstanceSettings, wanted: Change<InstanceSettings>) => {
    const next = parse(InstanceSettings, merge(before, wanted))
    assertPossible(next, defaults)
    return next
  }

  return {
    current: () => current,
    preview: wanted => changed(current, wanted),
    update: (wanted, by) => change(before => changed(before, wanted), by),
    reset: by => change(() => defaults, by),
    follow: () =>
      every(FOLLOW_MS, 'Following the configuration', async () => {
        if ((await readVersion(db)) !== version) apply(await readChanges(db))
      })
  }
}

/** Stored changes that no longer fit (an older version's, or fixed since) give way to the default. */
function settingsOf(defaults: InstanceSettings, stored: Change<InstanceSettings>): InstanceSettings {
  let changes = FIXED_PATHS.reduce((left, path) => without(left, path), stored)
  for (;;) {
    const parsed = InstanceSettings.safeParse(merge(defaults, changes))
    if (parsed.success) return parsed.data
    const wrong = parsed.error.issues[0]!.path.map(String)
    const left = without(changes, wrong)
    log('configuration').warn('The stored setting {path} cannot be used', { path: wrong.join('.') })
    if (leafPaths(left).length === leafPaths(changes).length) return defaults
    changes = left
  }
}

export function ladderOf({ transcoding: { resolutions, fps } }: InstanceSettings): LadderSettings {
  return { resolutions: RESOLUTIONS.filter(height => resolutions[`${height}p`]), maxFps: fps.max }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}
