/** Reports to the moderators: the list, and one with all that helps to decide on it. */
import type { Router } from 'express'
import { ABUSE_STATE, type AbusePage, AbusesChoice, type AdminAbuse, type KnownUser } from '../../../contract/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Act, chosen, type Exchange, formPage, type Operate, type Sent } from '../form-page.ts'
import { isModerator } from '../page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from '../page-number.ts'
import type { PageResponder } from '../page-responder.ts'
import { actsOnAccounts, actsOnComments, actsOnVideos } from './shared-acts.ts'

export const ABUSES = '/admin/moderation/abuses'
const STATE = { accept: ABUSE_STATE.accepted, reject: ABUSE_STATE.rejected, reopen: ABUSE_STATE.pending } as const
const DEED = { accept: 'report-accepted', reject: 'report-rejected', reopen: 'report-reopened' } as const

export function abusesPages(router: Router, pages: PageResponder, { operate }: { operate: Operate }): void {
  formPage(router, pages, {
    path: ABUSES,
    admits: isModerator,
    async show(at, outcome) {
      const choice = AbusesChoice.parse(at.req.query)
      const page = pageNumber(at.req)
      const { state, ...rest } = choice
      const query = { ...chosen({ ...rest, state: state === 'all' ? '' : state }), ...rangeOf(page) }
      const { total, data } = await operate(at, 'getAbuses', { query })
      return { kind: 'abuses', outcome, choice, abuses: data, total, page, pageSize: PAGE_SIZE }
    },
    forms: {}
  })
  formPage(router, pages, {
    path: `${ABUSES}/:abuseId`,
    admits: isModerator,
    show: async (at, outcome) => ({ ...(await loadAbuse(operate, at)), outcome }),
    forms: { ...reportForms(operate), ...actsOnVideos(operate), ...actsOnComments(operate), ...actsOnAccounts(operate) }
  })
}

const paramsOf = ({ req }: Exchange) => ({ abuseId: req.params['abuseId'] })

function reportForms(operate: Operate): Record<string, Act> {
  const decide =
    (how: keyof typeof STATE): Act =>
    async sent => {
      const note = sent.field('moderationComment')
      const body = { state: STATE[how], ...(note && { moderationComment: note }) }
      await operate(sent, 'updateAbuse', { params: paramsOf(sent), body })
      return DEED[how]
    }
  return {
    accept: decide('accept'),
    reject: decide('reject'),
    reopen: decide('reopen'),
    async answer(sent) {
      await operate(sent, 'addAbuseMessage', { params: paramsOf(sent), body: { message: sent.field('message') } })
      return 'report-answered'
    },
    async 'delete-report'(sent: Sent) {
      await operate(sent, 'deleteAbuse', { params: paramsOf(sent) })
      return { deed: 'report-deleted', to: ABUSES }
    }
  }
}

const OTHERS = 20

async function loadAbuse(operate: Operate, at: Exchange): Promise<Omit<AbusePage, 'outcome'>> {
  const { data } = await operate(at, 'getAbuses', { query: { id: at.req.params['abuseId'], count: 1 } })
  const [abuse] = data
  if (!abuse) throw new AppError('not_found', 'Abuse not found')
  const talk = await conversation(operate, at)
  return {
    kind: 'abuse',
    abuse,
    messages: talk ?? [],
    canAnswer: talk !== undefined,
    others: await othersAbout(operate, at, abuse),
    ...(await whatIsKnownOf(operate, at, abuse.flaggedAccount))
  }
}

/** Undefined where the reporter is nobody of this server, who cannot be written to. */
async function conversation(operate: Operate, at: Exchange) {
  try {
    return (await operate(at, 'getAbuseMessages', { params: paramsOf(at) })).data
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return undefined
    throw error
  }
}

async function othersAbout(operate: Operate, at: Exchange, abuse: AdminAbuse): Promise<AdminAbuse[]> {
  const { flaggedAccount } = abuse
  if (!flaggedAccount || abuse.countReportsForReportee < 2) return []
  const query = { searchReportee: flaggedAccount.name, count: 100 }
  const { data } = await operate(at, 'getAbuses', { query })
  return data.filter(({ id, flaggedAccount: who }) => id !== abuse.id && who?.id === flaggedAccount.id).slice(0, OTHERS)
}

type Flagged = AdminAbuse['flaggedAccount']

async function whatIsKnownOf(operate: Operate, at: Exchange, account: Flagged) {
  if (!account) return { user: null, isMuted: false, isServerMuted: false }
  const handle = `${account.name}@${account.host}`
  const { accounts, hosts } = await operate(at, 'getMuteStatus', { query: { accounts: handle, hosts: account.host } })
  return {
    user: await findUserOf(operate, at, account),
    isMuted: accounts[handle]?.blockedByServer ?? false,
    isServerMuted: hosts[account.host]?.blockedByServer ?? false
  }
}

/** Null for accounts elsewhere, and for members whom the reader may not manage. */
async function findUserOf(operate: Operate, at: Exchange, account: NonNullable<Flagged>): Promise<KnownUser | null> {
  const userId = 'userId' in account ? (account.userId as number | null) : null
  if (userId === null) return null
  try {
    return await operate(at, 'getUser', { params: { id: userId }, query: { withStats: 'true' } })
  } catch (error) {
    if (error instanceof AppError && ['forbidden', 'not_found'].includes(error.code)) return null
    throw error
  }
}
