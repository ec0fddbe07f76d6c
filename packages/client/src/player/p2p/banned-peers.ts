/** Viewers who sent wrong bytes. The page does not meet them again; no list is kept beyond it. */
const banned = new Set<string>()
const listeners = new Set<(peerId: string) => void>()

/** Ends the connections to them, too. */
export function banPeer(peerId: string): void {
  banned.add(peerId)
  for (const listener of [...listeners]) listener(peerId)
}

export function isBanned(peerId: string): boolean {
  return banned.has(peerId)
}

/** @returns Ends it. */
export function onBan(listener: (peerId: string) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
