/**
 * Changes of p2p-media-loader 2.2.2 as it is bundled. That version it has to be: it meets the viewers of PeerTube 8.2.
 */
import type { Plugin } from 'vite'

interface Mend {
  readonly file: string
  readonly find: RegExp
  readonly put: string
}

const LAST_CALL_SECONDS = 2

const MENDS: readonly Mend[] = [
  // Its own choice of trackers and STUN servers is not even to be in the file: nobody asks them.
  { file: 'core.js', find: /announceTrackers: \[[^\]]*\]/, put: 'announceTrackers: []' },
  { file: 'core.js', find: /iceServers: \[[^\]]*\]/, put: 'iceServers: []' },
  // It drops every failure of a request over HTTP, and then waits for the timeout.
  { file: 'http-loader.js', find: /error\.name !== "abort"/, put: 'error.name === "AbortError"' },
  // It forgets how long a segment is when its bytes were wrong, and then refuses the right ones for their length.
  {
    file: 'requests/request.js',
    find: /this\._totalBytes = undefined;(\s+this\.finalData = undefined;)/,
    put: 'const range = this.segment.byteRange; this._totalBytes = range ? range.end - range.start + 1 : undefined;$1'
  },
  // It takes from the server what is needed soon, though another viewer has it or is fetching it: many viewers on a thin
  // line then all ask for the same. What somebody has is waited for until a moment before it is needed, and as long as
  // the player waits where nothing is fetched ahead (a window below 0: tuning.ts).
  {
    file: 'utils/stream.js',
    find: /(isHighDemand: isSegmentInTimeWindow\(segment, playback, )highDemandTimeWindow\)/,
    put: `$1currentP2PLoader.isSegmentLoadingOrLoadedBySomeone(segment) ? (httpDownloadTimeWindow < 0 ? -60 : Math.min(highDemandTimeWindow, ${LAST_CALL_SECONDS})) : highDemandTimeWindow)`
  },
  // It looks at what there is to fetch when something plays or comes: not when nothing does, and its windows have changed.
  {
    file: 'core.js',
    find: /(this\.processSpecificDynamicConfigParams\(secondaryStreamConfigCopy, dynamicConfig, "secondary"\);)/,
    put: '$1 this.mainStreamLoader?.requestProcessQueueMicrotask(false);'
  },
  // A segment that the player waits for and that is far ahead is taken for one that was passed, as soon as somebody has the
  // one after it: all viewers then fetched it from the server in the same moment.
  {
    file: 'utils/queue.js',
    find: /firstStatuses\.isHighDemand = true;/,
    put: 'firstStatuses.isHighDemand = playback.position > first.endTime;'
  }
]

const FILE = /\/p2p-media-loader-core\/lib\/(core|http-loader|requests\/request|utils\/(queue|stream))\.js$/

export function mendP2pMediaLoader(): Plugin {
  return {
    name: 'mend-p2p-media-loader',
    transform: {
      filter: { id: FILE },
      handler(code, id) {
        const mends = MENDS.filter(({ file }) => id.endsWith(`/lib/${file}`))
        return mends.reduce((text, { find, put }) => {
          if (!find.test(text)) throw new Error(`p2p-media-loader is not what it was: ${find} is not in ${id}`)
          return text.replace(find, put)
        }, code)
      }
    }
  }
}
