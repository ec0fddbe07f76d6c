/** Whom to tell: collected in the slice of actors, because what is deleted has to say so before it is gone. */
export { followerInboxes } from '../../features/actors/index.ts'
