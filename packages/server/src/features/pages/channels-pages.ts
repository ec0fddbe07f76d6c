/** A member's channels, one of them, and a new one. PeerTube's addresses; plain forms: no script is needed. */
import type { Router } from 'express'
import type { FormOutcome, MyUser, OwnChannel, OwnChannelPage } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { invalidField } from '../../platform/http.ts'
import { type Exchange, formPage, NOTHING, type Operate, operateWith, type Sent } from './form-page.ts'
import type { FileFormDeps } from './forms.ts'
import { isSignedIn } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { pictureForms } from './picture-forms.ts'

export interface ChannelsPagesDeps extends FileFormDeps {
  readonly origin: string
}

const LIST = '/my-library/video-channels'
const EDIT = `${LIST}/update/:handle`
const AVATAR_WIDTHS = { list: 120, form: 600 }

export function channelsPages(router: Router, pages: PageResponder, deps: ChannelsPagesDeps): void {
  const operate = operateWith(deps.call)
  const { host } = siteOf(deps.origin)
  const showOne = async (at: Exchange, outcome: FormOutcome): Promise<OwnChannelPage> => ({
    kind: 'my-channel',
    host,
    outcome,
    channel: await loadOne(operate, at)
  })

  formPage(router, pages, {
    path: LIST,
    admits: isSignedIn,
    async show(at, outcome) {
      const channels = await ownChannels(operate, at)
      const counted = channels.map(async one => ({
        ...toOwn(one, AVATAR_WIDTHS.list),
        videosCount: await countVideos(operate, at, one)
      }))
      return { kind: 'my-channels', channels: await Promise.all(counted), outcome }
    }
  })
  formPage(router, pages, {
    path: `${LIST}/create`,
    admits: isSignedIn,
    show: async (_at, outcome) => ({ kind: 'my-channel', host, channel: null, outcome }),
    async forms(sent) {
      const name = sent.field('name').toLowerCase()
      await operate(sent, 'addVideoChannel', { body: { name, ...wordsOf(sent) } })
      return { deed: 'channel-made', to: `${LIST}/update/${encodeURIComponent(name)}` }
    }
  })
  formPage(router, pages, {
    path: EDIT,
    admits: isSignedIn,
    show: showOne,
    forms: {
      async save(sent) {
        await ownChannel(operate, sent)
        await operate(sent, 'putVideoChannel', { params: sent.req.params, body: wordsOf(sent) })
        return 'channel-saved'
      },
      async delete(sent) {
        const { name } = await ownChannel(operate, sent)
        if (sent.field('name') !== name) throw invalidField('name', 'This is not the name of the channel')
        await operate(sent, 'delVideoChannel', { params: sent.req.params })
        return { deed: 'channel-deleted', to: LIST }
      }
    }
  })
  for (const [kind, pick, remove] of PICTURES) {
    const backTo = ({ params }: Exchange['req']) => `${LIST}/update/${encodeURIComponent(String(params['handle']))}`
    pictureForms(router, deps, {
      kind,
      action: `${EDIT}/${kind}`,
      operations: { pick, remove },
      backTo,
      paramsOf: ({ params }) => params,
      async refuse(req, res, fields) {
        const fault = { form: kind, id: '', kind: 'invalid' as const, fields: [...fields], values: {} }
        await pages.respond(req, res, await showOne({ req, res }, { ...NOTHING, fault }), 400)
      }
    })
  }
}

const PICTURES = [
  ['avatar', 'pickChannelAvatar', 'delChannelAvatar'],
  ['banner', 'pickChannelBanner', 'delChannelBanner']
] as const

const wordsOf = (sent: Sent) => ({
  displayName: sent.field('displayName'),
  description: sent.field('description'),
  support: sent.field('support')
})

type WireChannel = MyUser['videoChannels'][number]

const ownChannels = async (operate: Operate, at: Exchange) =>
  ((await operate(at, 'getUserInfo')) as MyUser).videoChannels

/** @throws AppError `not_found` for one of somebody else, whoever asks. */
async function ownChannel(operate: Operate, at: Exchange): Promise<WireChannel & { isOnly: boolean }> {
  const channels = await ownChannels(operate, at)
  const found = channels.find(({ name }) => name === at.req.params['handle'])
  if (!found) throw new AppError('not_found', 'Video channel not found')
  return { ...found, isOnly: channels.length === 1 }
}

async function loadOne(operate: Operate, at: Exchange): Promise<NonNullable<OwnChannelPage['channel']>> {
  const found = await ownChannel(operate, at)
  return {
    ...toOwn(found, AVATAR_WIDTHS.form),
    videosCount: await countVideos(operate, at, found),
    description: found.description ?? '',
    support: found.support ?? '',
    isOnly: found.isOnly,
    bannerPath: found.banners[0]?.path ?? null
  }
}

/** Whatever their privacy and state. */
const countVideos = async (operate: Operate, at: Exchange, { id }: WireChannel): Promise<number> =>
  (await operate(at, 'getUserVideos', { query: { channelId: String(id), count: '0' } })).total

const toOwn = (
  { name, displayName, followersCount, avatars }: WireChannel,
  width: number
): Omit<OwnChannel, 'videosCount'> => ({
  name,
  displayName,
  followersCount,
  avatarPath: (avatars.find(one => one.width <= width) ?? avatars.at(-1))?.path ?? null
})
