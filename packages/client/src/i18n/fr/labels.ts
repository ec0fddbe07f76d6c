import type { labels as source } from '../en/labels.ts'
import type { Translated } from '../translated.ts'

export const labels: Translated<typeof source> = {
  'privacy.1': 'Tout le monde',
  'privacy.2': 'Les personnes qui ont le lien',
  'privacy.3': 'Moi seulement',
  'privacy.4': 'Les membres de ce site',
  'privacy.5': 'Les personnes qui ont le mot de passe',

  'category.1': 'Musique',
  'category.2': 'Films',
  'category.3': 'Véhicules',
  'category.4': 'Art',
  'category.5': 'Sport',
  'category.6': 'Voyages',
  'category.7': 'Jeux vidéo',
  'category.8': 'Portraits',
  'category.9': 'Humour',
  'category.10': 'Divertissement',
  'category.11': 'Actualité et politique',
  'category.12': 'Tutoriels',
  'category.13': 'Éducation',
  'category.14': 'Militantisme',
  'category.15': 'Sciences et techniques',
  'category.16': 'Animaux',
  'category.17': 'Enfants',
  'category.18': 'Cuisine',

  'licence.1': 'Attribution',
  'licence.2': 'Attribution - Partage dans les mêmes conditions',
  'licence.3': 'Attribution - Pas de modification',
  'licence.4': 'Attribution - Pas d’utilisation commerciale',
  'licence.5': 'Attribution - Pas d’utilisation commerciale - Partage dans les mêmes conditions',
  'licence.6': 'Attribution - Pas d’utilisation commerciale - Pas de modification',
  'licence.7': 'Domaine public'
}
