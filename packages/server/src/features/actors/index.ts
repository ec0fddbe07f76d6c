export { findAccount, findChannel, findServerImages, localNameOf } from './find-actor.ts'
export {
  type AccountJson,
  type ActorJson,
  accountJson,
  type ChannelJson,
  channelJson,
  imagesOf,
  toAccountDetails,
  toAccountSummary,
  toChannelDetails,
  toChannelSummary
} from './wire.ts'
