/**
 * What others hear of the videos of ours. Whatever happened to one, it is looked at how it is now, and what others know
 * of it: so they hear the same in whichever order things are heard of, and of private videos nothing at all.
 */
import type { DomainEvent } from '../../contract/index.ts'
import { findStanding, type Standing } from '../../features/videos/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { PUBLIC, withContext } from '../context.ts'
import { followerInboxes } from '../delivery/recipients.ts'
import type { FederationDeps } from '../deps.ts'
import type { VideoParts } from '../video-document.ts'
import { followersOf, toAnnounce, toDelete, toUndoneAnnounce, toVideoCreation, toVideoUpdate } from './activities.ts'
import { accountSpeaker, application, channelSpeaker, findSpeaker, type Speaker, say, sayAnew } from './speakers.ts'
import { dropNumbers, findTold, forgetTold, lockTelling, setTold, type Told } from './told.ts'

/** What has happened to it: only for `changed` is one told again that was told already; for `counted` when that is due. */
export type News = 'published' | 'changed' | 'counted'

export async function tellOfVideo(deps: FederationDeps, tx: Queryable, videoId: number, news: News): Promise<void> {
  const uuid = (await findStanding(tx, videoId))?.uuid
  if (uuid === undefined) return
  await lockTelling(tx, uuid)
  const video = await findStanding(tx, videoId)
  if (!video) return
  const told = await findTold(tx, uuid)
  if (video.standing === 'closed') return told && tellRemoval(deps, tx, { ...video, told })
  if (video.standing === 'held') return dropNumbers(tx, uuid)
  if (told && news === 'published') return
  if (news === 'counted' && !told?.isNumbersDue) return

  await setTold(tx, { ...video, kind: 'video' })
  const parts = await deps.findVideoParts(uuid)
  // Closed since: that is heard of next.
  if (!parts) return
  const cast = await castOf(deps, tx, video)
  if (told) await tellChange(deps, tx, { parts, cast, told })
  else await tellFirst(deps, tx, { parts, cast })
}

interface Cast {
  readonly account: Speaker
  readonly channel: Speaker
  readonly server: Speaker
}

type Named = Pick<Standing, 'accountActorId' | 'accountName' | 'channelActorId' | 'channelName'>

async function castOf({ site }: FederationDeps, tx: Queryable, video: Named): Promise<Cast> {
  return {
    account: accountSpeaker(site, video.accountActorId, video.accountName),
    channel: channelSpeaker(site, video.channelActorId, video.channelName),
    server: await application(tx, site)
  }
}

const audienceOf = ({ channel, server, account }: Cast) => [channel, server, account].map(({ url }) => followersOf(url))

async function tellFirst({ site }: FederationDeps, tx: Queryable, { parts, cast }: { parts: VideoParts; cast: Cast }) {
  const creation = withContext('video', toVideoCreation(site, parts))
  await say(tx, cast.account, creation, await followerInboxes(tx, [cast.account.id]))
  for (const actor of [cast.channel, cast.server]) await announce(tx, parts.video.url, cast, actor)
}

async function announce(tx: Queryable, videoUrl: string, cast: Cast, actor: Speaker): Promise<void> {
  const body = toAnnounce({ videoUrl, actor, followers: audienceOf(cast) })
  await say(tx, actor, body, await followerInboxes(tx, [actor.id]))
}

async function tellChange(
  { site }: FederationDeps,
  tx: Queryable,
  { parts, cast, told }: { parts: VideoParts; cast: Cast; told: Told }
): Promise<void> {
  const { account, channel, server } = cast
  // One that has passed to another account is passed on by whom others know as its owner.
  const owner = (await findSpeaker(tx, site, told.accountActorId)) ?? account
  const before = told.channelActorId === null ? undefined : await findSpeaker(tx, site, told.channelActorId)
  const hearers = [account, channel, server, owner, ...(before ? [before] : [])].map(({ id }) => id)
  const body = toVideoUpdate(site, parts, { actor: owner.url, at: new Date() })
  await sayAnew(tx, owner, { url: parts.video.url, body, inboxes: await followerInboxes(tx, hearers) })

  if (before?.id === channel.id) return
  if (before) {
    const undone = toUndoneAnnounce({ videoUrl: parts.video.url, actor: before, followers: audienceOf(cast) })
    await say(tx, before, undone, await followerInboxes(tx, [before.id]))
  }
  await announce(tx, parts.video.url, cast, channel)
}

/** It is gone, with all that others could be told of it but what the event says. */
export async function tellVideoRemoved(
  deps: FederationDeps,
  tx: Queryable,
  event: Extract<DomainEvent, { type: 'video.removed' }>
): Promise<void> {
  await lockTelling(tx, event.uuid)
  const told = await findTold(tx, event.uuid)
  if (told) await tellRemoval(deps, tx, { ...event, told })
}

async function tellRemoval(
  deps: FederationDeps,
  tx: Queryable,
  { uuid, told, ...video }: Named & { uuid: string; told: Told; followerInboxes?: readonly string[] }
): Promise<void> {
  await forgetTold(tx, uuid)
  const cast = await castOf(deps, tx, video)
  const owner = (await findSpeaker(tx, deps.site, told.accountActorId)) ?? cast.account
  const hearers = [cast.account.id, cast.channel.id, cast.server.id, owner.id, told.channelActorId ?? cast.channel.id]
  const inboxes = [...(video.followerInboxes ?? []), ...(await followerInboxes(tx, hearers))]
  const url = `${deps.origin}/videos/watch/${uuid}`
  await say(tx, owner, toDelete({ url, actor: owner.url, to: [PUBLIC, ...audienceOf(cast)] }), inboxes)
}
