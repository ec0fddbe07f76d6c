/** What the parts of federation are made from, and the shapes in which they meet. */
import type { StoredRemoteActor } from '../features/actors/index.ts'
import type { Settings } from '../features/configuration/index.ts'
import type { Site } from '../kernel/site.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Queryable } from '../platform/postgres.ts'
import type { Storage } from '../platform/storage/disk.ts'
import type { VideoParts } from './video-document.ts'

export interface FederationDeps {
  readonly db: Database
  readonly origin: string
  readonly site: Site
  readonly settings: Settings
  readonly storage: Storage
  readonly remote: RemoteReader
  /** Absent where nobody looks at people. */
  readonly pictures?: ActorPictures
  /** Undefined for what does not exist or is not for everybody. */
  readonly findVideoParts: (reference: string) => Promise<VideoParts | undefined>
}

export type JsonObject = Readonly<Record<string, unknown>>

/** The one way in which federation reads other servers; bounded, and only of the open internet. */
export interface RemoteReader {
  /**
   * A document whose `id` lies on the host that answered.
   *
   * @throws FetchError; RefusedDocument for what is no such document.
   */
  document(url: string): Promise<JsonObject>
  /** At most 8 MB. @throws FetchError */
  picture(url: string): Promise<Buffer>
}

/** Avatars and banners of people elsewhere. */
export interface ActorPictures extends Clock {
  /** Fetches, by and by, those that are not here yet, and forgets those that are no longer told of. */
  keep(actor: {
    readonly url: string
    readonly avatarUrl?: string | undefined
    readonly bannerUrl?: string | undefined
  }): void
}

/** Somebody elsewhere who was asked for, as the database has them. */
export type RemoteActor = Omit<StoredRemoteActor, 'fetchedAt'>

/** An activity that came in, whose actor is proved: the signer of the request, or of the body. */
export interface Received {
  readonly activity: JsonObject & { readonly id: string; readonly type: string; readonly actor: string }
  readonly actor: RemoteActor
  /** The bytes as they came, to be sent on with the signature in them. */
  readonly text: string
  /**
   * Carries the activity out, at most once whatever happens: what `work` writes and the note that it was written are
   * one transaction. Reading of other servers comes before it. Activities that lead to nothing need not call it.
   */
  once(work: (tx: Queryable) => Promise<void>): Promise<void>
}

/**
 * @throws Refused for what will never be right: the activity is dropped with that reason. FetchError: it is tried
 *   again later. Anything else counts as our own fault: it is tried again some times, and then set aside.
 */
export type ActivityHandler = (deps: FederationDeps, received: Received) => Promise<void>

/** An activity, or a document, that no repetition would make right. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
