/** The members of this server: who they are, and what is done to several of them at once. */
import type { Router } from 'express'
import {
  type KnownUser,
  type ListedUser,
  type ManagedUser,
  UsersChoice,
  type UsersSurePage
} from '../../../contract/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Act, chosen, formPage, NOTHING, type Operate, refusedAt, type Sent, ticked } from '../form-page.ts'
import { isModerator } from '../page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from '../page-number.ts'
import type { PageResponder } from '../page-responder.ts'
import { rightsOver } from './user-rights.ts'

export const USERS = '/admin/users'

export function usersPage(router: Router, pages: PageResponder, { operate }: { operate: Operate }): void {
  formPage(router, pages, {
    path: USERS,
    admits: isModerator,
    async show(at, outcome) {
      const choice = UsersChoice.parse(at.req.query)
      const page = pageNumber(at.req)
      const { total, data } = await operate(at, 'getUsers', { query: { ...chosen(choice), ...rangeOf(page) } })
      const listed = (user: ManagedUser): ListedUser => ({ ...user, mayEnd: rightsOver(user, at).mayEnd })
      return { kind: 'users', outcome, choice, users: data.map(listed), total, page, pageSize: PAGE_SIZE }
    },
    forms: actsOnSeveral(operate)
  })
}

function actsOnSeveral(operate: Operate): Record<string, Act> {
  const ask =
    (deed: UsersSurePage['deed']): Act =>
    async sent => {
      const users = await chosenUsers(operate, sent)
      return users.length === 0 ? 'nothing' : { page: { kind: 'users-sure', outcome: NOTHING, deed, users } }
    }
  const toEach = async (sent: Sent, id: 'blockUser' | 'unblockUser', body: Record<string, unknown>) => {
    const users = await chosenUsers(operate, sent)
    for (const user of users) await operate(sent, id, { params: { id: String(user.id) }, body })
    return users.length
  }
  return {
    'ask-block': ask('block'),
    'ask-delete': ask('delete'),
    async 'block-several'(sent) {
      return (await toEach(sent, 'blockUser', { reason: sent.field('reason') })) > 0 ? 'members-blocked' : 'nothing'
    },
    async 'unblock-several'(sent) {
      return (await toEach(sent, 'unblockUser', {})) > 0 ? 'members-unblocked' : 'nothing'
    },
    async 'delete-several'(sent) {
      const users = await chosenUsers(operate, sent)
      if (sent.field('confirm') !== String(users.length))
        return { page: { kind: 'users-sure', outcome: refusedAt(sent, 'confirm'), deed: 'delete', users }, status: 400 }
      if (users.length === 0) return 'nothing'
      await operate(sent, 'deleteUsers', { body: { ids: users.map(({ id }) => id) } })
      return 'members-leaving'
    }
  }
}

/** Nothing is done to anybody when one of them may not be chosen. @throws AppError */
async function chosenUsers(operate: Operate, sent: Sent): Promise<KnownUser[]> {
  const users: KnownUser[] = []
  for (const id of ticked(sent, 'user'))
    users.push(await operate(sent, 'getUser', { params: { id }, query: { withStats: 'true' } }))
  if (users.some(user => !rightsOver(user, sent).mayEnd))
    throw new AppError('forbidden', 'This user can be neither blocked nor deleted.')
  return users
}
