/** What becomes of sensitive videos, as somebody chose, with PeerTube 8's names. */

export const NSFW_POLICIES = ['display', 'warn', 'blur', 'do_not_list'] as const
export type NsfwPolicy = (typeof NSFW_POLICIES)[number]

/** Where it is kept for which kinds (bits of `NSFW_FLAG`) a policy of their own was chosen. */
export const NSFW_FLAG_SETS = {
  display: 'nsfwFlagsDisplayed',
  warn: 'nsfwFlagsWarned',
  blur: 'nsfwFlagsBlurred',
  do_not_list: 'nsfwFlagsHidden'
} as const satisfies Record<NsfwPolicy, string>

const SETS = Object.values(NSFW_FLAG_SETS)

export type SensitiveChoice = {
  readonly nsfwPolicy?: NsfwPolicy | undefined
} & { readonly [Set in (typeof SETS)[number]]?: number | undefined }

/** Whether each kind is in one of the sets at most. */
export function hasNoFlagTwice(choice: SensitiveChoice): boolean {
  const sets = SETS.map(name => choice[name] ?? 0)
  return sets.every((flags, at) => sets.slice(at + 1).every(others => (flags & others) === 0))
}
export const FLAG_TWICE = `Cannot use same flags in ${SETS.join(', ')} at the same time`
