import { z } from 'zod'
import type { EmbedOptions } from '../../contract/index.ts'
import { parseMoment } from './start-time.ts'

const text = z.string().optional().catch(undefined)
/** PeerTube's forms: `1`, `true` and `0`, `false`. */
const flag = (otherwise: boolean) =>
  text.transform(value => {
    if (value === '1' || value === 'true') return true
    return value === '0' || value === 'false' ? false : otherwise
  })
const colour = z
  .string()
  .regex(/^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i)
  .nullable()
  .catch(null)
const language = z
  .string()
  .regex(/^[a-z\d-]{2,20}$/i)
  .nullable()
  .catch(null)
const scope = z
  .string()
  .regex(/^[\w-]{1,50}$/)
  .catch('peertube')

/** PeerTube 6.3's names (client/src/standalone/videos/embed.ts). What is not sound counts as not asked. */
const Query = z.object({
  stop: text.transform(value => parseMoment(value) || null),
  loop: flag(false),
  muted: flag(false),
  autoplay: flag(false),
  title: flag(true),
  peertubeLink: flag(true),
  controls: flag(true),
  controlBar: flag(true),
  subtitle: language,
  api: flag(false),
  scope,
  p2p: flag(true),
  bigPlayBackgroundColor: colour,
  foregroundColor: colour
})

/**
 * What the address asks of an embed. `warningTitle` and `mode` mean nothing here: without a viewer's yes nothing is
 * shared that they would have to be warned of, and the player chooses how it plays.
 *
 * @returns `refusesP2p`: nothing is to be shared; no address can ask for the contrary.
 */
export function readEmbedOptions(query: unknown): { options: EmbedOptions; refusesP2p: boolean } {
  const asked = Query.parse(query ?? {})
  return {
    refusesP2p: !asked.p2p,
    options: {
      stopSeconds: asked.stop,
      isLooping: asked.loop,
      isMuted: asked.muted,
      isAutoplaying: asked.autoplay,
      hasTitle: asked.title,
      hasLink: asked.peertubeLink,
      hasControls: asked.controls && asked.controlBar,
      captions: asked.subtitle,
      hasApi: asked.api,
      apiScope: asked.scope,
      playColor: asked.bigPlayBackgroundColor,
      inkColor: asked.foregroundColor
    }
  }
}

/** What the next film of a playlist is asked, as it was for this one: not where it begins and ends, nor to begin at once. */
export function keptOptions(options: EmbedOptions, refusesP2p: boolean): URLSearchParams {
  const kept = {
    ...(options.isMuted && { muted: '1' }),
    ...(!options.hasTitle && { title: '0' }),
    ...(!options.hasLink && { peertubeLink: '0' }),
    ...(!options.hasControls && { controlBar: '0' }),
    ...(options.captions && { subtitle: options.captions }),
    ...(options.hasApi && { api: '1', scope: options.apiScope }),
    ...(refusesP2p && { p2p: '0' }),
    ...(options.playColor && { bigPlayBackgroundColor: options.playColor }),
    ...(options.inkColor && { foregroundColor: options.inkColor })
  }
  return new URLSearchParams(kept as Record<string, string>)
}
