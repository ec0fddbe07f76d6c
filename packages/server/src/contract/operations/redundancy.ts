import type { Operations } from '../access.ts'

/** Copies of videos between servers. */
export const REDUNDANCY_OPERATIONS = {
  getMirroredVideos: {
    on: 'GET /server/redundancy/videos',
    access: 'administrator',
    summary: 'List videos of which there are copies, held here or elsewhere'
  },
  putMirroredVideo: {
    on: 'POST /server/redundancy/videos',
    access: 'administrator',
    summary: 'Hold a copy of another server’s video'
  },
  delMirroredVideo: {
    on: 'DELETE /server/redundancy/videos/{redundancyId}',
    access: 'administrator',
    summary: 'Hold a copy no longer, or forget one that is held elsewhere'
  },
  updateServerRedundancy: {
    on: 'PUT /server/redundancy/{host}',
    access: 'administrator',
    summary: 'Say whether strategies may copy a server’s videos'
  }
} as const satisfies Operations
