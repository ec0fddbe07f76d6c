import { TranscodingNotice } from '../features/transcoding/transcoding-notice.tsx'
import { ShareLinks } from '../features/videos/share-links.tsx'
import type { WatchData } from '../pages/watch/watch.tsx'
import { createController } from '../player/controller.ts'
import { Player } from '../player/player.tsx'
import { Transcript } from '../player/transcript/transcript.tsx'
import { readPage, wake } from './island.tsx'
import { jumpToMoments } from './moments.ts'
import { playThrough } from './playlist.ts'
import { swapParts } from './swap.ts'

swapParts()
jumpToMoments()
begin()

function begin(): void {
  const { data, i18n } = readPage<WatchData>()
  if (data.player) {
    const controller = createController(data.player)
    wake('player', i18n, <Player controller={controller} weight={data.weight} />)
    wake('transcript', i18n, <Transcript controller={controller} path={new URL(data.share.url).pathname} />)
  }
  if (data.transcoding) wake('transcoding', i18n, <TranscodingNotice {...data.transcoding} />)
  wake('share', i18n, <ShareLinks {...data.share} />)
  playThrough(begin)
}
