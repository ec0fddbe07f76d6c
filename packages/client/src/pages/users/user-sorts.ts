import type { UsersChoice } from '@colombier/server/contract'

/** Orders of the list, as they are offered. */
export const USER_SORTS: readonly UsersChoice['sort'][] = [
  ...(['-createdAt', 'createdAt', 'username', '-videoQuotaUsed', '-lastLoginDate', 'lastLoginDate'] as const)
]
