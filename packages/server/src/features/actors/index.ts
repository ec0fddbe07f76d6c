export { describeFarewells } from './farewell.ts'
export { findAccount, findActorImages, findChannel, findServerImages } from './find-actor.ts'
export { followerInboxes } from './follower-inboxes.ts'
export { type Handle, handleOf, isListed, isNamed, localNameOf } from './handle.ts'
export {
  deleteRemoteActor,
  type FetchedPictures,
  findFetchedPictures,
  findKeyOwner,
  findRemoteActorByUrl,
  type RemoteActorFacts,
  rememberPicture,
  type StoredRemoteActor,
  someVideosOfActor,
  upsertRemoteActor
} from './remote.ts'
export { type ToldActor, toldActorJson } from './told-actor.ts'
export {
  type AccountJson,
  type ActorJson,
  accountJson,
  actorJson,
  type ChannelJson,
  channelJson,
  type FollowRow,
  imagesJson,
  imagesOf,
  toAccountDetails,
  toAccountSummary,
  toChannelDetails,
  toChannelSummary,
  toFollow
} from './wire.ts'
