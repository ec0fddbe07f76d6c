import { type ManagedUser, ROLE, type UserRights } from '../../../contract/index.ts'
import { viewerOf } from '../../../platform/http.ts'
import { FIRST_ADMINISTRATOR } from '../../users/index.ts'
import type { Exchange } from '../form-page.ts'

/** What the API will let the reader do, so that nothing else is offered. It decides itself when it is asked. */
export function rightsOver(user: Pick<ManagedUser, 'id' | 'username' | 'role'>, { res }: Exchange): UserRights {
  const viewer = viewerOf(res)!
  const isAdministrator = viewer.role === 'administrator'
  const isOwn = viewer.userId === user.id
  const isFirst = user.username === FIRST_ADMINISTRATOR
  return {
    isOwn,
    mayGiveRoles: isAdministrator && !isFirst && !isOwn,
    mayEnd: !isOwn && !isFirst && (isAdministrator || user.role.id === ROLE.user),
    mayRemoveFactor: isAdministrator && !isOwn
  }
}
