/** What a member has for themselves: settings, and the lists that are theirs. */
import type { WORK_STATE } from './archives.ts'
import type { FormOutcome } from './form-pages.ts'
import type { TwoFactorRequest } from './registrations.ts'
import type { TokenSession } from './token-sessions.ts'
import type { MyUser } from './users.ts'

export type MemberForm =
  | 'profile'
  | 'email'
  | 'password'
  | 'factor'
  | 'factor-confirm'
  | 'factor-off'
  | 'watching'
  | 'notices'
  | 'session'
  | 'feed'
  | 'export'
  | 'export-delete'
  | 'delete'

export interface SettingsPage {
  readonly kind: 'my-settings'
  readonly user: MyUser
  readonly sessions: readonly TokenSession[]
  /** Addresses of feeds that open with a secret. */
  readonly feedPath: string
  readonly exports: readonly {
    readonly id: number
    readonly state: keyof typeof WORK_STATE
    readonly downloadUrl: string | null
  }[]
  /** Asked for, and not confirmed yet. */
  readonly factor: TwoFactorRequest['otpRequest'] | null
  readonly outcome: FormOutcome
}

export const MEMBER_LISTS = {
  notifications: '/my-account/notifications',
  history: '/my-library/history/videos',
  subscriptions: '/my-library/subscriptions'
} as const
export type MemberList = keyof typeof MEMBER_LISTS

export interface MemberListItem {
  /** Given back by the form that acts on it. */
  readonly key: string
  readonly name: string
  /** Null where no page shows it. */
  readonly path: string | null
  /** ISO 8601. */
  readonly at: string | null
  readonly isNew: boolean
  /** PeerTube's number of what was told; null on other lists. */
  readonly noticeType: number | null
  readonly who: string
  readonly act: 'read' | 'forget' | 'unsubscribe'
}

export interface MemberListPage {
  readonly kind: 'my-list'
  readonly list: MemberList
  readonly items: readonly MemberListItem[]
  readonly search: string
  readonly outcome: FormOutcome
  readonly total: number
  readonly page: number
  readonly pageSize: number
}
