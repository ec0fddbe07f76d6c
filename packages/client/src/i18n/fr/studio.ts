import type { studio as source } from '../en/studio.ts'
import type { Translated } from '../translated.ts'

export const studio: Translated<typeof source> = {
  'mine.title': 'Mes vidéos',
  'mine.empty.title': 'Pas encore de vidéo',
  'mine.empty.text': 'Ce que vous envoyez apparaît ici, avec son état.',
  'mine.published': 'Publiée',
  'mine.preparing': 'En préparation',
  'mine.failed': 'Échec',
  'mine.delete': 'Supprimer',
  'mine.deleteVideo': 'Supprimer {name}',
  'mine.retryVideo': 'Réessayer {name}',
  'mine.confirm.title': 'Supprimer cette vidéo ?',
  'mine.confirm.text': '« {name} » et ses fichiers disparaissent pour de bon. Personne ne pourra les rétablir.',
  'mine.confirm.yes': 'Supprimer pour de bon',
  'mine.confirm.no': 'La garder',
  'mine.deleted': '« {name} » est supprimée.',
  'mine.error': 'Cela n’a pas fonctionné. Rechargez la page et réessayez.'
}
