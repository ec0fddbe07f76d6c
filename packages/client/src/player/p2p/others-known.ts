/** What trackers say of who else is in a swarm. They forget a viewer whose page is closed as soon as it is. */
const counts = new Map<string, number>()

/** @param others Without ourselves. */
export function noteOthers(infoHash: string, others: number): void {
  counts.set(infoHash, others)
}

export function forgetOthers(infoHash: string): void {
  counts.delete(infoHash)
}

/** Whether a tracker has answered for each swarm that we are in, and none of them has anybody else. */
export function isAlone(): boolean {
  return counts.size > 0 && [...counts.values()].every(others => others === 0)
}
