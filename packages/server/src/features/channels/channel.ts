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

/** PeerTube's, of `user.default_channel_name` in its configuration; `$1` stands for the user's name. */
export const PEERTUBES_CHANNEL_NAME = 'Main $1 channel'

/**
 * How the channel is called that a user begins with: as the server's settings say where somebody chose it there, else
 * in the user's language.
 *
 * @param pattern With `$1` for the user's name.
 */
export function channelTitleOf(username: string, { pattern, language }: { pattern: string; language: string }): string {
  if (pattern !== PEERTUBES_CHANNEL_NAME || language !== 'fr') return pattern.replaceAll('$1', () => username)
  return /^[aeiouy]/i.test(username) ? `Chaîne d’${username}` : `Chaîne de ${username}`
}
