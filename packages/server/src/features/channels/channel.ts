/** What a channel is, and the rules that need no I/O. */

export interface Channel {
  readonly id: number
  readonly accountId: number
  /** Unique among all accounts and channels of this server, whatever its case. */
  readonly name: string
  readonly displayName: string
  /** Markdown. */
  readonly description: string | null
  /** Markdown: how to support the channel. */
  readonly support: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Federation speaks under these names (PeerTube's and our own). */
const RESERVED_NAMES = new Set(['peertube', 'colombier'])

export function isReservedName(name: string): boolean {
  return RESERVED_NAMES.has(name.toLowerCase())
}

/** PeerTube's default (`user.default_channel_name` in its configuration). */
export function defaultChannelOf(username: string): { name: string; displayName: string } {
  return { name: `${username}_channel`, displayName: `Main ${username} channel` }
}
