/** One page of every kind and state. */
import type { Page } from '@colombier/server/contract'
import { adminPages } from './render-fixtures-admin.ts'
import { browsePages } from './render-fixtures-browse.ts'
import { memberPages } from './render-fixtures-member.ts'
import { oversightPages } from './render-fixtures-oversight.ts'
import { playlistPages } from './render-fixtures-playlists.ts'
import { reportPages } from './render-fixtures-reports.ts'
import { serverPages } from './render-fixtures-server.ts'
import { studioPages } from './render-fixtures-studio.ts'
import { userPages } from './render-fixtures-users.ts'
import { hostile } from './render-fixtures-video.ts'
import { watchPages } from './render-fixtures-watch.ts'

export const pages: Page[] = [
  ...browsePages,
  ...watchPages,
  ...studioPages,
  ...memberPages(hostile),
  ...playlistPages(hostile),
  ...reportPages,
  ...oversightPages(hostile),
  ...userPages(hostile),
  ...serverPages,
  ...adminPages(hostile)
]
