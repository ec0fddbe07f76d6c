/** One member of this server, and the making of one. */
import { randomBytes } from 'node:crypto'
import type { Router } from 'express'
import { ROLE } from '../../../contract/index.ts'
import { invalidField, viewerOf } from '../../../platform/http.ts'
import type { Settings } from '../../configuration/index.ts'
import { type Act, type Exchange, formPage, type Operate, type Sent } from '../form-page.ts'
import { isModerator } from '../page-access.ts'
import type { PageResponder } from '../page-responder.ts'
import { rightsOver } from './user-rights.ts'
import { USERS } from './users-page.ts'

export interface UserPagesDeps {
  readonly operate: Operate
  readonly hasMail: boolean
  readonly settings: Settings
}

const GIGABYTE = 1e9

export function userPages(router: Router, pages: PageResponder, deps: UserPagesDeps): void {
  const { operate, hasMail } = deps
  formPage(router, pages, {
    path: `${USERS}/create`,
    admits: isModerator,
    async show({ res }, outcome) {
      const { videoQuota, videoQuotaDaily } = deps.settings.current().user
      const mayGiveRoles = viewerOf(res)!.role === 'administrator'
      return { kind: 'new-user', outcome, mayGiveRoles, hasMail, videoQuota, videoQuotaDaily }
    },
    forms: { create: create(deps) }
  })
  formPage(router, pages, {
    path: `${USERS}/:id`,
    admits: isModerator,
    async show(at, outcome) {
      const user = await operate(at, 'getUser', { ...aboutThem(at), query: { withStats: 'true' } })
      return { kind: 'user', outcome, user, rights: rightsOver(user, at), hasMail }
    },
    forms: actsOnOne(operate)
  })
}

const aboutThem = ({ req }: Exchange) => ({ params: { id: req.params['id'] } })

/** As it was typed: spaces are a part of it. */
const passwordIn = ({ all }: Sent) => all('password')[0] ?? ''

/** Without a password they get a mail in which they choose one; until then nobody knows it. */
const create =
  ({ operate, hasMail }: UserPagesDeps): Act =>
  async sent => {
    const isInvited = hasMail && passwordIn(sent) === ''
    const { user } = await operate(sent, 'addUser', {
      body: {
        username: sent.field('username'),
        email: sent.field('email'),
        ...quotasIn(sent),
        role: sent.field('role') || String(ROLE.user),
        password: isInvited ? randomBytes(24).toString('base64url') : passwordIn(sent)
      }
    })
    if (isInvited) await operate(sent, 'askResetPassword', { body: { email: sent.field('email') } })
    return { deed: 'member-made', to: `${USERS}/${user.id}` }
  }

function actsOnOne(operate: Operate): Record<string, Act> {
  return {
    async account(sent) {
      await operate(sent, 'putUser', { ...aboutThem(sent), body: accountIn(sent) })
      return 'saved'
    },
    async password(sent) {
      await operate(sent, 'putUser', { ...aboutThem(sent), body: { password: passwordIn(sent) } })
      return 'password-set'
    },
    async reset(sent) {
      const { email } = await operate(sent, 'getUser', aboutThem(sent))
      await operate(sent, 'askResetPassword', { body: { email } })
      return 'password-mailed'
    },
    async block(sent) {
      await operate(sent, 'blockUser', { ...aboutThem(sent), body: { reason: sent.field('reason') } })
      return 'user-blocked'
    },
    async unblock(sent) {
      await operate(sent, 'unblockUser', { ...aboutThem(sent), body: {} })
      return 'user-unblocked'
    },
    async 'factor-off'(sent) {
      await operate(sent, 'disableTwoFactor', { ...aboutThem(sent), body: {} })
      return 'factor-removed'
    },
    async delete(sent) {
      const { username } = await operate(sent, 'getUser', aboutThem(sent))
      if (sent.field('confirm') !== username) throw invalidField('confirm', 'Another name was written.')
      await operate(sent, 'delUser', aboutThem(sent))
      return { deed: 'members-deleted', to: USERS }
    }
  }
}

/** A box that was not touched changes nothing: nobody may have asked yet whether the address is theirs. */
function accountIn(sent: Sent): Record<string, unknown> {
  const isVerified = sent.field('verified') === 'yes'
  const role = sent.field('role')
  return {
    email: sent.field('email'),
    ...quotasIn(sent),
    ...(role && { role }),
    ...(isVerified !== (sent.field('verified-was') === 'yes') && { emailVerified: isVerified })
  }
}

/** Written in gigabytes; nothing is unlimited. What is no number is left for the API to refuse. */
function quotasIn({ field }: Sent): Record<string, unknown> {
  const bytes = (name: string) => {
    const text = field(name)
    if (text === '') return -1
    const size = Math.round(Number(text.replace(',', '.')) * GIGABYTE)
    return Number.isFinite(size) ? size : text
  }
  return { videoQuota: bytes('videoQuota'), videoQuotaDaily: bytes('videoQuotaDaily') }
}
