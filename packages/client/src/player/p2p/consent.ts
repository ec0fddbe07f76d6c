/**
 * What a viewer said to sharing: with their account when they are signed in, else in this browser. Nothing is written
 * before they have answered, and nobody's answer is taken for somebody else's who signs in at the same computer.
 */
import type { PlayerP2p } from '../source.ts'

const KEY = 'p2p'

type Given = Pick<PlayerP2p, 'accountChoice'>

/** @returns Null when they never answered. */
export function readChoice({ accountChoice }: Given): boolean | null {
  if (accountChoice !== undefined) return accountChoice
  try {
    const known = localStorage.getItem(KEY)
    return known === 'yes' ? true : known === 'no' ? false : null
  } catch {
    // A frame in another site may have no storage.
    return null
  }
}

export function rememberChoice({ accountChoice }: Given, isYes: boolean): void {
  if (accountChoice !== undefined) {
    fetch('/api/v1/users/me', {
      method: 'PUT',
      credentials: 'same-origin',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ p2pEnabled: isYes })
    }).catch(() => undefined)
    return
  }
  try {
    localStorage.setItem(KEY, isYes ? 'yes' : 'no')
  } catch {
    // Then the answer holds for this page.
  }
}
