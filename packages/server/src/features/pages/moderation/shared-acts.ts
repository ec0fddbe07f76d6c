/** What moderators do to videos, comments and accounts, from whichever page. */
import type { Act, Operate } from '../form-page.ts'

export function actsOnVideos(operate: Operate): Record<string, Act> {
  const params = (id: string) => ({ params: { id } })
  return {
    async 'block-video'(sent) {
      await operate(sent, 'addVideoBlock', { ...params(sent.id), body: { reason: sent.field('reason') } })
      return 'video-blocked'
    },
    async 'unblock-video'(sent) {
      await operate(sent, 'delVideoBlock', params(sent.id))
      return 'video-unblocked'
    },
    async 'delete-video'(sent) {
      await operate(sent, 'delVideo', params(sent.id))
      return 'video-deleted'
    }
  }
}

/** A comment is named with its video: `video:comment`. */
export function actsOnComments(operate: Operate): Record<string, Act> {
  const params = (id: string) => {
    const [video = '', commentId = ''] = id.split(':')
    return { params: { id: video, commentId } }
  }
  return {
    async 'delete-comment'(sent) {
      await operate(sent, 'delComment', params(sent.id))
      return 'comment-deleted'
    }
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
      await operate(sent, 'unmuteAccountByServer', { params: { accountName: sent.id } })
      return 'account-unmuted'
    },
    async 'mute-server'(sent) {
      await operate(sent, 'muteServerByServer', { body: { host: sent.id } })
      return 'server-muted'
    },
    async 'unmute-server'(sent) {
      await operate(sent, 'unmuteServerByServer', { params: { host: sent.id } })
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
