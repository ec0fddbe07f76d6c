/** What is told of comments: those of ours everywhere, those of others under videos of ours. */
import type { ToldActor } from '../../features/actors/index.ts'
import { findToldComment, type ToldComment, takeActivity } from '../../features/comments/index.ts'
import { isForEverybody } from '../../features/videos/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type Audience, commentUrlOf, toApproval, toCreation } from '../comment-document.ts'
import { PUBLIC, withContext } from '../context.ts'
import { enqueueActivity } from '../delivery/enqueue.ts'
import { forwardToFollowers } from '../delivery/forward.ts'
import { followerInboxes } from '../delivery/recipients.ts'
import type { FederationDeps } from '../deps.ts'
import { accountFollowersOf, accountUrlOf, sharedInboxOf } from '../told-actor.ts'
import { findApplication } from './application.ts'

export async function tellComment(
  deps: FederationDeps,
  tx: Queryable,
  { commentId, type }: { commentId: number; type: 'comment.created' | 'comment.approved' }
): Promise<void> {
  const comment = await findToldComment(tx, commentId)
  if (!comment?.author || comment.isDeleted || !isForEverybody(comment.video)) return
  const { author } = comment
  if (author.host !== null) return approve(deps, tx, { comment, author, wasHeld: type === 'comment.approved' })
  // Held elsewhere too, or shown: that is for the video's server to say, so it has to know.
  if (isUnderOurs(comment)) {
    if (!comment.isHeld) await tellFollowers(deps, tx, comment, author)
  } else await tellOrigin(deps, tx, comment, author)
}

export async function tellDeletion(
  deps: FederationDeps,
  tx: Queryable,
  { commentId, wasHeld }: { commentId: number; wasHeld?: true }
): Promise<void> {
  const comment = await findToldComment(tx, commentId)
  if (!comment?.author || !isForEverybody(comment.video)) return
  const { author, owner } = comment
  if (author.host !== null) {
    if (!isUnderOurs(comment)) return
    if (wasHeld) await tellDecision(deps, tx, comment, 'reject')
    else await deleteAs(owner, deps, tx, comment)
  } else if (!(wasHeld && isUnderOurs(comment))) await deleteAs(author, deps, tx, comment)
}

const isUnderOurs = ({ video }: ToldComment) => video.url === null

async function tellFollowers(deps: FederationDeps, tx: Queryable, comment: ToldComment, author: ToldActor) {
  const { audience, inboxes } = await followersOf(deps, tx, comment, author)
  await send(deps, tx, { as: author, body: toCreation(deps.site, comment, author, audience), inboxes })
}

/** Everything goes through the video's server, which sends it on. */
async function tellOrigin({ site }: FederationDeps, tx: Queryable, comment: ToldComment, author: ToldActor) {
  const { owner, channel, sharers, parents } = comment
  const speakers = parents.flatMap(parent => parent.author ?? [])
  const followers = [channel, ...sharers, owner, author, ...speakers].map(actor => accountFollowersOf(site, actor))
  const audience = { to: unique([PUBLIC, ...followers]), cc: [] }
  const body = toCreation(site, comment, author, audience)
  await send({ site }, tx, { as: author, body, inboxes: [sharedInboxOf(owner)] })
}

async function deleteAs(signer: ToldActor, deps: FederationDeps, tx: Queryable, comment: ToldComment) {
  const { site } = deps
  const { video, owner } = comment
  const { audience, inboxes } = await followersOf(deps, tx, comment, signer)
  const object = commentUrlOf(site, video.uuid, comment)
  const actor = accountUrlOf(site, signer)
  const cc = isUnderOurs(comment) ? audience.cc : unique([accountUrlOf(site, owner), ...audience.cc])
  // On the signer's host, wherever the comment lies: an id elsewhere is not ours to give.
  const id = `${commentUrlOf(site, video.uuid, { id: comment.id, url: null })}/delete`
  const body = withContext('collection', { to: audience.to, cc, type: 'Delete', id, actor, object })
  await send(deps, tx, { as: signer, body, inboxes: isUnderOurs(comment) ? inboxes : [sharedInboxOf(owner)] })
}

/** Those who follow the speaker, the video and this server, and those who are answered. */
async function followersOf(
  { site }: FederationDeps,
  tx: Queryable,
  comment: ToldComment,
  speaker: ToldActor
): Promise<{ audience: Audience; inboxes: (string | undefined)[] }> {
  const { owner, channel, author } = comment
  const application = await findApplication(tx, site)
  const answered = comment.parents.flatMap(parent => (parent.isHidden ? [] : (parent.author ?? [])))
  const concerned = [...answered, ...(author && author !== speaker ? [author] : [])]
  const channelFollowers = channel.url === null ? `${site.origin}/video-channels/${channel.name}/followers` : undefined
  const cc = unique([
    accountFollowersOf(site, speaker),
    ...concerned.map(actor => accountUrlOf(site, actor)),
    ...[channelFollowers, `${application.url}/followers`, accountFollowersOf(site, owner)]
  ])
  const followed = [speaker, owner, channel].filter(({ host }) => host === null).map(({ actorId }) => actorId)
  const followers = await followerInboxes(tx, [...followed, application.actorId])
  return { audience: { to: [PUBLIC], cc }, inboxes: [...followers, ...concerned.map(sharedInboxOf)] }
}

/** Its server shows it, and tells it again, once the video's owner lets it pass; the followers hear of it at once. */
async function approve(
  deps: FederationDeps,
  tx: Queryable,
  { comment, author, wasHeld }: { comment: ToldComment; author: ToldActor; wasHeld: boolean }
): Promise<void> {
  const { owner, channel } = comment
  if (!isUnderOurs(comment) || comment.isHeld || comment.isAuthorMuted) return
  await tellDecision(deps, tx, comment, 'approve')
  if (!wasHeld) return
  const text = await takeActivity(tx, comment.id)
  const followed = { ownerActorId: owner.actorId, channelActorId: channel.actorId }
  const fromUrl = accountUrlOf(deps.site, author)
  if (text !== undefined) await forwardToFollowers(tx, deps, { text, fromUrl, followed })
}

async function tellDecision(
  deps: FederationDeps,
  tx: Queryable,
  comment: ToldComment,
  decision: 'approve' | 'reject'
): Promise<void> {
  const { owner, author } = comment
  const body = toApproval(deps.site, comment, decision)
  await send(deps, tx, { as: owner, body, inboxes: [author?.inboxUrl ?? undefined] })
}

async function send(
  { site }: Pick<FederationDeps, 'site'>,
  tx: Queryable,
  { as, body, inboxes }: { as: ToldActor; body: object; inboxes: readonly (string | undefined)[] }
): Promise<void> {
  const known = inboxes.filter(inbox => inbox !== undefined)
  await enqueueActivity(tx, { actorId: as.actorId, signerUrl: accountUrlOf(site, as), body, inboxes: known })
}

const unique = (urls: readonly (string | undefined)[]) => [...new Set(urls.filter(url => url !== undefined))]
