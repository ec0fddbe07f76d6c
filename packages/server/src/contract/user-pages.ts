/** The pages on which moderators look after the members of this server. What they list is what the API answers. */
import { z } from 'zod'
import type { FormOutcome } from './form-pages.ts'
import type { KnownUser } from './moderation-pages.ts'
import type { ManagedUser } from './user-admin.ts'

const USER_SORTS = [
  ...(['-createdAt', 'createdAt', 'username', '-videoQuotaUsed', '-lastLoginDate', 'lastLoginDate'] as const)
] as const

/** Of an address; what is none of these chooses nothing. */
export const UsersChoice = z.object({
  search: z.string().trim().max(200).catch(''),
  blocked: z.enum(['', 'true', 'false']).catch(''),
  role: z.enum(['', '0', '1', '2']).catch(''),
  sort: z.enum(USER_SORTS).catch('-createdAt')
})
export type UsersChoice = z.output<typeof UsersChoice>

/** Whether the reader may block and delete them: not themselves, nor the first administrator. */
export type ListedUser = ManagedUser & { readonly mayEnd: boolean }

export interface UsersPage {
  readonly kind: 'users'
  readonly outcome: FormOutcome
  readonly choice: UsersChoice
  readonly users: readonly ListedUser[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** Asks before something is done to several. */
export interface UsersSurePage {
  readonly kind: 'users-sure'
  readonly outcome: FormOutcome
  readonly deed: 'block' | 'delete'
  readonly users: readonly KnownUser[]
}

/** What the reader may do on the page of a member. */
export interface UserRights {
  readonly mayGiveRoles: boolean
  readonly mayEnd: boolean
  readonly mayRemoveFactor: boolean
  readonly isOwn: boolean
}

export interface UserPage {
  readonly kind: 'user'
  readonly outcome: FormOutcome
  readonly user: KnownUser
  readonly rights: UserRights
  readonly hasMail: boolean
}

export interface NewUserPage {
  readonly kind: 'new-user'
  readonly outcome: FormOutcome
  readonly mayGiveRoles: boolean
  /** A password can be chosen with a mail. */
  readonly hasMail: boolean
  /** What new members get, in bytes; -1 is unlimited. */
  readonly videoQuota: number
  readonly videoQuotaDaily: number
}

export type UserAdminPage = UsersPage | UsersSurePage | UserPage | NewUserPage
