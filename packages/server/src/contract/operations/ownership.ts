import type { Operations } from '../access.ts'

export const OWNERSHIP_OPERATIONS = {
  giveVideoOwnership: {
    on: 'POST /videos/{id}/give-ownership',
    access: 'owner-or-administrator',
    summary: 'Offer a video to another account of this server'
  },
  getVideoOwnershipChanges: {
    on: 'GET /videos/ownership',
    access: 'member',
    summary: 'List the videos that were offered to me; with isSent=true those that I offered'
  },
  acceptVideoOwnership: {
    on: 'POST /videos/ownership/{id}/accept',
    access: 'owner',
    summary: 'Take a video that was offered to me into one of my channels'
  },
  refuseVideoOwnership: {
    on: 'POST /videos/ownership/{id}/refuse',
    access: 'owner',
    summary: 'Refuse a video that was offered to me'
  },
  withdrawVideoOwnership: {
    on: 'POST /videos/ownership/{id}/withdraw',
    access: 'owner',
    summary: 'Take back a video that I offered, as long as nobody answered'
  }
} as const satisfies Operations
