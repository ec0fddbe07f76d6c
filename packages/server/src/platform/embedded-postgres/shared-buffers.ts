/** How much memory PostgreSQL keeps pages in. Pure. */

const MEGABYTE = 2 ** 20
const SHARE = 16
/** The cheapest server has no more to give. */
const MIN_MEGABYTES = 32
/** PostgreSQL's own default. */
const MAX_MEGABYTES = 128

/**
 * A small share of the memory. What a list reads scattered all over a large table is copied from the kernel again each
 * time unless it fits here, which costs three times the reading. Memory is taken only as pages come in: a small
 * database stays small.
 *
 * @param memoryBytes That there is for everything.
 * @returns PostgreSQL's `shared_buffers`.
 */
export function sharedBuffers(memoryBytes: number): string {
  const share = Math.floor(memoryBytes / SHARE / MEGABYTE)
  return `${Math.min(Math.max(share, MIN_MEGABYTES), MAX_MEGABYTES)}MB`
}
