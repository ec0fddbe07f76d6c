/** What a user is: a login, with the account that others see. */
import { randomInt } from 'node:crypto'
import { type Locale, type Preferences, ROLE } from '../../contract/index.ts'
import type { Viewer } from '../../platform/http.ts'

export type Role = Viewer['role']

export interface User {
  readonly id: number
  readonly accountId: number
  readonly username: string
  readonly email: string
  readonly role: Role
  /** Bytes; -1 is unlimited. */
  readonly videoQuotaBytes: number
  readonly videoQuotaDailyBytes: number
  readonly displayName: string
  readonly description: string | null
  readonly lastLoginAt: Date | null
  readonly isBlocked: boolean
  readonly blockedReason: string | null
  readonly adminFlags: number
  readonly preferences: Preferences
  readonly language: Locale
  readonly createdAt: Date
  readonly accountCreatedAt: Date
  readonly accountUpdatedAt: Date
}

export interface NewUser {
  readonly username: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Of the account; the user name by default. */
  readonly displayName?: string | undefined
  /** Of the first channel; `{username}_channel` by default. */
  readonly channelName?: string | undefined
  readonly channelDisplayName?: string | undefined
  /** What it is called without; `$1` stands for the user name. */
  readonly defaultChannelName?: string | undefined
  /** Of mails to them; English by default. */
  readonly language?: Locale | undefined
  /** False when they must show first that the address is theirs; null (by default) when nobody asks. */
  readonly isEmailVerified?: boolean | null | undefined
  /** Bytes; unlimited (-1) by default. */
  readonly videoQuotaBytes?: number | undefined
  readonly videoQuotaDailyBytes?: number | undefined
  /** PeerTube's bits; none by default. */
  readonly adminFlags?: number | undefined
}

export interface CreatedUser {
  readonly id: number
  readonly accountId: number
  readonly channelId: number
}

const ROLE_LABELS: Record<Role, string> = { administrator: 'Administrator', moderator: 'Moderator', user: 'User' }

/** PeerTube's number and label of a role. */
export function wireRole(role: Role): { id: number; label: string } {
  return { id: ROLE[role], label: ROLE_LABELS[role] }
}

/** @param id PeerTube's number. */
export function roleOfId(id: number): Role | undefined {
  return (Object.keys(ROLE) as Role[]).find(role => ROLE[role] === id)
}

/** Without letters and digits that look alike when copied by hand. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

/** About 79 bits, as `k7mq-x2pd-…`: to be read from a screen and typed. */
export function makeUpPassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => READABLE[randomInt(READABLE.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}
