/** Wire types of accounts and channels, with PeerTube 6.3's names (openapi.yaml; recordings). */

import { z } from 'zod'

/** `POST …/avatar/pick`: a form with nothing but a file. */
export const ActorImageForm = z.object({})

export interface ActorImage {
  readonly width: number
  readonly height: number
  readonly path: string
  readonly fileUrl: string
  readonly createdAt: string
  readonly updatedAt: string
}

export interface ActorSummary {
  readonly id: number
  readonly displayName: string
  readonly name: string
  readonly url: string
  readonly host: string
  readonly avatars: readonly ActorImage[]
}

export interface ActorDetails extends ActorSummary {
  readonly hostRedundancyAllowed: boolean
  readonly followingCount: number
  readonly followersCount: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly description: string | null
}

export interface AccountDetails extends ActorDetails {
  readonly userId: number | null
}

export interface ChannelDetails extends ActorDetails {
  readonly support: string | null
  readonly isLocal: boolean
  readonly banners: readonly ActorImage[]
  readonly ownerAccount: AccountDetails
}

/** `GET /api/v1/accounts/{handle}/video-channels?withStats=true`: for the owner, and for moderators. */
export interface ChannelStats {
  readonly videosCount: number
  readonly totalViews: number
  /** Of the last thirty days and today. */
  readonly viewsPerDay: readonly { readonly date: string; readonly views: number }[]
}
