/** The only place that knows p2p-media-loader. Loaded when a viewer has said yes and there are others to meet. */
import type { FragmentLoaderContext, HlsConfig, LoaderCallbacks, LoaderConfiguration } from 'hls.js'
import type { CoreConfig } from 'p2p-media-loader-core'
import { HlsJsP2PEngine } from 'p2p-media-loader-hlsjs'
import type { FragmentLoaderClass } from '../fragment-loaders.ts'
import type { HlsTap, KeptSegment } from '../hls-tap.ts'
import { createSegmentHashes, fetchHashes } from '../segment-hashes.ts'
import { createFirstAsk } from './first-ask.ts'
import { safely } from './fragment-loader.ts'
import { createImpatience } from './impatience.ts'
import { replaying } from './late-engine.ts'
import { createMirrors } from './mirrors.ts'
import { isAlone } from './others-known.ts'
import type { SwarmEvents, SwarmPlan } from './plan.ts'
import { SegmentStore } from './segment-store.ts'
import {
  AMONG_OTHERS,
  DOWNLOADS,
  FIRST_PATIENCE_MS,
  isSlow,
  KEPT_BYTES_MAX,
  KEPT_BYTES_MAX_SMALL_DEVICE,
  LAST_SECONDS,
  PATIENCE_MS,
  SLOW_PATIENCE_MS,
  type Windows,
  windowsFor
} from './tuning.ts'
import { watchPeers } from './watch-peers.ts'

const TUNE_MS = 500
const SMALL_DEVICE_GB = 2

/**
 * Lets a video that already plays fetch its next segments from other viewers, and gives them what it has.
 *
 * @returns Leaves the swarm; the video plays on from the server.
 */
export function joinSwarm(tap: HlsTap, plan: SwarmPlan, hear: SwarmEvents): () => void {
  const { hls } = tap
  /** Nothing was fetched before: it begins with what others have. */
  const isBeginning = () => tap.segmentSeconds() === 0 && (hls.media?.buffered.length ?? 0) === 0
  const mirrors = createMirrors(plan.copies.baseUrls)
  const hashes = createSegmentHashes(() => fetchHashes(plan.copies.segmentsSha256Url))
  const store = new SegmentStore(keptBytesMax())
  for (const kept of tap.kept()) store.put(toStored(kept, plan.swarmId))

  const peers = watchPeers(hashes, mirrors, {
    ...hear,
    onWrong() {
      leave()
      hear.onEnd()
    }
  })
  tap.handOn(segment => store.give(toStored(segment, plan.swarmId)))
  const joinedAt = performance.now()
  const beganThin = isBeginning()
  const mayAskFirst = createFirstAsk()
  const line = () => ({ segmentSeconds: peers.segmentSeconds() || tap.segmentSeconds(), beganThin })
  const windows = (): Windows =>
    isBeginning() && !mayAskFirst(peers.count(), isAlone())
      ? AMONG_OTHERS
      : windowsFor({ ...line(), peers: peers.count(), seconds: (performance.now() - joinedAt) / 1000 })
  const patienceMs = () => {
    if (isBeginning()) return FIRST_PATIENCE_MS
    return isSlow(line()) && peers.count() > 0 ? SLOW_PATIENCE_MS : PATIENCE_MS
  }

  const engine = new HlsJsP2PEngine({
    core: {
      ...DOWNLOADS,
      ...windows(),
      swarmId: plan.swarmId,
      announceTrackers: [...plan.trackers],
      rtcConfig: { iceServers: plan.iceServers.map(server => ({ ...server })) },
      customSegmentStorageFactory: () => store,
      validateP2PSegment: peers.checkFromPeer,
      validateHTTPSegment: peers.checkFromServer,
      httpRequestSetup: peers.askServer
    } satisfies CoreConfig
  })
  peers.listenTo(engine)
  engine.bindHls(replaying(tap))
  const { fLoader, pLoader } = engine.getConfigForHlsJs() as {
    fLoader: FragmentLoaderClass
    pLoader: new (config: HlsConfig) => unknown
  }
  const isStuck = createImpatience({
    secondsAhead: () => secondsAhead(hls.media),
    isSilent: peers.isSilent,
    isServed: peers.isServed,
    patienceMs
  })
  // What the engine does when hls.js makes its first loader for playlists: that was before there was an engine.
  new pLoader(hls.config)
  const config = hls.config as { fLoader: unknown }
  const plainLoader = config.fLoader
  config.fLoader = safely(fLoader, isStuck)
  const last = tap.kept().at(-1)
  if (last) wake(new fLoader(hls.config), last)

  let current = ''
  const tuning = setInterval(() => {
    const next = windows()
    const text = JSON.stringify(next)
    // Where nothing plays the engine hears nothing by which it would look again at what there is to fetch.
    if (text !== current || secondsAhead(hls.media) < LAST_SECONDS) engine.applyDynamicConfig({ core: next })
    current = text
  }, TUNE_MS)

  let hasLeft = false
  function leave(): void {
    if (hasLeft) return
    hasLeft = true
    clearInterval(tuning)
    tap.handOn(undefined)
    config.fLoader = plainLoader
    engine.destroy()
    hear.onPeers(0)
  }
  return leave
}

/** Asks the engine for what it has already: with the first segment asked for, it begins to look for others. */
function wake(loader: InstanceType<FragmentLoaderClass>, { frag }: KeptSegment): void {
  const [start, end] = frag.byteRange
  const context = { frag, part: null, url: frag.url, responseType: 'arraybuffer', headers: {} }
  const nothing = () => undefined
  loader.load(
    { ...context, rangeStart: start, rangeEnd: end } as unknown as FragmentLoaderContext,
    {} as LoaderConfiguration,
    { onSuccess: nothing, onError: nothing, onTimeout: nothing } as LoaderCallbacks<FragmentLoaderContext>
  )
}

function toStored({ frag, data, streamIndex, index }: KeptSegment, swarmId: string) {
  // As p2p-media-loader names them: its version of the protocol, the swarm, the place in the master playlist.
  return { streamId: `v2-${swarmId}-main-${streamIndex}`, segmentId: index, data, endTime: frag.end }
}

function keptBytesMax(): number {
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number }
  return deviceMemory !== undefined && deviceMemory <= SMALL_DEVICE_GB ? KEPT_BYTES_MAX_SMALL_DEVICE : KEPT_BYTES_MAX
}

function secondsAhead(media: HTMLMediaElement | null): number {
  if (!media) return 0
  const { buffered, currentTime } = media
  for (let at = 0; at < buffered.length; at++) {
    if (buffered.start(at) <= currentTime + 0.1 && buffered.end(at) > currentTime) return buffered.end(at) - currentTime
  }
  return 0
}
