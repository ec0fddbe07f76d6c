/** Whom a member, or the server for everybody, does not want to see: accounts and whole servers. */
import type { Request, Router } from 'express'
import type { MutedOnPage, MutesPage } from '../../contract/index.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { chosen, type Exchange, formPage, type Operate, operateWith, type Sent } from './form-page.ts'
import { textOf } from './forms.ts'
import { isModerator, isSignedIn } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

const PATHS = { member: '/my-account/blocklist', server: '/admin/moderation/blocklist' } as const

const OPERATIONS = {
  member: {
    ...({ listAccounts: 'getMutedAccounts', listServers: 'getMutedServers' } as const),
    ...({ muteAccount: 'muteAccount', unmuteAccount: 'unmuteAccount' } as const),
    ...({ muteServer: 'muteServer', unmuteServer: 'unmuteServer' } as const)
  },
  server: {
    ...({ listAccounts: 'getAccountsMutedByServer', listServers: 'getServersMutedByServer' } as const),
    ...({ muteAccount: 'muteAccountByServer', unmuteAccount: 'unmuteAccountByServer' } as const),
    ...({ muteServer: 'muteServerByServer', unmuteServer: 'unmuteServerByServer' } as const)
  }
} as const

const DEEDS = {
  member: {
    accounts: { mute: 'muted', unmute: 'unmuted' },
    servers: { mute: 'muted', unmute: 'unmuted' }
  },
  server: {
    accounts: { mute: 'account-muted', unmute: 'account-unmuted' },
    servers: { mute: 'server-muted', unmute: 'server-unmuted' }
  }
} as const

export function mutesPages(router: Router, pages: PageResponder, { call }: { readonly call: CallOperation }): void {
  const operate = operateWith(call)
  for (const by of ['member', 'server'] as const) {
    const path = PATHS[by]
    // PeerTube's two lists are the two sides of one page here.
    for (const side of ['accounts', 'servers'] as const)
      router.get(`${path}/${side}`, (_req, res) => res.redirect(302, `${path}?of=${side}`))
    formPage(router, pages, {
      path,
      admits: by === 'server' ? isModerator : isSignedIn,
      show: async (at, outcome) => ({ ...(await load(operate, at, by)), outcome }),
      forms: {
        async mute(sent) {
          await mute(operate, sent, by)
          return { deed: DEEDS[by][sideOf(sent.req)].mute, to: backTo(by, sent) }
        },
        async unmute(sent) {
          await unmute(operate, sent, by)
          return { deed: DEEDS[by][sideOf(sent.req)].unmute, to: backTo(by, sent) }
        }
      }
    })
  }
}

const sideOf = (req: Request): MutesPage['of'] => (req.query['of'] === 'servers' ? 'servers' : 'accounts')
const backTo = (by: MutesPage['by'], { req }: Exchange) => `${PATHS[by]}?of=${sideOf(req)}`

async function mute(operate: Operate, sent: Sent, by: MutesPage['by']): Promise<void> {
  const who = sent.field('who')
  if (sideOf(sent.req) === 'servers') await operate(sent, OPERATIONS[by].muteServer, { body: { host: hostIn(who) } })
  else await operate(sent, OPERATIONS[by].muteAccount, { body: { accountName: handleIn(who) } })
}

async function unmute(operate: Operate, sent: Sent, by: MutesPage['by']): Promise<void> {
  if (sideOf(sent.req) === 'servers') await operate(sent, OPERATIONS[by].unmuteServer, { params: { host: sent.id } })
  else await operate(sent, OPERATIONS[by].unmuteAccount, { params: { accountName: sent.id } })
}

/** Addresses of pages are taken for the servers in them: that is what people copy. */
export const hostIn = (typed: string): string => typed.replace(/^https?:\/\//i, '').replace(/[/?#].*$/, '')

/** A handle, or the address of somebody's page on their server. */
export function handleIn(typed: string): string {
  const [, host, page] = /^https?:\/\/([^/]+)\/(.*)$/i.exec(typed) ?? []
  const [, name] = /^(?:a\/|accounts\/|users\/|@)([^/?#@]+(?:@[^/?#]+)?)/i.exec(page ?? '') ?? []
  if (host && name) return name.includes('@') ? name : `${name}@${host}`
  return typed.replace(/^@/, '')
}

async function load(operate: Operate, at: Exchange, by: MutesPage['by']): Promise<Omit<MutesPage, 'outcome'>> {
  const page = pageNumber(at.req)
  const search = textOf(at.req.query['search'], 200).trim()
  const query = { ...chosen({ search }), ...rangeOf(page) }
  const shared = { kind: 'mutes', by, search, page, pageSize: PAGE_SIZE } as const
  if (sideOf(at.req) === 'servers') {
    const { total, data } = await operate(at, OPERATIONS[by].listServers, { query })
    const muted = data.map(({ blockedServer: { host }, createdAt }): MutedOnPage => {
      return { key: host, name: host, path: null, since: createdAt }
    })
    return { ...shared, of: 'servers', total, muted }
  }
  const { total, data } = await operate(at, OPERATIONS[by].listAccounts, { query })
  const muted = data.map(({ blockedAccount: { name, host, displayName }, createdAt }): MutedOnPage => {
    const key = `${name}@${host}`
    return { key, name: displayName, path: `/a/${key}`, since: createdAt }
  })
  return { ...shared, of: 'accounts', total, muted }
}
