import type { I18n } from '../../i18n/i18n.ts'

interface Named {
  readonly isWatchLater: boolean
  readonly displayName: string
}

/** The playlist that everybody has is called by the reader's language. */
export const playlistName = ({ t }: I18n, { isWatchLater, displayName }: Named) =>
  isWatchLater ? t('playlists.later') : displayName
