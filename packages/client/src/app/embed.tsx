import type { EmbedData } from '../pages/embed/embed.tsx'
import { connectionOf } from '../player/connection.ts'
import { createController } from '../player/controller.ts'
import { followOptions } from '../player/embed-options.ts'
import { Player } from '../player/player.tsx'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<EmbedData>()
const { player, options } = data
const controller = createController(player)

colour('--embed-play', options.playColor)
colour('--embed-ink', options.inkColor)
followOptions(controller, options, {
  savesData: connectionOf(navigator)?.saveData === true,
  reducesMotion: matchMedia('(prefers-reduced-motion: reduce)').matches
})
wake('player', i18n, <Player controller={controller} weight={null} />)
if (options.hasApi && window.parent !== window) void openApi()

async function openApi(): Promise<void> {
  const { serveEmbedApi } = await import('../player/embed-api/embed-api.ts')
  serveEmbedApi(controller, { own: window, parent: window.parent }, options.apiScope)
}

function colour(property: string, value: string | null): void {
  if (value) document.documentElement.style.setProperty(property, value)
}
