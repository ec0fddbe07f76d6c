import type { EmbedData } from '../pages/embed/embed.tsx'
import { connectionOf } from '../player/connection.ts'
import { createController, type PlayerController } from '../player/controller.ts'
import type { EmbedApi } from '../player/embed-api/embed-api.ts'
import { followOptions } from '../player/embed-options.ts'
import { Player } from '../player/player.tsx'
import { readPage, wake } from './island.tsx'
import { openNeighbour, playThrough } from './playlist.ts'

let position = 1
const first = begin()
const api = first.options.hasApi && window.parent !== window ? openApi(first) : undefined

/** Anew for each film of a playlist. */
function begin() {
  const { data, i18n } = readPage<EmbedData>()
  const { player, options, playlist } = data
  const controller = createController(player)
  colour('--embed-play', options.playColor)
  colour('--embed-ink', options.inkColor)
  followOptions(controller, options, {
    savesData: connectionOf(navigator)?.saveData === true,
    reducesMotion: matchMedia('(prefers-reduced-motion: reduce)').matches
  })
  wake('player', i18n, <Player controller={controller} weight={null} />)
  if (playlist) {
    position = playlist.position
    playThrough(controller, playlist.stopSeconds, beginNext)
  }
  return { controller, options }
}

function beginNext(): void {
  const { controller } = begin()
  void api?.then(served => served.show(controller))
}

async function openApi({ controller, options }: { controller: PlayerController; options: EmbedData['options'] }) {
  const { serveEmbedApi } = await import('../player/embed-api/embed-api.ts')
  const served: EmbedApi = serveEmbedApi(
    controller,
    { own: window, parent: window.parent },
    {
      scope: options.apiScope,
      position: () => position,
      open: rel => openNeighbour(rel, beginNext)
    }
  )
  return served
}

function colour(property: string, value: string | null): void {
  if (value) document.documentElement.style.setProperty(property, value)
}
