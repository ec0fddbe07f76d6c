/** Somebody as activities name them and reach them, of this server or another. */

export interface ToldActor {
  readonly actorId: number
  readonly name: string
  /** Null for one of ours. */
  readonly host: string | null
  /** ActivityPub ids and addresses of somebody elsewhere. */
  readonly url: string | null
  readonly inboxUrl: string | null
  readonly sharedInboxUrl: string | null
  readonly followersUrl: string | null
}

/** An SQL expression of type json. @param actorId An SQL expression for the id of an actor. */
export const toldActorJson = (actorId: string) => `
  (SELECT json_build_object('actorId', told.id, 'name', told.preferred_username, 'host', told.host, 'url', elsewhere.url,
            'inboxUrl', elsewhere.inbox_url, 'sharedInboxUrl', elsewhere.shared_inbox_url,
            'followersUrl', elsewhere.followers_url)
     FROM actor told LEFT JOIN remote_actor elsewhere ON elsewhere.actor_id = told.id WHERE told.id = ${actorId})`
