import type { moderate as source } from '../en/moderate.ts'
import type { Translated } from '../translated.ts'

export const moderate: Translated<typeof source> = {
  'moderate.title': 'Modérer cette vidéo',
  'moderate.blocked': 'Bloquée : seuls son propriétaire et la modération la voient.',
  'moderate.blockedFor': 'Bloquée : seuls son propriétaire et la modération la voient. Raison : {reason}',
  'moderate.edit': 'La modifier',
  'moderate.reports': 'Ses signalements',
  'moderate.mute': 'Masquer',
  'moderate.muteNamed': 'Masquer {name} pour tout le monde…'
}
