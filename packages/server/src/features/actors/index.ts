export { findAccount, findActorImages, findChannel, findServerImages, localNameOf } from './find-actor.ts'
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
