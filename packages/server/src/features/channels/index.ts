export type { Channel } from './channel.ts'
export { claimName, createChannel, createDefaultChannel } from './create-channel.ts'
export { type ChannelsDeps, channelRoutes, removeChannel } from './routes.ts'
export { listChannels, ownedChannel } from './store.ts'
