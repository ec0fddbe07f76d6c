/** Lets p2p-media-loader come late: what hls.js told before it was there is told again. */
import type { HlsTap } from '../hls-tap.ts'

type Listener = (event: string, data: unknown) => void

/** @returns What the engine takes for the player; it listens, and reads a few fields. */
export function replaying({ hls, manifest }: HlsTap) {
  const told: Record<string, () => unknown[]> = {
    hlsManifestLoaded: () => [manifest()].filter(data => data !== undefined),
    hlsLevelSwitching: () => hls.levels.filter((_level, at) => at === hls.currentLevel),
    hlsLevelUpdated: () =>
      hls.levels.flatMap(({ details }, level) => (details && details.fragments.length > 0 ? [{ details, level }] : []))
  }
  const emitter = hls as unknown as Record<'on' | 'off', (event: string, listener: Listener) => void>
  return {
    on(event: string, listener: Listener): void {
      emitter.on(event, listener)
      for (const data of told[event]?.() ?? []) listener(event, data)
    },
    off: (event: string, listener: Listener) => emitter.off(event, listener),
    get media() {
      return hls.media
    },
    get config() {
      return hls.config
    },
    get userConfig() {
      return hls.userConfig
    }
  }
}
