/** What is asked of transcoding, with PeerTube 6.3's names (openapi.yaml). */
import { z } from 'zod'

export const TranscodingBody = z.object({
  transcodingType: z.enum(['hls', 'web-video', 'webtorrent'], 'Invalid value'),
  /** For work that is stuck. None is here: what goes on is told by the queue, so it changes nothing. */
  forceTranscoding: z.boolean('Invalid value').optional()
})
