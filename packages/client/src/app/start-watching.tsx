import { TranscodingNotice } from '../features/transcoding/transcoding-notice.tsx'
import { ShareLinks } from '../features/videos/share-links.tsx'
import type { WatchData } from '../pages/watch/watch.tsx'
import { createController, type PlayerController } from '../player/controller.ts'
import { Player } from '../player/player.tsx'
import { Transcript } from '../player/transcript/transcript.tsx'
import { readPage, wake } from './island.tsx'
import { jumpToMoments } from './moments.ts'
import { swapParts } from './swap.ts'

/** The film is on the page, with its data and what begins the next one. */
type Follow = (controller: PlayerController, data: WatchData, begin: () => void) => void

export function startWatching(follow?: Follow): void {
  swapParts()
  jumpToMoments()
  begin(follow)
}

function begin(follow?: Follow): void {
  const { data, i18n } = readPage<WatchData>()
  if (data.player) {
    const controller = createController(data.player)
    wake('player', i18n, <Player controller={controller} weight={data.weight} />)
    wake('transcript', i18n, <Transcript controller={controller} path={new URL(data.share.url).pathname} />)
    follow?.(controller, data, () => begin(follow))
  }
  if (data.transcoding) wake('transcoding', i18n, <TranscodingNotice {...data.transcoding} />)
  wake('share', i18n, <ShareLinks {...data.share} />)
}
