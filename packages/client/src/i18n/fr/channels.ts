/** A member's channels. */
import type { channels as source } from '../en/channels.ts'
import type { Translated } from '../translated.ts'

export const channels: Translated<typeof source> = {
  'channels.title': 'Mes chaînes',
  'channels.intro': 'Une vidéo paraît dans une chaîne. On s’y abonne, depuis ce serveur et depuis les autres.',
  'channels.make': 'Créer une chaîne',
  'channels.change': 'Modifier',
  'channels.changeNamed': 'Modifier {name}',
  'channels.back': 'Toutes mes chaînes',
  'channels.see': 'La voir comme les autres',
  'channels.displayName': 'Nom que les autres voient',
  'channels.name': 'Nom dans les adresses',
  'channels.nameHint':
    'Lettres sans accent, chiffres, points et tirets bas. Il reste pour toujours : on suit nom@{host}.',
  'channels.description': 'De quoi il s’agit',
  'channels.descriptionHint': 'Trois caractères au moins, ou rien.',
  'channels.support': 'Comment vous soutenir',
  'channels.supportHint': 'Affiché sous les vidéos de la chaîne : une adresse pour les dons, un moyen d’adhérer.',
  'channels.save': 'Enregistrer',
  'channels.avatar': 'Image',
  'channels.banner': 'Bannière',
  'channels.fault.name':
    'Ce nom ne peut pas figurer dans une adresse : lettres sans accent, chiffres, points et tirets bas.',
  'channels.fault.taken': 'Ce nom est pris, ou l’a été. Choisissez-en un autre.',
  'channels.fault.displayName': 'Écrivez un nom de 120 caractères au plus.',
  'channels.fault.description': 'Écrivez de 3 à 1 000 caractères, ou rien.',
  'channels.fault.support': 'Écrivez de 3 à 1 000 caractères, ou rien.',
  'channels.delete': 'Supprimer cette chaîne',
  'channels.deleteOnly': 'C’est votre seule chaîne, et les vidéos en ont besoin : créez-en d’abord une autre.',
  'channels.videos': { one: '{count} vidéo', other: '{count} vidéos' },
  'channels.loses': { one: '{count} vidéo serait perdue.', other: '{count} vidéos seraient perdues.' },
  'channels.deleteText':
    'Ses vidéos partent avec elle : fichiers, commentaires et chiffres, ici et sur les serveurs qui la suivent. Personne ne peut les rétablir, et son nom ne peut plus servir.',
  'channels.deleteName': 'Tapez son nom dans les adresses, {name}, pour confirmer',
  'channels.deleteFault': 'Rien n’a été supprimé : ce n’est pas son nom.',
  'channels.deleteYes': 'Supprimer la chaîne et ses vidéos'
}
