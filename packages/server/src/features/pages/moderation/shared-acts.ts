/** What moderators do to videos, comments and accounts, from whichever page. */
import type { Deed } from '../../../contract/index.ts'
import { type Act, type Operate, type Sent, toEach } from './form-pages.ts'

export function actsOnVideos(operate: Operate): Record<string, Act> {
  const params = (id: string) => ({ params: { id } })
  return {
    async 'block-video'(sent) {
      const body = { reason: sent.field('reason'), unfederate: sent.field('unfederate') === 'yes' }
      await toEach(sent, id => operate(sent, 'addVideoBlock', { ...params(id), body }))
      return 'video-blocked'
    },
    async 'unblock-video'(sent) {
      await toEach(sent, id => operate(sent, 'delVideoBlock', params(id)))
      return 'video-unblocked'
    },
    'delete-video': asked(async sent => {
      await toEach(sent, id => operate(sent, 'delVideo', params(id)))
      return 'video-deleted'
    })
  }
}

/** A comment is named with its video: `video:comment`. */
export function actsOnComments(operate: Operate): Record<string, Act> {
  const params = (id: string) => {
    const [video = '', commentId = ''] = id.split(':')
    return { params: { id: video, commentId } }
  }
  return {
    'delete-comment': asked(async sent => {
      await toEach(sent, id => operate(sent, 'delComment', params(id)))
      return 'comment-deleted'
    })
  }
}

/** Of an account by its handle, of a server by its host, of a member by their number. */
export function actsOnAccounts(operate: Operate): Record<string, Act> {
  return {
    async 'mute-account'(sent) {
      await operate(sent, 'muteAccountByServer', { body: { accountName: sent.id.replace(/^@/, '') } })
      return 'account-muted'
    },
    async 'unmute-account'(sent) {
      await toEach(sent, accountName => operate(sent, 'unmuteAccountByServer', { params: { accountName } }))
      return 'account-unmuted'
    },
    async 'mute-server'(sent) {
      await operate(sent, 'muteServerByServer', { body: { host: sent.id } })
      return 'server-muted'
    },
    async 'unmute-server'(sent) {
      await toEach(sent, host => operate(sent, 'unmuteServerByServer', { params: { host } }))
      return 'server-unmuted'
    },
    async 'remove-comments'(sent) {
      await operate(sent, 'removeCommentsOf', { body: { accountName: sent.id, scope: 'instance' } })
      return 'comments-removed'
    },
    async 'block-user'(sent) {
      await operate(sent, 'blockUser', { params: { id: sent.id }, body: { reason: sent.field('reason') } })
      return 'user-blocked'
    },
    async 'unblock-user'(sent) {
      await operate(sent, 'unblockUser', { params: { id: sent.id }, body: {} })
      return 'user-unblocked'
    }
  }
}

/** What cannot be undone is done when its form says that it was asked about. */
function asked(act: (sent: Sent) => Promise<Deed>): Act {
  return async sent => (sent.field('sure') === 'yes' || sent.fields('id').length === 0 ? act(sent) : 'ask')
}
