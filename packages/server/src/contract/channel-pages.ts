/** Pages for who has channels. */
import type { FormOutcome } from './form-pages.ts'

export interface OwnChannel {
  /** As in its addresses. */
  readonly name: string
  readonly displayName: string
  readonly followersCount: number
  readonly videosCount: number
  readonly avatarPath: string | null
}

export interface OwnChannelsPage {
  readonly kind: 'my-channels'
  readonly channels: readonly OwnChannel[]
  readonly outcome: FormOutcome
}

/** One that is to be made, or changed. */
export interface OwnChannelPage {
  readonly kind: 'my-channel'
  readonly channel:
    | (OwnChannel & {
        readonly description: string
        readonly support: string
        readonly bannerPath: string | null
        /** A member keeps one. */
        readonly isOnly: boolean
      })
    | null
  readonly host: string
  readonly outcome: FormOutcome
}
