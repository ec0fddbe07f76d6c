/** What a volunteer keeps, and what it lets go for it. Pure. */

export interface Candidate {
  readonly infoHash: string
  readonly sizeBytes: number
}

/**
 * As much as fits, the most wanted first. What is held already counts as twice as wanted as it is: another file in its
 * place would have to be fetched, and the order changes by the minute.
 *
 * @param ranked The most wanted first.
 */
export function choose<T extends Candidate>(
  ranked: readonly T[],
  { budgetBytes, isHeld, countMax }: { budgetBytes: number; isHeld: (infoHash: string) => boolean; countMax: number }
): T[] {
  const places = ranked.map((candidate, index) => ({
    candidate,
    place: (index + 1) / (isHeld(candidate.infoHash) ? 2 : 1)
  }))
  const chosen: T[] = []
  const seen = new Set<string>()
  let left = budgetBytes
  for (const { candidate } of places.toSorted((a, b) => a.place - b.place)) {
    if (chosen.length === countMax) break
    if (candidate.sizeBytes > left || seen.has(candidate.infoHash)) continue
    seen.add(candidate.infoHash)
    left -= candidate.sizeBytes
    chosen.push(candidate)
  }
  return chosen
}
