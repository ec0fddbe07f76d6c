/** What a swarm needs of a player that began without it: what was told, and what was fetched. */
import type { FragLoadedData, Fragment, ManifestLoadedData, MediaFragment } from 'hls.js'
import Hls from 'hls.js/light'

export interface HlsTap {
  readonly hls: Hls
  manifest(): ManifestLoadedData | undefined
  /** In the order in which they came. */
  kept(): readonly KeptSegment[]
  /** Whether what is fetched is kept, to be given to others later. */
  keep(isWanted: boolean): void
  /** Calls with each that is fetched from a server without a swarm from now on; it is not kept. */
  handOn(take: ((segment: KeptSegment) => void) | undefined): void
  /** Calls when no segment is on its way, which may be at once. */
  whenIdle(act: () => void): void
  /** How long the last segment took; 0 before the first. */
  segmentSeconds(): number
  /** At most as much is buffered from now on; undefined as much as usual. */
  holdBuffer(seconds: number | undefined): void
  /** Calls once it is known what there is to choose from, before anything of it is fetched. @param act Is told bits a second. */
  beforeStart(act: (bitrate: number) => void): void
  /** In `beforeStart`: nothing is fetched yet. @returns Lets it begin. */
  holdStart(): () => void
}

export interface KeptSegment {
  readonly frag: Fragment
  readonly data: ArrayBuffer
  /** Place of its quality in the master playlist, and its own in its playlist. */
  readonly streamIndex: number
  readonly index: number
}

interface Events {
  /** From a server; the first segment, and each one after. */
  onSegment(bytes: number): void
}

const KEPT_BYTES_MAX = 64 * 1024 * 1024

export function tapHls(hls: Hls, { onSegment }: Events): HlsTap {
  let manifest: ManifestLoadedData | undefined
  let isKeeping = false
  let kept: KeptSegment[] = []
  let take: ((segment: KeptSegment) => void) | undefined
  let segmentSeconds = 0
  let isLoading = false
  let waiting: (() => void)[] = []
  const usualBuffer = hls.config.maxMaxBufferLength

  const keep = ({ frag, payload: data }: FragLoadedData) => {
    const level = hls.levels[frag.level]
    const streamIndex = manifest?.levels.findIndex(({ url }) => url === level?.uri) ?? -1
    if (!level?.details || streamIndex < 0) return
    const segment = { frag, data, streamIndex, index: (frag as MediaFragment).sn - level.details.startSN }
    if (take) return take(segment)
    kept.push(segment)
    while (kept.reduce((sum, { data }) => sum + data.byteLength, 0) > KEPT_BYTES_MAX) kept.shift()
  }

  hls.on(Hls.Events.MANIFEST_LOADED, (_event, data) => {
    manifest = data
  })
  const rest = () => {
    isLoading = false
    const acts = waiting
    waiting = []
    for (const act of acts) act()
  }
  hls.on(Hls.Events.FRAG_LOADING, () => {
    isLoading = true
  })
  hls.on(Hls.Events.ERROR, (_event, { frag }) => {
    if (frag) rest()
  })
  hls.on(Hls.Events.FRAG_LOAD_EMERGENCY_ABORTED, rest)
  hls.on(Hls.Events.FRAG_LOADED, (_event, data) => {
    // What came through a swarm has no request of its own, and was counted there.
    if (!data.networkDetails) return rest()
    const { loading, loaded } = data.frag.stats
    if (data.frag.type === 'main' && data.frag.sn !== 'initSegment') {
      segmentSeconds = (loading.end - loading.start) / 1000
      if (isKeeping || take) keep(data)
    }
    onSegment(loaded)
    rest()
  })

  return {
    hls,
    manifest: () => manifest,
    kept: () => kept,
    keep(isWanted) {
      isKeeping = isWanted
      if (!isWanted) kept = []
    },
    handOn(next) {
      take = next
    },
    whenIdle(act) {
      if (isLoading) waiting.push(act)
      else act()
    },
    segmentSeconds: () => segmentSeconds,
    holdBuffer(seconds) {
      hls.config.maxMaxBufferLength = seconds ?? usualBuffer
    },
    beforeStart(act) {
      hls.once(Hls.Events.MANIFEST_PARSED, () => act(hls.levels[hls.firstLevel]?.bitrate ?? 0))
    },
    holdStart() {
      hls.config.autoStartLoad = false
      return () => {
        hls.config.autoStartLoad = true
        // Gone when the viewer left meanwhile.
        if (hls.url) hls.startLoad(hls.config.startPosition)
      }
    }
  }
}
