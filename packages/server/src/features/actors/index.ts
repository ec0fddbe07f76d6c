export { findAccount, findActorImages, findChannel, findServerImages, localNameOf } from './find-actor.ts'
export {
  type AccountJson,
  type ActorJson,
  accountJson,
  actorJson,
  type ChannelJson,
  channelJson,
  imagesOf,
  toAccountDetails,
  toAccountSummary,
  toChannelDetails,
  toChannelSummary,
  toFollowActor
} from './wire.ts'
