/** Comments as Notes, field for field as PeerTube 6.3 sends them. Pure. */
import type { ToldActor } from '../features/actors/index.ts'
import type { ToldComment } from '../features/comments/index.ts'
import type { Site } from '../kernel/site.ts'
import { PUBLIC, withContext } from './context.ts'
import { accountFollowersOf, accountUrlOf, mentionOf } from './told-actor.ts'

export const videoUrlOf = ({ origin }: Site, { url, uuid }: ToldComment['video']): string =>
  url ?? `${origin}/videos/watch/${uuid}`

/** Ours lie on this server, whosever video they stand under. */
export const commentUrlOf = ({ origin }: Site, uuid: string, { id, url }: { id: number; url: string | null }): string =>
  url ?? `${origin}/videos/watch/${uuid}/comments/${id}`

export interface Audience {
  readonly to: readonly string[]
  readonly cc: readonly string[]
}

/** As it is told to who asks for it. */
export function toCommentDocument(site: Site, comment: ToldComment) {
  const { author } = comment
  if (comment.isDeleted || !author) return withContext('comment', toTombstone(site, comment))
  return withContext('comment', toNote(site, comment, author, publicAudience(site, author)))
}

/** As it was told first. */
export function toCommentActivity(site: Site, comment: ToldComment) {
  const { author } = comment
  if (comment.isDeleted || !author) return undefined
  return toCreation(site, comment, author, publicAudience(site, author))
}

/** Everybody, and who follows the author. */
function publicAudience(site: Site, author: ToldActor): Audience {
  return { to: [PUBLIC], cc: [accountFollowersOf(site, author)].filter(one => one !== undefined) }
}

export function toCreation(site: Site, comment: ToldComment, author: ToldActor, audience: Audience) {
  const object = toNote(site, comment, author, audience)
  return withContext('comment', {
    to: audience.to,
    cc: audience.cc,
    type: 'Create',
    id: `${object.id}/activity`,
    actor: accountUrlOf(site, author),
    object
  })
}

export function answeredUrlOf(site: Site, { video, parents }: ToldComment): string {
  return parents[0] ? commentUrlOf(site, video.uuid, parents[0]) : videoUrlOf(site, video)
}

function toNote(site: Site, comment: ToldComment, author: ToldActor, { to, cc }: Audience) {
  const { video } = comment
  const id = commentUrlOf(site, video.uuid, comment)
  return {
    to,
    cc,
    type: 'Note',
    id,
    content: comment.text,
    mediaType: 'text/markdown',
    inReplyTo: answeredUrlOf(site, comment),
    updated: comment.updatedAt.toISOString(),
    published: comment.createdAt.toISOString(),
    url: id,
    attributedTo: accountUrlOf(site, author),
    // Under the video of somebody elsewhere, it is theirs to give.
    replyApproval: video.url === null ? `${id}/approve-reply` : comment.replyApproval,
    tag: mentionsIn(site, comment)
  }
}

/** Those who are answered. */
function mentionsIn(site: Site, { parents }: ToldComment) {
  const tags = new Map<string, { type: 'Mention'; href: string; name: string }>()
  for (const { author, isHidden } of parents) {
    if (!author || isHidden) continue
    const href = accountUrlOf(site, author)
    tags.set(href, { type: 'Mention', href, name: mentionOf(site, author) })
  }
  return [...tags.values()]
}

function toTombstone(site: Site, comment: ToldComment) {
  const published = comment.createdAt.toISOString()
  const updated = comment.updatedAt.toISOString()
  const id = commentUrlOf(site, comment.video.uuid, comment)
  const inReplyTo = answeredUrlOf(site, comment)
  return { id, type: 'Tombstone', formerType: 'Note', inReplyTo, published, updated, deleted: updated }
}

const DECISIONS = { approve: 'ApproveReply', reject: 'RejectReply' } as const

/** What the owner of a video of ours decided about a comment (FEP-5624). */
export function toApproval(site: Site, comment: ToldComment, decision: keyof typeof DECISIONS) {
  const { video, owner, id } = comment
  return withContext(decision === 'approve' ? 'approval' : 'rejection', {
    type: DECISIONS[decision],
    id: `${site.origin}/videos/watch/${video.uuid}/comments/${id}/${decision}-reply`,
    actor: accountUrlOf(site, owner),
    inReplyTo: answeredUrlOf(site, comment),
    object: commentUrlOf(site, video.uuid, comment)
  })
}
