/** What is a member's own, list by list. Plain forms on the operations of the API: no script is needed. */
import type { Router } from 'express'
import {
  type ChannelDetails,
  MEMBER_LISTS,
  type MemberList,
  type MemberListItem,
  type UserNotification,
  type VideoSummary
} from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { type Act, type Exchange, formPage, type Operate, operateWith } from './form-page.ts'
import { textOf } from './forms.ts'
import { noticePath } from './notice-path.ts'
import { isSignedIn } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface MemberListsDeps {
  readonly call: CallOperation
}

const BLANK = { path: null, at: null, isNew: false, noticeType: null, who: '' }

export function memberLists(router: Router, pages: PageResponder, deps: MemberListsDeps): void {
  const operate = operateWith(deps.call)
  const forms = formsOf(operate)
  for (const [list, path] of Object.entries(MEMBER_LISTS) as [MemberList, string][])
    formPage(router, pages, {
      path,
      admits: isSignedIn,
      async show(at, outcome) {
        const page = pageNumber(at.req)
        const search = textOf(at.req.query['search'], 200).trim()
        const query = { ...rangeOf(page), ...(search && { search }) }
        const { total, items } = await LOADERS[list](operate, at, query)
        return { kind: 'my-list', list, items, total, search, outcome, page, pageSize: PAGE_SIZE }
      },
      forms: forms[list]
    })
}

function formsOf(operate: Operate): Record<MemberList, Record<string, Act>> {
  return {
    notifications: {
      async read(sent) {
        await operate(sent, 'readMyNotifications', { body: { ids: [Number(sent.id)] } })
        return 'read'
      },
      async 'read-all'(sent) {
        await operate(sent, 'readAllMyNotifications')
        return 'read'
      }
    },
    history: {
      async forget(sent) {
        await operate(sent, 'delMyHistoryVideo', { params: { videoId: sent.id } })
        return 'removed'
      },
      async clear(sent) {
        await operate(sent, 'clearMyHistory', { body: {} })
        return 'removed'
      }
    },
    subscriptions: {
      async unsubscribe(sent) {
        await operate(sent, 'deleteSubscription', { params: { handle: sent.id } })
        return 'removed'
      }
    }
  }
}

type Loader = (
  operate: Operate,
  at: Exchange,
  query: { start: number; count: number; search?: string }
) => Promise<{ total: number; items: readonly MemberListItem[] }>

const LOADERS: Record<MemberList, Loader> = {
  async notifications(operate, at, query) {
    const { total, data } = await operate(at, 'getMyNotifications', { query: { ...query, withOwnTypes: 'true' } })
    return { total, items: data.map(toNotice) }
  },
  async history(operate, at, query) {
    const { total, data } = await operate(at, 'getMyHistory', { query })
    const toItem = ({ id, name, uuid, channel }: VideoSummary): MemberListItem => ({
      ...BLANK,
      key: String(id),
      name,
      path: `/w/${toShortUuid(uuid)}`,
      who: channel.displayName,
      act: 'forget'
    })
    return { total, items: data.map(toItem) }
  },
  async subscriptions(operate, at, query) {
    const { total, data } = await operate(at, 'getMySubscriptions', { query })
    const toItem = ({ name, host, displayName }: ChannelDetails): MemberListItem => {
      const handle = `${name}@${host}`
      return { ...BLANK, key: handle, name: displayName, path: `/c/${handle}`, who: handle, act: 'unsubscribe' }
    }
    return { total, items: data.map(toItem) }
  }
}

function toNotice(notice: UserNotification): MemberListItem {
  const { id, type, read, createdAt, video, comment, account, actorFollow, registration } = notice
  const about =
    video ?? comment?.video ?? notice.videoBlacklist?.video ?? notice.abuse?.video ?? notice.videoImport?.video
  const who =
    comment?.account.displayName ??
    actorFollow?.follower.displayName ??
    account?.displayName ??
    registration?.username ??
    video?.channel.displayName ??
    ''
  const name = about?.name ?? importedOf(notice.videoImport) ?? actorFollow?.following.displayName ?? ''
  return {
    key: String(id),
    name,
    who,
    path: noticePath(notice),
    at: createdAt,
    isNew: !read,
    noticeType: type,
    act: 'read'
  }
}

const importedOf = (one: UserNotification['videoImport']) => one?.targetUrl ?? one?.torrentName ?? one?.magnetUri
