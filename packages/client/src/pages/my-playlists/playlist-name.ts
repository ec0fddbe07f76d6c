import type { OwnPlaylist } from '@colombier/server/contract'
import type { I18n } from '../../i18n/i18n.ts'

/** The one that everybody has is called by the reader's language. */
export const nameOf = (
  { t }: I18n,
  { isWatchLater, displayName }: Pick<OwnPlaylist, 'isWatchLater' | 'displayName'>
) => (isWatchLater ? t('playlists.later') : displayName)
