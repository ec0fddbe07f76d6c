/**
 * Changes of p2p-media-loader 2.2.2 as it is bundled. That version it has to be: it meets the viewers of PeerTube 8.2.
 */
import type { Plugin } from 'vite'

interface Mend {
  readonly file: string
  readonly find: RegExp
  readonly put: string
}

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
  }
]

const FILE = /\/p2p-media-loader-core\/lib\/(core|http-loader|requests\/request)\.js$/

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
