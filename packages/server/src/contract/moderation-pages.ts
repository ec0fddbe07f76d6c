/** The pages of moderators. What they list is what the API answers. */
import { z } from 'zod'
import type { AbuseMessage, AdminAbuse } from './abuses.ts'
import type { FormOutcome } from './form-pages.ts'
import type { Registration } from './registrations.ts'
import type { ManagedUser, UserDoings } from './user-admin.ts'

interface Listed {
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

export const AbusesChoice = z.object({
  state: z.enum(['1', '2', '3', 'all']).catch('1'),
  search: z.string().trim().max(200).catch('')
})
export type AbusesChoice = z.output<typeof AbusesChoice>

export interface AbusesPage extends Listed {
  readonly kind: 'abuses'
  readonly outcome: FormOutcome
  readonly choice: AbusesChoice
  readonly abuses: readonly AdminAbuse[]
}

/** A member of this server, as far as a moderator may manage them. */
export type KnownUser = ManagedUser & Partial<UserDoings>

export interface AbusePage {
  readonly kind: 'abuse'
  readonly outcome: FormOutcome
  readonly abuse: AdminAbuse
  readonly messages: readonly AbuseMessage[]
  /** Whether the reporter can be written to: a member of this server. */
  readonly canAnswer: boolean
  /** Other reports of what is theirs, newest first. */
  readonly others: readonly AdminAbuse[]
  /** Who is reported, when they are a member that the reader may manage. */
  readonly user: KnownUser | null
  readonly isMuted: boolean
  readonly isServerMuted: boolean
}

export interface RegistrationsPage extends Listed {
  readonly kind: 'registrations'
  readonly outcome: FormOutcome
  readonly search: string
  /** Whether answers can be mailed. */
  readonly hasMail: boolean
  readonly registrations: readonly Registration[]
}

export type ModerationPage = AbusesPage | AbusePage | RegistrationsPage
