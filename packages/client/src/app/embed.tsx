import { createController } from '../player/controller.ts'
import { Player } from '../player/player.tsx'
import type { PlayerSource } from '../player/source.ts'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<{ readonly player: PlayerSource }>()
const controller = createController(data.player)
wake('player', i18n, <Player controller={controller} weight={null} />)
