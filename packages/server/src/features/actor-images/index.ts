export { type ActorImagesDeps, actorImageRoutes, openActorImages } from './routes.ts'
