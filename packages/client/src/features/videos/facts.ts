/** What is said about a video, in the reader's language. Labels of other servers' own lists are kept as they came. */
import type { PageCaptions, VideoSummary } from '@colombier/server/contract'
import type { MessageKey } from '../../i18n/en.ts'
import type { I18n } from '../../i18n/i18n.ts'

export const CATEGORY_MAX = 18
const LICENCE_MAX = 7
const PRIVACY_MAX = 5

const known = (id: number | null, max: number): id is number => id !== null && id >= 1 && id <= max

export function categoryLabel({ t }: I18n, { category }: Pick<VideoSummary, 'category'>): string | null {
  if (category.id === null) return null
  return known(category.id, CATEGORY_MAX) ? t(`category.${category.id}` as MessageKey) : category.label
}

export function licenceLabel({ t }: I18n, { licence }: Pick<VideoSummary, 'licence'>): string | null {
  if (licence.id === null) return null
  return known(licence.id, LICENCE_MAX) ? t(`licence.${licence.id}` as MessageKey) : licence.label
}

export function languageLabel({ languageName }: I18n, { language }: Pick<VideoSummary, 'language'>): string | null {
  return language.id === null ? null : (languageName(language.id) ?? language.label)
}

export function privacyLabel({ t }: I18n, { privacy }: Pick<VideoSummary, 'privacy'>): string {
  return known(privacy.id, PRIVACY_MAX) ? t(`privacy.${privacy.id}` as MessageKey) : privacy.label
}

export function viewsLabel({ t, compact }: I18n, views: number): string {
  return t('video.views', { count: views, views: compact(views) })
}

/** Of captions: in the reader's language, as the beginning of a line. */
export function captionsLabel({ languageName, locale }: I18n, { language, label }: PageCaptions): string {
  const name = languageName(language) ?? label
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

/**
 * For the `lang` attribute of what a video says of itself: a screen reader speaks it as it is meant.
 *
 * @returns Undefined where the page's own language holds, and where none is known.
 */
export function langOf({ locale }: I18n, { language }: Pick<VideoSummary, 'language'>): string | undefined {
  const isSound = language.id !== null && /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(language.id)
  return isSound && language.id !== locale ? language.id : undefined
}
