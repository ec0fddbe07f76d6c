import { Player } from '../player/player.tsx'
import type { PlayerSource } from '../player/source.ts'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<{ readonly player: PlayerSource }>()
wake('player', i18n, <Player source={data.player} hasBar={false} />)
