export { type ImageKeeper, keepImage, removeImageFiles } from './keep-image.ts'
export { type ActorImagesDeps, actorImageRoutes, openActorImages } from './routes.ts'
