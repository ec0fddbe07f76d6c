/** Which key commands what, as viewers know it from elsewhere. Pure. */

export type Command =
  | { readonly act: 'toggle' | 'mute' | 'fullscreen' | 'captions' | 'help' }
  | { readonly act: 'jump'; readonly seconds: number }
  /** 0 to 1 of the whole. */
  | { readonly act: 'go'; readonly share: number }
  /** Steps of loudness or of speed. */
  | { readonly act: 'volume' | 'rate'; readonly by: 1 | -1 }

export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/**
 * Where the keyboard is: in the player, elsewhere on the page, or in something that needs its keys itself; `button` and
 * `slider` are in the player and need some.
 */
export type KeyPlace = 'player' | 'button' | 'slider' | 'page' | 'other'

/** Letters and signs work wherever nobody writes; the page keeps what it scrolls with. */
const EVERYWHERE: Readonly<Record<string, Command>> = {
  k: { act: 'toggle' },
  j: { act: 'jump', seconds: -10 },
  l: { act: 'jump', seconds: 10 },
  m: { act: 'mute' },
  f: { act: 'fullscreen' },
  c: { act: 'captions' },
  '<': { act: 'rate', by: -1 },
  '>': { act: 'rate', by: 1 },
  '?': { act: 'help' }
}

const IN_PLAYER: Readonly<Record<string, Command>> = {
  ArrowLeft: { act: 'jump', seconds: -5 },
  ArrowRight: { act: 'jump', seconds: 5 },
  ArrowUp: { act: 'volume', by: 1 },
  ArrowDown: { act: 'volume', by: -1 },
  Home: { act: 'go', share: 0 },
  End: { act: 'go', share: 1 }
}

/** For the dialog that lists them. */
export const LISTED: readonly (readonly [keys: readonly string[], what: ListedCommand])[] = [
  [['␣', 'K'], 'toggle'],
  [['←', '→'], 'jump5'],
  [['J', 'L'], 'jump10'],
  [['0', '9'], 'tenths'],
  [['Home', 'End'], 'ends'],
  [['↑', '↓'], 'volume'],
  [['M'], 'mute'],
  [['C'], 'captions'],
  [['<', '>'], 'rate'],
  [['F'], 'fullscreen'],
  [['?'], 'help']
]

export type ListedCommand =
  | 'toggle'
  | 'jump5'
  | 'jump10'
  | 'tenths'
  | 'ends'
  | 'volume'
  | 'mute'
  | 'captions'
  | 'rate'
  | 'fullscreen'
  | 'help'

export function commandFor(pressed: PressedKey, place: KeyPlace): Command | null {
  if (place === 'other' || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null
  const { key } = pressed
  if (/^[0-9]$/.test(key)) return { act: 'go', share: Number(key) / 10 }
  const everywhere = EVERYWHERE[key.toLowerCase()]
  if (everywhere || place === 'page') return everywhere ?? null
  if (key === ' ') return place === 'player' ? { act: 'toggle' } : null
  return place === 'slider' ? null : (IN_PLAYER[key] ?? null)
}

/** Whether a key that is held down goes on with it: what goes on and off would flicker. */
export const goesOn = ({ act }: Command) => act === 'jump' || act === 'volume' || act === 'rate'

/** @param target Has the keyboard. @param player The player's own element. */
export function placeOfKey(target: Element | null, player: Element): KeyPlace {
  if (target?.closest('input:not([type=range]), textarea, select, [contenteditable], dialog, [data-own-keys]'))
    return 'other'
  if (!target || !player.contains(target)) return 'page'
  if (target.matches('input')) return 'slider'
  return target.closest('button, a, summary') ? 'button' : 'player'
}
