/** What a strategy does with its room: keeps, lets go, takes. Pure. */

export interface Candidate {
  readonly videoId: number
  readonly sizeBytes: number
}

/** A copy of the strategy that there is, or is to be. */
export interface Held extends Candidate {
  readonly copyId: number
  /** It has been here as long as copies stay at least. */
  readonly isPastMinimum: boolean
  /** Its end was told others, and is near. */
  readonly isEnding: boolean
}

export interface Decision {
  /** Copies that go. */
  readonly drop: readonly number[]
  /** Copies that stay longer than was said. */
  readonly extend: readonly number[]
  /** Videos of which there are to be copies. */
  readonly add: readonly number[]
}

/**
 * Wants as many of the first candidates as there is room for. What it holds besides them stays until the room is needed,
 * and for its minimum whatever comes.
 *
 * @param ranked Best first; those that are held among them.
 * @param held Oldest first.
 */
export function decide(ranked: readonly Candidate[], held: readonly Held[], budgetBytes: number): Decision {
  const wanted = fitting(ranked, budgetBytes)
  const heldIds = new Set(held.map(({ videoId }) => videoId))
  const spare = held.filter(({ videoId, isPastMinimum }) => isPastMinimum && !wanted.has(videoId))
  const drop: number[] = []
  const add: number[] = []
  let used = sum(held)

  const letGoUntil = (bytes: number) => {
    while (used > bytes && spare.length > 0) {
      const { copyId, sizeBytes } = spare.shift()!
      drop.push(copyId)
      used -= sizeBytes
    }
  }

  for (const { videoId, sizeBytes } of wanted.values()) {
    // Nothing goes for what does not fit anyway.
    if (heldIds.has(videoId) || used - sum(spare) + sizeBytes > budgetBytes) continue
    letGoUntil(budgetBytes - sizeBytes)
    add.push(videoId)
    used += sizeBytes
  }
  // The room may have been made smaller.
  letGoUntil(budgetBytes)
  const extend = held.filter(({ videoId, isEnding }) => isEnding && wanted.has(videoId)).map(({ copyId }) => copyId)
  return { drop, extend, add }
}

function fitting(ranked: readonly Candidate[], budgetBytes: number): Map<number, Candidate> {
  const chosen = new Map<number, Candidate>()
  let left = budgetBytes
  for (const candidate of ranked) {
    if (candidate.sizeBytes > left) continue
    chosen.set(candidate.videoId, candidate)
    left -= candidate.sizeBytes
  }
  return chosen
}

const sum = (all: readonly Candidate[]) => all.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
