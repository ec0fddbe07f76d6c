/**
 * Who may call an operation of the API. The tables in `operations/` give every operation one of these; the API's router
 * (platform/api-router.ts) refuses everybody else, and hands handlers the check that needs the thing's owner.
 */
export type Access =
  /** No sign-in needed. A token that is sent must be good. */
  | 'anyone'
  /** No sign-in needed, but the video decides who may see it (`assertCanWatch`). */
  | 'watcher'
  /** Whoever holds a runner's token, which comes in the body. */
  | 'runner'
  /** Whoever is signed in, about themselves. */
  | 'member'
  /** The thing's owner alone: not even an administrator. */
  | 'owner'
  | 'owner-or-moderator'
  | 'owner-or-administrator'
  /** Moderators and administrators. */
  | 'moderator'
  | 'administrator'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

/** What is limited beyond the limit that holds for every request; `mail` is whatever makes us write to an address. */
export type LimitName = 'sign-in' | 'registration' | 'mail' | 'upload' | 'comment' | 'search' | 'client-log'

export interface Operation {
  /** Below /api/v1; parameters as in OpenAPI: `GET /videos/{id}`. */
  readonly on: `${Method} /${string}`
  readonly access: Access
  /** One line for the OpenAPI document. */
  readonly summary: string
  readonly limit?: LimitName
  /** A token that is sent is not looked at: an old one must not keep people from signing in again. */
  readonly ignoresTokens?: true
  /** For members, about a video that a password may open to them (`watcher` says it for everybody). */
  readonly opensVideo?: true
}

export type Operations = Readonly<Record<string, Operation>>

/** Needs no account: what a handler knows of its caller may be nothing. */
export type OpenAccess = 'anyone' | 'watcher' | 'runner'

export type Role = 'administrator' | 'moderator' | 'user'

/** @param isOwner Whether the thing is the caller's own; of no matter where access does not depend on it. */
export function mayCall(access: Access, role: Role | undefined, isOwner: boolean): boolean {
  switch (access) {
    case 'anyone':
    case 'watcher':
    case 'runner':
      return true
    case 'member':
      return role !== undefined
    case 'owner':
      return role !== undefined && isOwner
    case 'owner-or-moderator':
      return role !== undefined && (isOwner || role !== 'user')
    case 'owner-or-administrator':
      return role !== undefined && (isOwner || role === 'administrator')
    case 'moderator':
      return role === 'moderator' || role === 'administrator'
    case 'administrator':
      return role === 'administrator'
  }
}
