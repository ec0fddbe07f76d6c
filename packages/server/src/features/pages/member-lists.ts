/** What is a member's own, list by list. Plain forms on the operations of the API: no script is needed. */
import { type Router, urlencoded } from 'express'
import {
  type ChannelDetails,
  MEMBER_LISTS,
  MEMBER_OUTCOMES,
  type MemberList,
  type MemberListItem,
  type MemberOutcome,
  type UserNotification,
  type VideoSummary
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import type { Exchange } from './form-page.ts'
import { doneOf, type Form, leadBack, textOf } from './forms.ts'
import { noticePath } from './notice-path.ts'
import { signedInViewer } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface MemberListsDeps {
  readonly call: CallOperation
}

interface List<Item> {
  readonly total: number
  readonly data: readonly Item[]
}

const BLANK = { path: null, at: null, isNew: false, noticeType: null, who: '' }

export function memberLists(router: Router, pages: PageResponder, { call }: MemberListsDeps): void {
  const show = async (list: MemberList, at: Exchange, isFaulty = false) => {
    const page = pageNumber(at.req)
    const search = textOf(at.req.query['search'], 200).trim()
    const query = { ...rangeOf(page), ...(search && { search }) }
    const { total, data } = await LOADERS[list](call, at, query)
    await pages.respond(
      ...[at.req, at.res],
      {
        kind: 'my-list',
        list,
        items: data,
        total,
        search,
        outcome: doneOf(at.req, MEMBER_OUTCOMES),
        isFaulty,
        page,
        pageSize: PAGE_SIZE
      },
      isFaulty ? 400 : 200
    )
  }
  for (const [list, address] of Object.entries(MEMBER_LISTS) as [MemberList, string][]) {
    router.get(address, async (req, res) => {
      if (signedInViewer(req, res)) await show(list, { req, res })
    })
    router.post(address, urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
      if (!signedInViewer(req, res)) return
      try {
        leadBack(res, address, await act(call, { req, res }, (req.body ?? {}) as Form))
      } catch (error) {
        if (!(error instanceof AppError) || !['invalid', 'not_found', 'conflict'].includes(error.code)) throw error
        await show(list, { req, res }, true)
      }
    })
  }
}

type Loader = (
  call: CallOperation,
  at: Exchange,
  query: { start: number; count: number; search?: string }
) => Promise<List<MemberListItem>>

const LOADERS: Record<MemberList, Loader> = {
  async notifications(call, at, query) {
    const { total, data } = await call<List<UserNotification>>('getMyNotifications', { ...at, query })
    return { total, data: data.map(toNotice) }
  },
  async history(call, at, query) {
    const { total, data } = await call<List<VideoSummary>>('getMyHistory', { ...at, query })
    const toItem = ({ id, name, uuid, channel }: VideoSummary): MemberListItem => ({
      ...{ ...BLANK, key: String(id), name, path: `/w/${toShortUuid(uuid)}`, who: channel.displayName, act: 'forget' }
    })
    return { total, data: data.map(toItem) }
  },
  async subscriptions(call, at, query) {
    const { total, data } = await call<List<ChannelDetails>>('getMySubscriptions', { ...at, query })
    const toItem = ({ name, host, displayName }: ChannelDetails): MemberListItem => {
      const handle = `${name}@${host}`
      return { ...BLANK, key: handle, name: displayName, path: `/c/${handle}`, who: handle, act: 'unsubscribe' }
    }
    return { total, data: data.map(toItem) }
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
  const name = about?.name ?? notice.videoImport?.targetUrl ?? actorFollow?.following.displayName ?? ''
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

/** @throws AppError as the API does. */
async function act(call: CallOperation, at: Exchange, form: Form): Promise<MemberOutcome> {
  const key = textOf(form['key'])
  switch (form['do']) {
    case 'read':
      await call('readMyNotifications', { ...at, body: { ids: [Number(key)] } })
      return 'read'
    case 'read-all':
      await call('readAllMyNotifications', at)
      return 'read'
    case 'forget':
      await call('delMyHistoryVideo', { ...at, params: { videoId: key } })
      return 'removed'
    case 'clear':
      await call('clearMyHistory', { ...at, body: {} })
      return 'removed'
    case 'unsubscribe':
      await call('deleteSubscription', { ...at, params: { handle: key } })
      return 'removed'
    default:
      throw new AppError('invalid', 'The form was not filled in as it must be.')
  }
}
