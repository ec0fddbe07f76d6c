import { NSFW_FLAGS_ALL, type NsfwPolicy, type SensitiveChoice } from '../../contract/index.ts'

/** Every `nsfwFlags` that a sensitive video can have. */
const KINDS = Array.from({ length: NSFW_FLAGS_ALL + 1 }, (_, flags) => flags)

/**
 * Of which `nsfwFlags` sensitive videos show no clear picture. What was chosen for a kind counts before what was chosen
 * for all, and blur before the rest. Pure.
 */
export function blurredKinds(serverPolicy: NsfwPolicy, choice: SensitiveChoice = {}): number[] {
  const { nsfwPolicy = serverPolicy, nsfwFlagsBlurred = 0, nsfwFlagsDisplayed = 0, nsfwFlagsWarned = 0 } = choice
  const clear = nsfwFlagsDisplayed | nsfwFlagsWarned
  return KINDS.filter(flags => flags & nsfwFlagsBlurred || (nsfwPolicy === 'blur' && (flags & clear) === 0))
}
