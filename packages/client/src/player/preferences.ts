/** What a viewer chose for this player, kept in this browser and nowhere else, and only once they chose something. */

export const CAPTION_SIZES = ['small', 'normal', 'large', 'huge'] as const
export const CAPTION_BACKGROUNDS = ['dark', 'light', 'none'] as const

export interface Preferences {
  readonly volume: number
  readonly isMuted: boolean
  /** Null when they want none. */
  readonly captions: string | null
  readonly captionSize: (typeof CAPTION_SIZES)[number]
  readonly captionBackground: (typeof CAPTION_BACKGROUNDS)[number]
  /** Single keys that command the player (WCAG 2.1.4). */
  readonly hasShortcuts: boolean
  /** Where visitors stopped is remembered in this browser. */
  readonly keepsPlace: boolean
}

export const DEFAULTS: Preferences = {
  volume: 1,
  isMuted: false,
  captions: null,
  captionSize: 'normal',
  captionBackground: 'dark',
  hasShortcuts: true,
  keepsPlace: true
}

const KEY = 'player'

export function readPreferences(): Preferences {
  return { ...DEFAULTS, ...soundOnly(readStored(KEY)) }
}

export function rememberPreferences(change: Partial<Preferences>): void {
  writeStored(KEY, { ...readStored(KEY), ...change })
}

/** What somebody else, or another version, wrote there is not trusted. */
function soundOnly(stored: Partial<Record<keyof Preferences, unknown>>): Partial<Preferences> {
  const { volume, captions } = stored
  const choices = { captionSize: CAPTION_SIZES, captionBackground: CAPTION_BACKGROUNDS } as const
  return {
    ...(typeof volume === 'number' && volume >= 0 && volume <= 1 && { volume }),
    ...(typeof captions === 'string' && { captions }),
    ...pick(['isMuted', 'hasShortcuts', 'keepsPlace'], key => typeof stored[key] === 'boolean'),
    ...pick(['captionSize', 'captionBackground'], key => (choices[key] as readonly unknown[]).includes(stored[key]))
  }

  function pick<Key extends keyof Preferences>(keys: readonly Key[], isSound: (key: Key) => boolean) {
    return Object.fromEntries(keys.filter(isSound).map(key => [key, stored[key]])) as Partial<Preferences>
  }
}

/** @returns An empty object where there is nothing, or no storage: a frame in another site may have none. */
export function readStored(key: string): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof stored === 'object' && stored !== null && !Array.isArray(stored)
      ? (stored as Record<string, unknown>)
      : {}
  } catch {
    return {}
  }
}

export function writeStored(key: string, value: object): void {
  try {
    if (Object.keys(value).length > 0) localStorage.setItem(key, JSON.stringify(value))
    else localStorage.removeItem(key)
  } catch {
    // Then it holds for this page.
  }
}
